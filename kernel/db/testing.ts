import { after, describe } from 'node:test'
import { type MigrationGroup, migrate } from './migrate.ts'
import { openEmbedded, openPostgres } from './open.ts'
import { testPostgres } from './testing-postgres.ts'
import type { Database } from './types.ts'

/** Opens the engine's database for a test: every schema dropped, then the given groups migrated. */
export type OpenForTest = (groups: readonly MigrationGroup[]) => Promise<Database>

let embedded: Promise<Database> | undefined
let postgres: Promise<Database> | undefined

// At the root: both are closed when the whole run is over, or the process would wait for them for ever.
after(async () => {
  for (const opened of [embedded, postgres]) await (await opened)?.close()
  await testPostgres.stop()
})

/**
 * Runs a suite once on the embedded database and once on PostgreSQL; the latter is skipped, saying how to get one,
 * where none is installed. One instance of each serves the whole test run; every `open` starts from empty.
 */
export function eachDatabase(title: string, body: (open: OpenForTest, kind: Database['kind']) => void): void {
  describe(`${title} [PGlite]`, () => {
    body(async (groups) => {
      embedded ??= openEmbedded(null)
      return emptied(await embedded, groups)
    }, 'pglite')
  })
  const reason = testPostgres.missing()
  describe(`${title} [PostgreSQL]`, { skip: reason ?? false }, () => {
    if (reason) return
    body(async (groups) => {
      postgres ??= testPostgres.url().then((url) => openPostgres(url))
      return emptied(await postgres, groups)
    }, 'postgres')
  })
}

/** The embedded database alone, for tests in which the engine makes no difference. */
export async function openTestDatabase(groups: readonly MigrationGroup[]): Promise<Database> {
  embedded ??= openEmbedded(null)
  return emptied(await embedded, groups)
}

async function emptied(database: Database, groups: readonly MigrationGroup[]): Promise<Database> {
  const schemas = await database.query<{ name: string }>(
    `select nspname as name from pg_namespace
     where nspname not like 'pg\\_%' and nspname not in ('public', 'information_schema')`,
  )
  for (const { name } of schemas.rows) await database.script(`drop schema "${name}" cascade`)
  await migrate(database, groups)
  // The suite shares the connection: closing is for whoever owns it.
  return { ...database, close: async () => undefined }
}
