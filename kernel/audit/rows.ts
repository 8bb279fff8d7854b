import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { ScopeFilter } from '../module/index.ts'
import type { ChainRow } from './chain.ts'
import type { AuditFilter } from './contract.ts'

const COLUMNS = sql.raw(`seq, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
  org_id as "orgId", action, resource, record_id as "recordId", detail, request_id as "requestId",
  prev_hash as "prevHash", hash`)

/** Rows between two numbers, both included, in order, fetched in batches so that no result is ever large. */
export async function* chainRows(db: Db, from: number, to: number, batch = 2000): AsyncGenerator<ChainRow[]> {
  for (let next = from; next <= to; ) {
    const { rows } = await sql<ChainRow>`
      select ${COLUMNS} from kernel.audit_entry where seq >= ${next} and seq <= ${to} order by seq limit ${batch}`.execute(
      db,
    )
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
    next = rows.at(-1)!.seq + 1
  }
}

/** One row by number. */
export async function chainRow(db: Db, seq: number): Promise<ChainRow | undefined> {
  const { rows } = await sql<ChainRow>`select ${COLUMNS} from kernel.audit_entry where seq = ${seq}`.execute(
    db,
  )
  return rows[0]
}

/** The head, and the highest number there is: in one statement, so that a writer between the two is not a finding. */
export async function chainHead(db: Db): Promise<{ seq: number; hash: string; last: number } | undefined> {
  const { rows } = await sql<{ seq: number; hash: string; last: number }>`
    select seq, hash, coalesce((select max(seq) from kernel.audit_entry), 0)::bigint as last from kernel.audit_head`.execute(
    db,
  )
  return rows[0]
}

/** The page of rows that match, newest first unless asked otherwise. */
export async function findEntries(
  db: Db,
  filter: AuditFilter,
  scope: ScopeFilter,
  page: { offset: number; limit: number; ascending: boolean },
): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select ${COLUMNS} from kernel.audit_entry where ${condition(filter, scope)}
    order by seq ${sql.raw(page.ascending ? 'asc' : 'desc')} limit ${page.limit} offset ${page.offset}`.execute(
    db,
  )
  return rows
}

/** How many rows match. */
export async function countEntries(db: Db, filter: AuditFilter, scope: ScopeFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from kernel.audit_entry where ${condition(filter, scope)}`.execute(db)
  return rows[0]!.n
}

/** All rows that match up to a number, oldest first, in batches. */
export async function* matchingEntries(
  db: Db,
  filter: AuditFilter,
  scope: ScopeFilter,
  upTo: number,
  batch = 2000,
): AsyncGenerator<ChainRow> {
  for (let after = 0; ; ) {
    const { rows } = await sql<ChainRow>`
      select ${COLUMNS} from kernel.audit_entry
      where seq > ${after} and seq <= ${upTo} and ${condition(filter, scope)} order by seq limit ${batch}`.execute(
      db,
    )
    yield* rows
    if (rows.length < batch) return
    after = rows.at(-1)!.seq
  }
}

function condition(filter: AuditFilter, scope: ScopeFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (scope.kind === 'none') parts.push(sql`false`)
  if (scope.kind === 'some') parts.push(sql`(org_id = ${scope.orgId} or actor_id = ${scope.ownerId})`)
  if (filter.actor) parts.push(sql`(actor_id = ${filter.actor} or actor_name = ${filter.actor})`)
  if (filter.action) parts.push(sql`starts_with(action, ${filter.action})`)
  if (filter.resource) parts.push(sql`resource = ${filter.resource}`)
  if (filter.record) parts.push(sql`record_id = ${filter.record}`)
  if (filter.from) parts.push(sql`at >= ${filter.from}::timestamptz`)
  if (filter.to) parts.push(sql`at < ${filter.to}::timestamptz`)
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    parts.push(
      sql`(actor_name ilike ${like} or action ilike ${like} or record_id ilike ${like} or detail::text ilike ${like})`,
    )
  }
  return sql.join(parts, sql` and `)
}
