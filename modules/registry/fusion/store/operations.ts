import { type RawBuilder, sql } from 'kysely'
import { newId } from '#kernel/core'
import { bulkInsert, type Db } from '#kernel/db'
import type { FusionOperation } from '../../contract.ts'

/** An operation as stored. */
export interface OperationRow extends Omit<FusionOperation, 'undoable'> {
  readonly seq: number
  readonly reviewId: string | null
}

const COLUMNS =
  sql.raw(`o.id, o.seq, o.kind, o.summary_zh as "summaryZh", o.summary_en as "summaryEn", o.moved,
  o.entities, o.note, o.actor, o.at, o.undone_at as "undoneAt", o.review_id as "reviewId"`)
const WRITE_AT_ONCE = 10_000

/** A record that went from one entity to another. */
export interface Move {
  readonly record: string
  readonly from: string | null
  readonly to: string
}

/** Writes an operation with its moves. */
export async function insertOperation(
  db: Db,
  operation: {
    readonly id: string
    readonly kind: FusionOperation['kind']
    readonly summaryZh: string
    readonly summaryEn: string
    readonly entities: readonly { readonly id: string; readonly name: string }[]
    readonly note?: string | undefined
    readonly actor: string
    readonly undoes?: string
    readonly runId?: string
    readonly reviewId?: string | undefined
  },
  moves: readonly Move[],
): Promise<void> {
  await sql`
    insert into registry.fusion_operation
      (id, kind, summary_zh, summary_en, moved, entities, note, actor, undoes, run_id, review_id)
    values (${operation.id}::uuid, ${operation.kind}, ${operation.summaryZh}, ${operation.summaryEn}, ${moves.length},
      ${JSON.stringify(operation.entities)}::text::jsonb, ${operation.note ?? null}::text, ${operation.actor},
      ${operation.undoes ?? null}::uuid, ${operation.runId ?? null}::uuid, ${operation.reviewId ?? null}::uuid)`.execute(
    db,
  )
  for (let from = 0; from < moves.length; from += WRITE_AT_ONCE)
    await bulkInsert(
      db,
      'registry.fusion_move',
      [
        { name: 'operation_id', type: 'uuid' },
        { name: 'record_id', type: 'uuid' },
        { name: 'from_id', type: 'uuid' },
        { name: 'to_id', type: 'uuid' },
      ],
      moves.slice(from, from + WRITE_AT_ONCE).map((move) => ({
        operation_id: operation.id,
        record_id: move.record,
        from_id: move.from,
        to_id: move.to,
      })),
    )
}

/** One operation. */
export async function selectOperation(db: Db, id: string): Promise<OperationRow | undefined> {
  const { rows } = await sql<OperationRow>`select ${COLUMNS} from registry.fusion_operation o
    where o.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** A page of operations, newest first. */
export async function selectOperations(
  db: Db,
  query: {
    readonly entity?: string | undefined
    readonly kind?: string | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ rows: OperationRow[]; total: number }> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (query.kind) parts.push(sql`o.kind = ${query.kind}`)
  if (query.entity)
    parts.push(sql`exists (select 1 from registry.fusion_move m where m.operation_id = o.id
      and (m.from_id = ${query.entity}::uuid or m.to_id = ${query.entity}::uuid))`)
  const where = sql.join(parts, sql` and `)
  const { rows } = await sql<OperationRow>`select ${COLUMNS} from registry.fusion_operation o where ${where}
    order by o.seq desc limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{ n: number }>`
    select count(*) as n from registry.fusion_operation o where ${where}`.execute(db)
  return { rows, total: total.rows[0]?.n ?? 0 }
}

/** A move of an operation, and whether its record is still where it went, untouched by later moves. */
export interface StoredMove extends Move {
  readonly stands: boolean
}

/** The moves of an operation. */
export async function selectMoves(db: Db, operationId: string): Promise<StoredMove[]> {
  const { rows } = await sql<StoredMove>`
    select m.record_id as record, m.from_id as "from", m.to_id as "to",
      coalesce(r.entity_id = m.to_id, false) and not exists
        (select 1 from registry.fusion_move later where later.record_id = m.record_id and later.seq > m.seq) as stands
    from registry.fusion_move m left join registry.fusion_record r on r.id = m.record_id
    where m.operation_id = ${operationId}::uuid order by m.seq`.execute(db)
  return rows
}

/** Marks an operation as taken back. */
export async function markUndone(db: Db, id: string): Promise<void> {
  await sql`update registry.fusion_operation set undone_at = now() where id = ${id}::uuid`.execute(db)
}

/** A decision of people about a pair of records that holds. */
export interface ConstraintRow {
  readonly id: string
  readonly same: boolean
  /** Stands in for decisions that a split cut through; falls with them. */
  readonly derived: boolean
  readonly left: string
  readonly right: string
  /** Milliseconds. */
  readonly at: number
}

/** What a decision comes from. */
export interface ConstraintOrigin {
  readonly operationId?: string | undefined
  readonly reviewId?: string | undefined
  readonly note?: string | undefined
  readonly actor: string
}

/** Remembers decisions about pairs; those that a decision contradicts give way to it. */
export async function insertConstraints(
  db: Db,
  pairs: readonly {
    readonly same: boolean
    readonly derived?: boolean
    readonly left: string
    readonly right: string
  }[],
  origin: ConstraintOrigin,
): Promise<void> {
  await bulkInsert(
    db,
    'registry.fusion_constraint',
    [
      { name: 'id', type: 'uuid' },
      { name: 'same', type: 'boolean' },
      { name: 'derived', type: 'boolean' },
      { name: 'left_id', type: 'uuid' },
      { name: 'right_id', type: 'uuid' },
      { name: 'operation_id', type: 'uuid' },
      { name: 'review_id', type: 'uuid' },
      { name: 'note', type: 'text' },
      { name: 'actor', type: 'text' },
    ],
    pairs.map(({ same, derived = false, left, right }) => ({
      id: newId(),
      same,
      derived,
      left_id: left < right ? left : right,
      right_id: left < right ? right : left,
      operation_id: origin.operationId ?? null,
      review_id: origin.reviewId ?? null,
      note: origin.note ?? null,
      actor: origin.actor,
    })),
  )
}

/** Every decision that holds. */
export async function selectConstraints(db: Db): Promise<ConstraintRow[]> {
  const { rows } = await sql<ConstraintRow>`
    select c.id, c.same, c.derived, c.left_id as "left", c.right_id as "right",
      (extract(epoch from c.at) * 1000)::double precision as at
    from registry.fusion_constraint c where c.revoked_at is null order by c.at, c.id`.execute(db)
  return rows
}

/** Decisions that hold between records of two sets. */
export async function selectConstraintsBetween(
  db: Db,
  left: readonly string[],
  right: readonly string[],
): Promise<ConstraintRow[]> {
  const { rows } = await sql<ConstraintRow>`
    select c.id, c.same, c.derived, c.left_id as "left", c.right_id as "right",
      (extract(epoch from c.at) * 1000)::double precision as at
    from registry.fusion_constraint c
    where c.revoked_at is null
      and (c.left_id = any(${[...left]}::uuid[]) and c.right_id = any(${[...right]}::uuid[])
        or c.right_id = any(${[...left]}::uuid[]) and c.left_id = any(${[...right]}::uuid[]))`.execute(db)
  return rows
}

/** Takes decisions back; `by` is the operation or review that does, so that undoing it restores them. */
export async function revokeConstraints(db: Db, ids: readonly string[], by: string): Promise<void> {
  if (ids.length === 0) return
  await sql`update registry.fusion_constraint set revoked_at = now(), revoked_by = ${by}::uuid
    where id = any(${[...ids]}::uuid[]) and revoked_at is null`.execute(db)
}

/** Takes back the decisions of an operation or review. */
export async function revokeOf(db: Db, origin: string, by: string): Promise<void> {
  await sql`update registry.fusion_constraint set revoked_at = now(), revoked_by = ${by}::uuid
    where (operation_id = ${origin}::uuid or review_id = ${origin}::uuid) and revoked_at is null`.execute(db)
}

/** Restores the decisions that an operation or review had taken back, but those of operations undone since. */
export async function restoreRevokedBy(db: Db, by: string): Promise<void> {
  await sql`update registry.fusion_constraint set revoked_at = null, revoked_by = null
    where revoked_by = ${by}::uuid and not exists (select 1 from registry.fusion_operation o
      where o.id = operation_id and o.undone_at is not null)`.execute(db)
}
