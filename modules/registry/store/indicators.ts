import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'

/** Aggregates of figures over fewer firms than this would tell a single firm's figure. */
export const SMALLEST_CELL = 5

/** Which enterprises an indicator counts at a date `d` (an SQL expression of type date), over `registry.enterprise e`. */
export type CountRule = (d: RawBuilder<unknown>) => RawBuilder<unknown>

/** The firm counts as one of the chain at the date: taken up before it, not closed by then. */
export const counted: CountRule = (d) =>
  sql`coalesce(e.counted_since, e.established, '1900-01-01'::date) <= ${d} and (e.closed_on is null or e.closed_on > ${d})`

/** Has a qualification of the kind that is valid at the date. */
export function qualified(kind: string): CountRule {
  return (d) => sql`${counted(d)} and exists (select 1 from registry.qualification q
    where q.enterprise_id = e.id and q.kind = ${kind}
      and (q.valid_from is null or q.valid_from <= ${d}) and (q.valid_until is null or q.valid_until >= ${d}))`
}

/** An event of the firm (`recruited_on` …) between the plan's start and the date. */
export function happened(column: 'recruited_on' | 'transformed_on' | 'listed_on', since: string): CountRule {
  return (d) => sql`e.${sql.raw(column)} >= ${since}::date and e.${sql.raw(column)} <= ${d}`
}

/** City total and one value per district. */
export async function countByDistrict(db: Db, rule: CountRule, asOf: string) {
  const found = await sql<{ region: string | null; value: number }>`
    select e.district as region, count(*) as value from registry.enterprise e
    where ${rule(sql`${asOf}::date`)} group by grouping sets ((), (e.district))
    order by grouping(e.district) desc`.execute(db)
  const [city, ...districts] = found.rows
  return { city: city?.value ?? 0, districts: districts.filter((row) => row.region !== null) }
}

/** Enterprises that count at the date, per node of their capabilities. */
export async function countByNode(db: Db, rule: CountRule, asOf: string) {
  const found = await sql<{ node: string; value: number }>`
    select e.main_node as node, count(*) as value from registry.enterprise e
    where ${rule(sql`${asOf}::date`)} and e.main_node is not null group by 1 order by 2 desc`.execute(db)
  return found.rows
}

/** The count at the end of each month of a span. */
export async function countHistory(db: Db, rule: CountRule, from: string, to: string) {
  const found = await sql<{ period: string; value: number }>`
    select m.period, (select count(*) from registry.enterprise e where ${rule(sql`m.period`)}) as value
    from (select (date_trunc('month', s) + interval '1 month - 1 day')::date as period
      from generate_series(${from}::date, ${to}::date, interval '1 month') s) m
    where m.period <= ${to}::date order by m.period`.execute(db)
  return found.rows
}

/** A row of evidence. */
export interface EvidenceRow {
  id: string
  name: string
  uscc: string | null
  district: string | null
  main_node: string | null
  since: string | null
  value: number | null
}

/** The enterprises behind a count, a page at a time. `since` is the date that made each of them count. */
export async function countEvidence(
  db: Db,
  rule: CountRule,
  since: RawBuilder<unknown>,
  query: { asOf: string; region?: string; offset: number; limit: number },
) {
  const where = sql`${rule(sql`${query.asOf}::date`)} and ${regionClause(query.region)}`
  const rows = await sql<EvidenceRow>`
    select e.id, e.name, e.uscc, e.district, e.main_node, ${since} as since, null as value
    from registry.enterprise e where ${where}
    order by since desc nulls last, e.name, e.id limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{
    n: number
  }>`select count(*) as n from registry.enterprise e where ${where}`.execute(db)
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 }
}

/** Months whose figures make the twelve-month revenue at a date: the twelve full months before its end. */
function lastTwelve(asOf: RawBuilder<unknown>): RawBuilder<unknown> {
  const nextMonth = sql`date_trunc('month', ${asOf} + 1)`
  return sql`(y.month >= (${nextMonth} - interval '12 months')::date and y.month < ${nextMonth}::date)`
}

/**
 * Revenue of parts makers over the last twelve full months in fen, per district and for the city; where a firm
 * reports no months at all, its newest full year counts instead.
 */
export async function revenueByDistrict(db: Db, asOf: string) {
  const found = await sql<{ region: string | null; value: number | null; firms: number }>`
    with firm as (${firmRevenue(sql`${asOf}::date`)})
    select district as region, sum(revenue) as value, count(revenue) as firms from firm
    group by grouping sets ((), (district)) order by grouping(district) desc`.execute(db)
  const [city, ...districts] = found.rows
  return { city: city?.value ?? null, districts: districts.filter((row) => row.region !== null) }
}

/** The same, per main node. */
export async function revenueByNode(db: Db, asOf: string) {
  const found = await sql<{ node: string; value: number; firms: number }>`
    with firm as (${firmRevenue(sql`${asOf}::date`)})
    select main_node as node, sum(revenue) as value, count(revenue) as firms from firm
    where main_node is not null and revenue is not null group by 1 order by 2 desc`.execute(db)
  return found.rows.filter((row) => row.firms >= SMALLEST_CELL)
}

function firmRevenue(asOf: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select e.id, e.name, e.uscc, e.district, e.main_node, coalesce(m.revenue, w.revenue) as revenue, m.newest as since
    from registry.enterprise e
    left join (select y.enterprise_id, sum(y.revenue) as revenue, max(y.month) as newest from registry.monthly y
      where ${lastTwelve(asOf)} group by 1) m on m.enterprise_id = e.id
    left join lateral (select y.revenue from registry.yearly y
      where m.revenue is null and y.enterprise_id = e.id and y.year < extract(year from ${asOf})
      order by y.year desc limit 1) w on true
    where e.parts and ${counted(asOf)}`
}

/** Twelve-month revenue at the end of each month that has twelve months before it. */
export async function revenueHistory(db: Db, from: string, to: string) {
  const found = await sql<{ period: string; value: number }>`
    with months as (
      select y.month, sum(y.revenue) as revenue from registry.monthly y
      join registry.enterprise e on e.id = y.enterprise_id where e.parts group by 1
    ), rolled as (
      select (month + interval '1 month - 1 day')::date as period,
        sum(revenue) over w as value, count(*) over w as months
      from months window w as (order by month range between interval '11 months' preceding and current row)
    )
    select period, value from rolled where months = 12 and period between ${from}::date and ${to}::date
    order by period`.execute(db)
  return found.rows
}

/** The firms behind the revenue, largest first. */
export async function revenueEvidence(
  db: Db,
  query: { asOf: string; region?: string; offset: number; limit: number },
) {
  const firm = firmRevenue(sql`${query.asOf}::date`)
  const region = query.region === undefined ? sql`true` : sql`district = ${query.region}`
  const rows = await sql<EvidenceRow>`
    with firm as (${firm}) select id, name, uscc, district, main_node, since, revenue as value from firm
    where ${region} and revenue is not null
    order by revenue desc, id limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{ n: number }>`
    with firm as (${firm}) select count(*) as n from firm where ${region} and revenue is not null`.execute(db)
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 }
}

function regionClause(region: string | undefined): RawBuilder<unknown> {
  return region === undefined ? sql`true` : sql`e.district = ${region}`
}
