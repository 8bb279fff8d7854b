import { sql } from 'kysely'
import { newId } from '#kernel/core'
import { bulkInsert, type Db } from '#kernel/db'

/** A pair that waits, or waited, for a person; records by number. */
export interface ReviewRow {
  readonly id: string
  readonly leftId: string
  readonly rightId: string
  readonly probability: number
  readonly gain: number
  readonly reason: string
  readonly together: boolean
  readonly state: 'open' | 'same' | 'different' | 'later'
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  /** The operation by which the decision moved records; null where it moved none. */
  readonly operationId: string | null
}

const COLUMNS =
  sql.raw(`v.id, v.left_id as "leftId", v.right_id as "rightId", v.probability, v.gain, v.reason,
  v.together, v.state, v.decided_by as "decidedBy", v.decided_at as "decidedAt",
  v.operation_id as "operationId"`)

/**
 * Puts pairs in the queue. What people decided stays decided; only a contradiction by a later record opens a pair again.
 * `anew` takes out first what waits: a full run knows all that is in doubt.
 */
export async function putReviews(
  db: Db,
  doubts: readonly {
    readonly left: string
    readonly right: string
    readonly probability: number
    readonly gain: number
    readonly reason: string
    readonly together: boolean
  }[],
  anew: boolean,
): Promise<void> {
  if (anew) await sql`delete from registry.fusion_review where state = 'open'`.execute(db)
  await bulkInsert(
    db,
    'registry.fusion_review',
    [
      { name: 'id', type: 'uuid' },
      { name: 'left_id', type: 'uuid' },
      { name: 'right_id', type: 'uuid' },
      { name: 'probability', type: 'double precision' },
      { name: 'gain', type: 'double precision' },
      { name: 'reason', type: 'text' },
      { name: 'together', type: 'boolean' },
    ],
    doubts.map(({ left, right, ...doubt }) => ({
      id: newId(),
      left_id: left < right ? left : right,
      right_id: left < right ? right : left,
      ...doubt,
    })),
    `on conflict (left_id, right_id) do update set probability = excluded.probability, gain = excluded.gain,
      reason = excluded.reason, together = excluded.together, at = now(),
      state = case when excluded.reason = 'contradicted' then 'open' else fusion_review.state end
    where excluded.reason = 'contradicted' or fusion_review.state in ('open', 'later')`,
  )
}

/** How many pairs wait. */
export async function countOpen(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from registry.fusion_review where state = 'open'`.execute(db)
  return rows[0]?.n ?? 0
}

/** A page of the queue, the most useful first. */
export async function selectReviews(
  db: Db,
  query: {
    readonly state: string
    readonly q?: string | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ rows: ReviewRow[]; total: number }> {
  const like = query.q
    ? sql`and exists (select 1 from registry.fusion_record r where r.id in (v.left_id, v.right_id)
        and (strpos(lower(r.fields->>'name'), lower(${query.q})) > 0 or r.fields->>'uscc' = upper(${query.q})))`
    : sql``
  const { rows } = await sql<ReviewRow>`select ${COLUMNS} from registry.fusion_review v
    where v.state = ${query.state} ${like} order by v.gain desc, v.id limit ${query.limit} offset ${query.offset}`.execute(
    db,
  )
  const total = await sql<{ n: number }>`
    select count(*) as n from registry.fusion_review v where v.state = ${query.state} ${like}`.execute(db)
  return { rows, total: total.rows[0]?.n ?? 0 }
}

/** One pair of the queue; `lock` keeps it as it is until the transaction ends. */
export async function selectReview(db: Db, id: string, lock = false): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`select ${COLUMNS} from registry.fusion_review v
    where v.id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** Writes what a person said of a pair. */
export async function decideReviewRow(
  db: Db,
  id: string,
  state: ReviewRow['state'],
  actor: string | null,
  together: boolean,
  operationId: string | null,
): Promise<void> {
  await sql`update registry.fusion_review set state = ${state}, decided_by = ${actor}::text,
    decided_at = case when ${actor}::text is null then null else now() end,
    together = ${together}, operation_id = ${operationId}::uuid where id = ${id}::uuid`.execute(db)
}

/** Closes waiting pairs that an operation has answered: both records in `left`, or one in each. */
export async function answerReviews(
  db: Db,
  left: readonly string[],
  right: readonly string[],
  answer: { readonly same: boolean; readonly actor: string; readonly operationId: string },
): Promise<void> {
  await sql`
    update registry.fusion_review set state = ${answer.same ? 'same' : 'different'}, decided_by = ${answer.actor},
      decided_at = now(), together = ${answer.same}, operation_id = ${answer.operationId}::uuid
    where state in ('open', 'later')
      and (left_id = any(${[...left]}::uuid[]) and right_id = any(${[...right]}::uuid[])
        or right_id = any(${[...left]}::uuid[]) and left_id = any(${[...right]}::uuid[]))`.execute(db)
}

/** Opens again what an operation had answered. */
export async function reopenReviews(db: Db, operationId: string): Promise<void> {
  await sql`
    update registry.fusion_review v set state = 'open', decided_by = null, decided_at = null, operation_id = null,
      together = coalesce((select l.entity_id = r.entity_id from registry.fusion_record l, registry.fusion_record r
        where l.id = v.left_id and r.id = v.right_id), v.together)
    where v.operation_id = ${operationId}::uuid`.execute(db)
}
