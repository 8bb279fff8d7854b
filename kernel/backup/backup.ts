import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Database, Db } from '../db/index.ts'
import { type BackupTable, backupTables, quoted } from './catalog.ts'

export const BACKUP_FORMAT = 'zhiqing-backup-1'

/** First line of a backup. */
export interface BackupHeader {
  readonly format: typeof BACKUP_FORMAT
  readonly createdAt: string
  readonly migrations: readonly string[]
}

/** What a backup or restore handled. */
export interface BackupSummary {
  readonly tables: number
  readonly rows: number
}

export type BackupProgress = (table: string, rows: number) => void

const BATCH = 2_000

/**
 * Writes the whole database into one compressed file: a header, each table with its rows as PostgreSQL's own text
 * (exact for every type), and a digest at the end. All tables are read in one snapshot. The same file restores into
 * the embedded database or into PostgreSQL, so it also moves an installation from one to the other.
 */
export async function writeBackup(
  database: Database,
  file: string,
  now: Date,
  onProgress: BackupProgress = () => undefined,
): Promise<BackupSummary> {
  const tables = await backupTables(database)
  const summary = { tables: tables.length, rows: 0 }
  await database.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const lines = backupLines(trx, tables, now, (table, rows) => {
        summary.rows += rows
        onProgress(table, rows)
      })
      const partial = `${file}.partial`
      await pipeline(
        Readable.from(lines),
        digestLines(),
        createGzip(),
        createWriteStream(partial, { mode: 0o600 }),
      )
      await rename(partial, file)
    })
  return summary
}

async function* backupLines(db: Db, tables: readonly BackupTable[], now: Date, onTable: BackupProgress) {
  const migrations = await sql<{
    name: string
  }>`select name from kernel.migration order by applied_at, name`.execute(db)
  const header: BackupHeader = {
    format: BACKUP_FORMAT,
    createdAt: now.toISOString(),
    migrations: migrations.rows.map((row) => row.name),
  }
  yield `${JSON.stringify(header)}\n`
  for (const table of tables) {
    if (table.schema === 'kernel' && table.name === 'migration') continue
    yield `${JSON.stringify({ table: `${table.schema}.${table.name}`, columns: table.columns.map((c) => c.name) })}\n`
    onTable(`${table.schema}.${table.name}`, yield* tableLines(db, table))
  }
}

/** One line per row: an array of texts and nulls. Read through a cursor, so that no table need fit in memory. */
async function* tableLines(db: Db, table: BackupTable): AsyncGenerator<string, number> {
  const fields = table.columns.map((column) => `${quoted(column.name)}::text`).join(', ')
  const from = `select json_build_array(${fields})::text as row from ${quoted(table.schema, table.name)} order by ctid`
  await sql.raw(`declare backup_rows no scroll cursor for ${from}`).execute(db)
  let count = 0
  for (;;) {
    const batch = await sql<{ row: string }>`${sql.raw(`fetch ${BATCH} from backup_rows`)}`.execute(db)
    if (batch.rows.length === 0) break
    count += batch.rows.length
    yield `${batch.rows.map((row) => row.row).join('\n')}\n`
  }
  await sql.raw('close backup_rows').execute(db)
  return count
}

/** Passes text through and appends a last line with its SHA-256. */
function digestLines(): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(null, `${JSON.stringify({ sha256: hash.digest('hex') })}\n`)
    },
  })
}
