import { type RawBuilder, sql } from 'kysely'
import { type BulkColumn, bulkInsert, type Db } from '#kernel/db'
import type { CellFault } from '#kernel/tables'
import type { Notice } from '../domain/firms.ts'
import type { Parsed } from '../domain/rows.ts'

/** A row of a file as staged. */
export interface StagedRow {
  readonly row: number
  readonly raw: Readonly<Record<string, string>>
  readonly parsed: Parsed | null
  readonly faults: readonly CellFault[]
  readonly notes: readonly Notice[]
}

const STAGED: readonly BulkColumn[] = [
  { name: 'batch_id', type: 'uuid' },
  { name: 'row_number', type: 'integer' },
  { name: 'raw', type: 'jsonb' },
  { name: 'parsed', type: 'jsonb' },
  { name: 'faults', type: 'jsonb' },
  { name: 'notes', type: 'jsonb' },
  { name: 'outcome', type: 'text' },
]

/** Stages rows. What a good row does is told when the whole file is read; until then it counts as a new one. */
export async function insertRows(db: Db, batchId: string, rows: readonly StagedRow[]): Promise<void> {
  await bulkInsert(
    db,
    'chain.batch_row',
    STAGED,
    rows.map(({ row, raw, parsed, faults, notes }) => ({
      batch_id: batchId,
      row_number: row,
      raw,
      parsed,
      faults: faults.length > 0 ? faults : null,
      notes: notes.length > 0 ? notes : null,
      outcome: parsed === null ? 'faulty' : 'create',
    })),
  )
}

/** Removes everything staged, for reading the file again. */
export async function deleteRows(db: Db, batchId: string): Promise<void> {
  await sql`delete from chain.batch_row where batch_id = ${batchId}::uuid`.execute(db)
}

/** How far staging has come. */
export async function stagedSoFar(db: Db, batchId: string): Promise<{ row: number; rows: number }> {
  const { rows } = await sql<{ row: number; rows: number }>`
    select coalesce(max(row_number), 0) as row, count(*) as rows
    from chain.batch_row where batch_id = ${batchId}::uuid`.execute(db)
  return rows[0] ?? { row: 0, rows: 0 }
}

/** A good row as the review and the commit need it. */
export interface GoodRow {
  readonly row: number
  readonly parsed: Parsed
  readonly notes: readonly Notice[] | null
}

/** The good rows of a batch in the order of the file. */
export async function selectGood(db: Db, batchId: string): Promise<GoodRow[]> {
  const { rows } = await sql<GoodRow>`
    select row_number as row, parsed, notes from chain.batch_row
    where batch_id = ${batchId}::uuid and outcome <> 'faulty' and parsed is not null order by row_number`.execute(
    db,
  )
  return rows
}

/** The cells of some rows, for faults that are found when the whole file is read. */
export async function selectRaw(
  db: Db,
  batchId: string,
  rows: readonly number[],
): Promise<Map<number, Record<string, string>>> {
  const found = await sql<{ row: number; raw: Record<string, string> }>`
    select row_number as row, raw from chain.batch_row
    where batch_id = ${batchId}::uuid and row_number = any(${[...rows]}::integer[])`.execute(db)
  return new Map(found.rows.map(({ row, raw }) => [row, raw]))
}

/** What became clear of a row. */
export interface Settled {
  readonly row: number
  readonly outcome: string
  readonly faults?: readonly CellFault[]
  readonly notes?: readonly Notice[]
  readonly recordId?: string | null
  readonly before?: Readonly<Record<string, unknown>> | null
  readonly afterVersion?: number | null
}

/** Writes what became clear of rows; faults that a row does not tell stay as they are. */
export async function settleRows(db: Db, batchId: string, rows: readonly Settled[]): Promise<void> {
  if (rows.length === 0) return
  const json = (of: (row: Settled) => unknown) =>
    rows.map((row) => (of(row) ? JSON.stringify(of(row)) : null))
  await sql`
    update chain.batch_row r set outcome = u.outcome, faults = coalesce(u.faults::jsonb, r.faults),
      notes = u.notes::jsonb,
      record_id = u.record_id, before = u.before::jsonb, after_version = u.after_version
    from unnest(${rows.map(({ row }) => row)}::integer[], ${rows.map(({ outcome }) => outcome)}::text[],
      ${json(({ faults }) => (faults?.length ? faults : undefined))}::text[],
      ${json(({ notes }) => (notes?.length ? notes : undefined))}::text[],
      ${rows.map(({ recordId }) => recordId ?? null)}::uuid[], ${json(({ before }) => before)}::text[],
      ${rows.map(({ afterVersion }) => afterVersion ?? null)}::integer[])
      as u(row_number, outcome, faults, notes, record_id, before, after_version)
    where r.batch_id = ${batchId}::uuid and r.row_number = u.row_number`.execute(db)
}

/** A page of staged rows; `noted`: good ones of which there is something to say. */
export async function selectRows(
  db: Db,
  batchId: string,
  query: { outcome?: string; q?: string; offset: number; limit: number },
) {
  const parts: RawBuilder<unknown>[] = [sql`batch_id = ${batchId}::uuid`]
  if (query.outcome === 'noted') parts.push(sql`notes is not null and outcome <> 'faulty'`)
  else if (query.outcome) parts.push(sql`outcome = ${query.outcome}`)
  if (query.q) parts.push(sql`strpos(lower(raw::text), lower(${query.q})) > 0`)
  const where = sql.join(parts, sql` and `)
  const { rows } = await sql<{
    rowNumber: number
    outcome: 'create' | 'update' | 'unchanged' | 'faulty'
    raw: Record<string, unknown>
    faults: CellFault[] | null
    notes: Notice[] | null
  }>`select row_number as "rowNumber", outcome, raw, faults, notes from chain.batch_row where ${where}
    order by row_number limit ${query.limit} offset ${query.offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*) as n from chain.batch_row where ${where}`.execute(
    db,
  )
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

/** Faulty rows after a row, in order, for the marked workbook. */
export async function selectFaulty(db: Db, batchId: string, after: number, limit: number) {
  const { rows } = await sql<{ row: number; faults: CellFault[] | null }>`
    select row_number as row, faults from chain.batch_row
    where batch_id = ${batchId}::uuid and outcome = 'faulty' and row_number > ${after}
    order by row_number limit ${limit}`.execute(db)
  return rows
}
