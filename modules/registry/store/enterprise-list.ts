import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'
import { type EnterpriseCriteria, whereEnterprises } from './enterprise-filter.ts'

/** A row of the list as the database has it. */
export interface EnterpriseListRow {
  id: string
  uscc: string | null
  name: string
  district: string | null
  main_node: string | null
  parts: boolean
  electronics: boolean
  qualifications: string[]
  revenue: number | null
  revenue_year: number | null
  staff: number | null
  established: string | null
  synthetic: boolean
  updated_at: string
}

/** Columns that the list can be sorted by, as the contract names them. */
const SORT_COLUMNS: Record<string, string> = {
  name: 'e.name',
  district: 'e.district',
  mainNode: 'e.main_node',
  revenue: 'e.revenue_latest',
  staff: 'e.staff_latest',
  established: 'e.established',
  updatedAt: 'e.updated_at',
}

function order(sort: string | undefined): RawBuilder<unknown> {
  const descending = sort?.startsWith('-') ?? false
  const column = SORT_COLUMNS[(sort ?? '').replace(/^-/, '')] ?? 'e.name'
  return sql.raw(`${column} ${descending ? 'desc nulls last' : 'asc nulls last'}, e.id`)
}

/** One page of enterprises; qualifications are those valid today. */
export async function selectEnterprises(
  db: Db,
  criteria: EnterpriseCriteria,
  page: { sort?: string; offset: number; limit: number },
): Promise<EnterpriseListRow[]> {
  // The page's ids are found first, so that the details are looked up for its rows only.
  const found = await sql<EnterpriseListRow>`
    with page as (
      select e.id, row_number() over (order by ${order(page.sort)}) as position
      from registry.enterprise e
      where ${whereEnterprises(criteria)}
      order by ${order(page.sort)}
      limit ${page.limit} offset ${page.offset}
    )
    select e.id, e.uscc, e.name, e.district, e.main_node, e.parts, e.electronics,
      e.revenue_latest as revenue, e.revenue_year, e.staff_latest as staff, e.established, e.synthetic, e.updated_at,
      array(select distinct q.kind from registry.qualification q
        where q.enterprise_id = e.id
          and (q.valid_from is null or q.valid_from <= ${criteria.today}::date)
          and (q.valid_until is null or q.valid_until >= ${criteria.today}::date)) as qualifications
    from page join registry.enterprise e on e.id = page.id
    order by page.position`.execute(db)
  return found.rows
}

/** How many enterprises meet the criteria. */
export async function countEnterprises(db: Db, criteria: EnterpriseCriteria): Promise<number> {
  const found = await sql<{ total: number }>`
    select count(*) as total from registry.enterprise e where ${whereEnterprises(criteria)}`.execute(db)
  return found.rows[0]?.total ?? 0
}

/** Counts per district, per node of a capability, and per valid qualification. */
export async function facetCounts(db: Db, criteria: EnterpriseCriteria) {
  const where = whereEnterprises(criteria)
  const districts = await sql<{ code: string; count: number }>`
    select e.district as code, count(*) as count from registry.enterprise e
    where ${where} and e.district is not null group by 1 order by 2 desc`.execute(db)
  const nodes = await sql<{ code: string; count: number }>`
    select c.node as code, count(distinct e.id) as count
    from registry.enterprise e join registry.capability c on c.enterprise_id = e.id
    where ${where} group by 1 order by 2 desc`.execute(db)
  const qualifications = await sql<{ kind: string; count: number }>`
    select q.kind, count(distinct e.id) as count
    from registry.enterprise e join registry.qualification q on q.enterprise_id = e.id
    where ${where}
      and (q.valid_from is null or q.valid_from <= ${criteria.today}::date)
      and (q.valid_until is null or q.valid_until >= ${criteria.today}::date)
    group by 1 order by 2 desc`.execute(db)
  return { districts: districts.rows, nodes: nodes.rows, qualifications: qualifications.rows }
}

/** Whether any enterprise of the library is synthetic; lists, exports and pages then say so. */
export async function hasSynthetic(db: Db): Promise<boolean> {
  const found = await sql`select 1 from registry.enterprise where synthetic limit 1`.execute(db)
  return found.rows.length > 0
}
