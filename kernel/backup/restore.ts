import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import { AppError } from '../core/index.ts'
import type { Database, Db } from '../db/index.ts'
import { BACKUP_FORMAT, type BackupHeader, type BackupProgress, type BackupSummary } from './backup.ts'
import { type BackupTable, backupTables, quoted } from './catalog.ts'

const BATCH = 2_000

/**
 * Replaces the content of a migrated database by that of a backup, in one transaction: it is restored whole or not
 * at all. Refuses a file that is damaged, of another kind, or made by a newer version.
 */
export async function restoreBackup(
  database: Database,
  file: string,
  onProgress: BackupProgress = () => undefined,
): Promise<BackupSummary> {
  await checkDigest(file)
  const tables = await backupTables(database)
  const byName = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]))
  const summary = { tables: 0, rows: 0 }
  await database.db.transaction().execute(async (trx) => {
    await refuseUnknownMigrations(trx, await headerOf(file))
    await emptyTables(trx, tables)
    let current: { table: BackupTable; columns: string[] } | undefined
    let batch: (string | null)[][] = []
    let inTable = 0
    const flush = async () => {
      if (current && batch.length > 0) await insertRows(trx, current.table, current.columns, batch)
      batch = []
    }
    for await (const line of linesOf(file)) {
      const parsed = JSON.parse(line) as unknown
      if (Array.isArray(parsed)) {
        batch.push(parsed as (string | null)[])
        inTable++
        summary.rows++
        if (batch.length >= BATCH) await flush()
        continue
      }
      await flush()
      if (current) onProgress(`${current.table.schema}.${current.table.name}`, inTable)
      current = undefined
      inTable = 0
      const head = parsed as { table?: string; columns?: string[] }
      if (head.table === undefined) continue
      const table = byName.get(head.table)
      if (!table) throw new AppError('backup.unknownTable', { table: head.table })
      current = { table, columns: head.columns ?? [] }
      summary.tables++
    }
    await advanceSequences(trx, tables)
    await setTriggers(trx, tables, true)
  })
  return summary
}

async function insertRows(db: Db, table: BackupTable, columns: readonly string[], rows: (string | null)[][]) {
  const types = new Map(table.columns.map((column) => [column.name, column.type]))
  const names = sql.raw(columns.map((name) => quoted(name)).join(', '))
  const arrays = columns.map((_, at) => sql`${rows.map((row) => row[at] ?? null)}::text[]`)
  const casts = sql.raw(columns.map((name, at) => `u.c${at}::${types.get(name) ?? 'text'}`).join(', '))
  const aliases = sql.raw(columns.map((_, at) => `c${at}`).join(', '))
  await sql`insert into ${sql.raw(quoted(table.schema, table.name))} (${names})
    overriding system value
    select ${casts} from unnest(${sql.join(arrays)}) as u(${aliases})`.execute(db)
}

/** Own triggers (the audit log refuses deletion, for one) stand aside while content is replaced. */
async function setTriggers(db: Db, tables: readonly BackupTable[], on: boolean): Promise<void> {
  for (const table of tables) {
    const name = quoted(table.schema, table.name)
    await sql.raw(`alter table ${name} ${on ? 'enable' : 'disable'} trigger user`).execute(db)
  }
}

async function emptyTables(db: Db, tables: readonly BackupTable[]): Promise<void> {
  await setTriggers(db, tables, false)
  const emptied = tables.filter((table) => !(table.schema === 'kernel' && table.name === 'migration'))
  if (emptied.length === 0) return
  const names = emptied.map((table) => quoted(table.schema, table.name)).join(', ')
  await sql.raw(`truncate ${names}`).execute(db)
}

async function advanceSequences(db: Db, tables: readonly BackupTable[]): Promise<void> {
  for (const table of tables) {
    const name = quoted(table.schema, table.name)
    for (const column of table.columns) {
      const found = await sql<{ sequence: string | null }>`
        select pg_get_serial_sequence(${name}, ${column.name}) as sequence`.execute(db)
      const sequence = found.rows[0]?.sequence
      if (!sequence) continue
      await sql`select setval(${sequence}, coalesce(max(${sql.raw(quoted(column.name))}), 0) + 1, false)
        from ${sql.raw(name)}`.execute(db)
    }
  }
}

async function refuseUnknownMigrations(db: Db, header: BackupHeader): Promise<void> {
  const known = await sql<{ name: string }>`select name from kernel.migration`.execute(db)
  const names = new Set(known.rows.map((row) => row.name))
  const unknown = header.migrations.filter((name) => !names.has(name))
  if (unknown.length > 0) throw new AppError('backup.newerVersion', { migrations: unknown.join(', ') })
}

async function headerOf(file: string): Promise<BackupHeader> {
  for await (const line of linesOf(file)) {
    const header = JSON.parse(line) as BackupHeader
    if (header.format !== BACKUP_FORMAT) break
    return header
  }
  throw new AppError('backup.notABackup', { file })
}

function linesOf(file: string) {
  return createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
}

/** The last line must hold the digest of all lines before it. */
async function checkDigest(file: string): Promise<void> {
  const hash = createHash('sha256')
  let held: string | undefined
  try {
    const stream = createReadStream(file).on('error', () => undefined)
    const plain = stream.pipe(createGunzip())
    stream.on('error', (error) => plain.destroy(error))
    for await (const line of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (held !== undefined) hash.update(`${held}\n`)
      held = line
    }
    const last = JSON.parse(held ?? 'null') as { sha256?: string } | null
    if (last?.sha256 === hash.digest('hex')) return
  } catch (cause) {
    throw new AppError('backup.damaged', { file }, { cause })
  }
  throw new AppError('backup.damaged', { file })
}
