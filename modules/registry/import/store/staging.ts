import { sql } from 'kysely'
import { type BulkColumn, bulkInsert, type Db } from '#kernel/db'
import type { Candidate } from '../domain/candidate.ts'
import type { PlannedChange } from '../domain/plan.ts'

/** A planned change with what the row of the enterprise is found by. */
export interface StagedChange extends PlannedChange {
  readonly nameKey?: string
  readonly derived?: { parts: boolean; electronics: boolean; mainNode: string | null }
  readonly search?: { text: string; pinyin: string; grams: string }
}

/** A row of the file with what became of it. */
export interface StagedRow {
  readonly row: number
  readonly raw: Readonly<Record<string, string>>
  readonly candidate: Candidate | null
  readonly faults: readonly unknown[]
  readonly outcome: string
  readonly enterpriseId: string | null
  readonly keys: readonly string[]
  readonly changes: readonly StagedChange[]
  readonly review?: {
    id: string
    reason: string
    params: Readonly<Record<string, unknown>>
    candidates: readonly string[]
  }
}

const columns = (text: string): BulkColumn[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => ({ name: word.slice(0, word.indexOf(':')), type: word.slice(word.indexOf(':') + 1) }))

const RECORD = columns(
  'batch_id:uuid row_number:integer raw:json parsed:jsonb faults:jsonb outcome:text enterprise_id:uuid keys:text[]',
)
const CHANGE =
  columns(`batch_id:uuid row_number:integer part:text enterprise_id:uuid record_id:text operation:text
  fields:jsonb base_version:integer name_key:text derived:jsonb search_text:text pinyin:text grams:tsvector`)
const REVIEW = columns(
  'id:uuid batch_id:uuid row_number:integer reason:text params:jsonb candidates:uuid[] state:text',
)

/** Writes staged rows with their planned changes and doubts. */
export async function insertRows(db: Db, batchId: string, rows: readonly StagedRow[]): Promise<void> {
  await bulkInsert(
    db,
    'registry.source_record',
    RECORD,
    rows.map((row) => ({
      batch_id: batchId,
      row_number: row.row,
      raw: row.raw,
      parsed: row.candidate,
      faults: row.faults.length > 0 ? row.faults : null,
      outcome: row.outcome,
      enterprise_id: row.enterpriseId,
      keys: row.keys,
    })),
  )
  await insertPlans(db, batchId, rows)
}

/** Plans rows again that are staged already. */
export async function replaceRows(db: Db, batchId: string, rows: readonly StagedRow[]): Promise<void> {
  const numbers = rows.map(({ row }) => row)
  await deletePlans(db, batchId, numbers)
  await sql`
    update registry.source_record s
    set outcome = u.outcome, enterprise_id = u.enterprise_id, faults = u.faults::jsonb
    from unnest(${numbers}::integer[], ${rows.map(({ outcome }) => outcome)}::text[],
      ${rows.map(({ enterpriseId }) => enterpriseId)}::uuid[],
      ${rows.map(({ faults }) => (faults.length > 0 ? JSON.stringify(faults) : null))}::text[])
      as u(row_number, outcome, enterprise_id, faults)
    where s.batch_id = ${batchId}::uuid and s.row_number = u.row_number`.execute(db)
  await insertPlans(db, batchId, rows)
}

async function insertPlans(db: Db, batchId: string, rows: readonly StagedRow[]): Promise<void> {
  await bulkInsert(
    db,
    'registry.import_change',
    CHANGE,
    rows.flatMap(({ row, changes }) =>
      changes.map((change) => ({
        batch_id: batchId,
        row_number: row,
        part: change.part,
        enterprise_id: change.enterpriseId,
        record_id: change.recordId,
        operation: change.operation,
        fields: change.fields,
        base_version: change.baseVersion,
        name_key: change.nameKey,
        derived: change.derived,
        search_text: change.search?.text,
        pinyin: change.search?.pinyin,
        grams: change.search?.grams,
      })),
    ),
  )
  await bulkInsert(
    db,
    'registry.review_item',
    REVIEW,
    rows.flatMap(({ row, review }) =>
      review ? [{ ...review, batch_id: batchId, row_number: row, state: 'open' }] : [],
    ),
    `on conflict (batch_id, row_number) do update
       set reason = excluded.reason, params = excluded.params, candidates = excluded.candidates`,
  )
}

/** Removes planned changes, of some rows or of all. */
export async function deletePlans(db: Db, batchId: string, rows: readonly number[] | 'all'): Promise<void> {
  const only = rows === 'all' ? sql`` : sql`and row_number = any(${[...rows]}::integer[])`
  await sql`delete from registry.import_change where batch_id = ${batchId}::uuid ${only}`.execute(db)
}

/** Removes everything staged, for reading the file again. */
export async function deleteStaged(db: Db, batchId: string): Promise<void> {
  for (const table of ['import_change', 'review_item', 'source_record']) {
    await sql`delete from ${sql.table(`registry.${table}`)} where batch_id = ${batchId}::uuid`.execute(db)
  }
}

/** How far staging has come: the last row, how many rows, and what later rows may not repeat. */
export async function stagedSoFar(db: Db, batchId: string) {
  const last = await sql<{
    row: number
    rows: number
  }>`select coalesce(max(row_number), 0) as row, count(*) as rows
    from registry.source_record where batch_id = ${batchId}::uuid`.execute(db)
  const keys = await sql<{ row: number; id: string; key: string }>`
    select s.row_number as row, s.enterprise_id as id, k.key
    from registry.source_record s, unnest(s.keys) as k(key) where s.batch_id = ${batchId}::uuid
    order by s.row_number desc`.execute(db)
  return { row: last.rows[0]!.row, rows: last.rows[0]!.rows, keys: keys.rows }
}

/** Candidates of staged rows, to be planned again. */
export async function selectCandidates(
  db: Db,
  batchId: string,
  rows: readonly number[],
): Promise<{ row: number; raw: Record<string, string>; candidate: Candidate; keys: string[] }[]> {
  const found = await sql<{ row: number; raw: Record<string, string>; candidate: Candidate; keys: string[] }>`
    select row_number as row, raw, parsed as candidate, keys from registry.source_record
    where batch_id = ${batchId}::uuid and row_number = any(${[...rows]}::integer[]) and parsed is not null
    order by row_number`.execute(db)
  return found.rows
}

/** A page of staged rows. */
export async function selectRows(
  db: Db,
  batchId: string,
  query: { outcome?: string; q?: string; offset: number; limit: number },
) {
  const where = sql`s.batch_id = ${batchId}::uuid
    ${query.outcome ? sql`and s.outcome = ${query.outcome}` : sql``}
    ${query.q ? sql`and strpos(s.raw::text, ${query.q}) > 0` : sql``}`
  const found = await sql<{
    rowNumber: number
    outcome: string
    raw: Record<string, unknown>
    faults: unknown[] | null
    enterpriseId: string | null
  }>`select s.row_number as "rowNumber", s.outcome, s.raw, s.faults, s.enterprise_id as "enterpriseId"
    from registry.source_record s where ${where} order by s.row_number
    limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{
    n: number
  }>`select count(*) as n from registry.source_record s where ${where}`.execute(db)
  return { rows: found.rows, total: total.rows[0]?.n ?? 0 }
}

/** Faulty and doubtful rows after a row, in order, for the error workbook. */
export async function selectFaulty(db: Db, batchId: string, after: number, limit: number) {
  const found = await sql<{
    row: number
    faults: unknown[] | null
    reason: string | null
    params: Record<string, unknown> | null
  }>`select s.row_number as row, s.faults, r.reason, r.params
    from registry.source_record s
    left join registry.review_item r on r.batch_id = s.batch_id and r.row_number = s.row_number
    where s.batch_id = ${batchId}::uuid and s.outcome in ('faulty', 'doubtful', 'rejected') and s.row_number > ${after}
    order by s.row_number limit ${limit}`.execute(db)
  return found.rows
}
