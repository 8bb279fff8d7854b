import { auditMigrations } from '#kernel/audit'
import { authMigrations } from '#kernel/auth'
import type { Config } from '#kernel/config'
import {
  type Database,
  type MigrationGroup,
  migrate,
  openEmbedded,
  openPostgres,
  takeFolder,
} from '#kernel/db'
import { eventsMigrations } from '#kernel/events'
import { filesMigrations } from '#kernel/files'
import { jobsMigrations } from '#kernel/jobs'
import { MODULES } from './modules.ts'

/** Schema of the kernel's parts and of every module, in the order they apply. */
export function migrationGroups(): MigrationGroup[] {
  const kernel = {
    audit: auditMigrations,
    auth: authMigrations,
    events: eventsMigrations,
    files: filesMigrations,
    jobs: jobsMigrations,
  }
  return [
    ...Object.entries(kernel).map(([part, migrations]) => ({
      schema: 'kernel',
      owner: `kernel/${part}`,
      migrations,
    })),
    ...MODULES.map((module) => ({ schema: module.name, migrations: module.migrations })),
  ]
}

/** An open, migrated database, and the lock of its folder when it is the embedded one. */
export interface OpenDatabase {
  readonly database: Database
  /** Writes the server's address and token beside the lock, for the command line of the same user. */
  announce(url: string, token: string): void
  close(): Promise<void>
}

/** Opens the database that the settings name and brings its schema up to date. */
export async function openDatabaseOf(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    const database = await openPostgres(config.databaseUrl, config.databasePool)
    await migrate(database, migrationGroups())
    return { database, announce: () => undefined, close: () => database.close() }
  }
  const lock = takeFolder(config.dataDir)
  try {
    const database = await openEmbedded(config.dataDir, config.embeddedMemory)
    await migrate(database, migrationGroups())
    return {
      database,
      announce: lock.announce,
      close: async () => {
        await database.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
