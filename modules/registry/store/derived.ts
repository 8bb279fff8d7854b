import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/**
 * Recomputes what is derived from an enterprise's parts: whether it counts as a parts maker and as an automotive
 * electronics maker (by the nodes of its capabilities), its main node, its newest yearly figures.
 */
export async function refreshDerived(db: Db, ids: readonly string[] | 'all'): Promise<void> {
  if (ids !== 'all' && ids.length === 0) return
  const only = (column: string) =>
    ids === 'all' ? sql`` : sql`where ${sql.ref(column)} = any(${[...ids]}::uuid[])`
  await sql`
    with made as (
      select c.enterprise_id,
             bool_or(n.parts) as parts,
             bool_or(n.electronics) as electronics,
             (array_agg(c.node order by c.main desc, c.capacity desc nulls last, c.node))[1] as main_node
      from registry.capability c join registry.chain_node n on n.code = c.node
      ${only('c.enterprise_id')}
      group by c.enterprise_id
    ), newest as (
      select distinct on (y.enterprise_id) y.enterprise_id, y.year, y.revenue, y.staff
      from registry.yearly y
      ${only('y.enterprise_id')}
      order by y.enterprise_id, y.year desc
    ), found as (
      select e.id, coalesce(m.parts, false) as parts, coalesce(m.electronics, false) as electronics, m.main_node,
             w.revenue, w.year, w.staff
      from registry.enterprise e
      left join made m on m.enterprise_id = e.id
      left join newest w on w.enterprise_id = e.id
      ${only('e.id')}
    )
    update registry.enterprise e
    set parts = f.parts, electronics = f.electronics, main_node = f.main_node,
        revenue_latest = f.revenue, revenue_year = f.year, staff_latest = f.staff
    from found f
    where e.id = f.id
      and (e.parts, e.electronics, e.main_node, e.revenue_latest, e.revenue_year, e.staff_latest)
          is distinct from (f.parts, f.electronics, f.main_node, f.revenue, f.year, f.staff)`.execute(db)
}
