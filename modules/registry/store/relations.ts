import { sql } from 'kysely'
import { newId } from '#kernel/core'
import type { Db } from '#kernel/db'
import type { ChangeRecord } from './history.ts'
import type { PartRow } from './parts.ts'

/** Relations of an enterprise seen from it: `out` when it supplies, owns or is the branch; at most `limit`, largest first. */
export async function selectRelations(db: Db, enterpriseId: string, limit = 2_000): Promise<PartRow[]> {
  const found = await sql<Record<string, unknown>>`
    select r.id, r.kind, r.node, r.amount, r.share, r.period, r.evidence, r.source,
      case when r.from_id = ${enterpriseId}::uuid then 'out' else 'in' end as direction,
      case when r.from_id = ${enterpriseId}::uuid then r.to_id else r.from_id end as "otherId",
      coalesce(o.name, r.to_name) as "otherName"
    from registry.relation r
    left join registry.enterprise o
      on o.id = case when r.from_id = ${enterpriseId}::uuid then r.to_id else r.from_id end
    where r.from_id = ${enterpriseId}::uuid or r.to_id = ${enterpriseId}::uuid
    order by r.kind, r.amount desc nulls last, r.id limit ${limit}`.execute(db)
  return found.rows
}

const FIELDS = [
  'kind',
  'direction',
  'otherId',
  'otherName',
  'node',
  'amount',
  'share',
  'period',
  'evidence',
] as const

/** Makes an enterprise's relations equal to `wanted`; returns what changed, for the history. */
export async function writeRelations(
  db: Db,
  enterpriseId: string,
  wanted: readonly PartRow[],
  by: { source: string; actor: string },
): Promise<ChangeRecord[]> {
  const existing = new Map((await selectRelations(db, enterpriseId)).map((row) => [String(row.id), row]))
  const base = { enterprise_id: enterpriseId, part: 'relations', source: by.source, actor: by.actor }
  const changes: ChangeRecord[] = []
  for (const row of wanted) {
    const known = row.id === undefined ? undefined : existing.get(String(row.id))
    if (known) existing.delete(String(row.id))
    if (
      known &&
      FIELDS.every((field) => field === 'otherName' || (row[field] ?? null) === (known[field] ?? null))
    )
      continue
    const id = known ? String(row.id) : newId()
    await upsert(db, id, enterpriseId, row, by.source)
    changes.push({
      ...base,
      record_id: id,
      operation: known ? 'update' : 'insert',
      field: null,
      old_value: known ?? null,
      new_value: row,
    })
  }
  for (const [id, row] of existing) {
    await sql`delete from registry.relation where id = ${id}::uuid`.execute(db)
    changes.push({
      ...base,
      record_id: id,
      operation: 'delete',
      field: null,
      old_value: row,
      new_value: null,
    })
  }
  return changes
}

async function upsert(db: Db, id: string, enterpriseId: string, row: PartRow, source: string): Promise<void> {
  const out = row.direction === 'out'
  const from = out ? enterpriseId : row.otherId
  const to = out ? (row.otherId ?? null) : enterpriseId
  await sql`
    insert into registry.relation (id, kind, from_id, to_id, to_name, node, amount, share, period, evidence, source)
    values (${id}::uuid, ${row.kind}, ${from}::uuid, ${to}::uuid, ${to === null ? row.otherName : null}::text,
      ${row.node ?? null}::text, ${row.amount ?? null}::bigint, ${row.share ?? null}::numeric,
      ${row.period ?? null}::text, ${row.evidence ?? null}::text, ${source})
    on conflict (id) do update set kind = excluded.kind, from_id = excluded.from_id, to_id = excluded.to_id,
      to_name = excluded.to_name, node = excluded.node, amount = excluded.amount, share = excluded.share,
      period = excluded.period, evidence = excluded.evidence, source = excluded.source`.execute(db)
}
