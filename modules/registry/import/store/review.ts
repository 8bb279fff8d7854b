import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { ImportTable, ReviewItem } from '../../contract.ts'
import type { Decided } from '../domain/plan.ts'

/** A doubtful row as stored. */
export interface StoredReview {
  readonly id: string
  readonly batchId: string
  readonly fileName: string
  readonly tableName: ImportTable
  readonly rowNumber: number
  readonly reason: string
  readonly params: Readonly<Record<string, unknown>>
  readonly state: ReviewItem['state']
  readonly raw: Record<string, unknown>
  readonly decision: ({ decided?: Decided } & Record<string, unknown>) | null
  readonly candidateIds: readonly string[]
}

const SELECT =
  sql.raw(`select r.id, r.batch_id as "batchId", b.file_name as "fileName", b.table_name as "tableName",
  r.row_number as "rowNumber", r.reason, r.params, r.state, s.raw, r.decision, r.candidates as "candidateIds"
  from registry.review_item r
  join registry.import_batch b on b.id = r.batch_id
  join registry.source_record s on s.batch_id = r.batch_id and s.row_number = r.row_number`)

/** A page of doubtful rows; of committed batches unless one batch is asked for. */
export async function selectReviews(
  db: Db,
  query: {
    state: string
    batch?: string
    ownerId?: string | null
    q?: string
    offset: number
    limit: number
  },
): Promise<{ rows: StoredReview[]; total: number }> {
  const parts: RawBuilder<unknown>[] = [sql`r.state = ${query.state}`]
  if (query.batch) parts.push(sql`r.batch_id = ${query.batch}::uuid`)
  else parts.push(sql`b.state = 'committed'`)
  if (query.ownerId !== undefined) parts.push(sql`b.owner_id is not distinct from ${query.ownerId}::text`)
  if (query.q) parts.push(sql`strpos(s.raw::text, ${query.q}) > 0`)
  const where = sql.join(parts, sql` and `)
  const found = await sql<StoredReview>`${SELECT} where ${where}
    order by b.created_at desc, r.row_number limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{ n: number }>`select count(*) as n from registry.review_item r
    join registry.import_batch b on b.id = r.batch_id
    join registry.source_record s on s.batch_id = r.batch_id and s.row_number = r.row_number
    where ${where}`.execute(db)
  return { rows: found.rows, total: total.rows[0]?.n ?? 0 }
}

/** One doubtful row; `lock` keeps others from deciding it too. */
export async function selectReview(db: Db, id: string, lock = false): Promise<StoredReview | undefined> {
  const found = await sql<StoredReview>`${SELECT} where r.id = ${id}::uuid
    ${lock ? sql`for update of r` : sql``}`.execute(db)
  return found.rows[0]
}

/** Names of the enterprises that doubtful rows may speak of. */
export async function selectCandidateFirms(db: Db, ids: readonly string[]) {
  const found = await sql<{ id: string; name: string; uscc: string | null; district: string | null }>`
    select id, name, uscc, district from registry.enterprise where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.id, row]))
}

/** Writes what was decided. `state` stays open when a second doubt came to light. */
export async function writeDecision(
  db: Db,
  id: string,
  state: ReviewItem['state'],
  decision: unknown,
  by: { name: string; at: Date },
): Promise<void> {
  await sql`update registry.review_item set state = ${state}, decision = ${JSON.stringify(decision)}::text::jsonb,
    decided_at = ${by.at.toISOString()}::timestamptz, decided_by = ${by.name} where id = ${id}::uuid`.execute(
    db,
  )
}

/** Sets the outcome of one row. */
export async function setOutcome(db: Db, batchId: string, row: number, outcome: string): Promise<void> {
  await sql`update registry.source_record set outcome = ${outcome}
    where batch_id = ${batchId}::uuid and row_number = ${row}`.execute(db)
}
