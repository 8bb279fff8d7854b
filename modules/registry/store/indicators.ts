import { type RawBuilder, sql } from 'kysely'
import { dayjs } from '#kernel/core'
import type { Db } from '#kernel/db'

/** Aggregates of figures over fewer firms than this would tell a single firm's figure. */
export const SMALLEST_CELL = 5

/**
 * From when until when each enterprise counts: a query of (id, from_day, to_day) over `registry.enterprise e`, the last
 * day excluded, null for "still". An enterprise may have several spans, never two that overlap.
 */
export type Spans = RawBuilder<unknown>

const sinceDay = sql`coalesce(e.counted_since, e.established, '1900-01-01'::date)`

/** Counts from the day it was taken up (its founding when unknown) until it closes; `which` narrows the enterprises. */
export function inLibrary(which: RawBuilder<unknown>): Spans {
  return sql`select e.id, ${sinceDay} as from_day, e.closed_on as to_day from registry.enterprise e where ${which}`
}

/** Counts while it holds a valid title of the kind; titles that follow each other or overlap are one span. */
export function qualified(kind: string): Spans {
  return sql`
    select held.id, lower(held.span) as from_day, upper(held.span) as to_day from (
      select e.id, unnest(range_agg(
        daterange(greatest(${sinceDay}, q.valid_from), q.valid_until, '[]')
        * daterange(null, e.closed_on))) as span
      from registry.enterprise e join registry.qualification q on q.enterprise_id = e.id
      where q.kind = ${kind} and coalesce(q.valid_until >= greatest(${sinceDay}, q.valid_from), true)
      group by e.id) held
    where not isempty(held.span)`
}

/** Counts from an event of the firm (`recruited_on` …) on, when it lies in the time of the plan. */
export function happened(column: 'recruited_on' | 'transformed_on' | 'listed_on', since: string): Spans {
  const day = sql.raw(`e.${column}`)
  return sql`select e.id, ${day} as from_day, null::date as to_day from registry.enterprise e
    where ${day} >= ${since}::date`
}

/** Enterprises whose spans hold a day. */
function at(spans: Spans, day: string): RawBuilder<unknown> {
  return sql`select id, from_day from (${spans}) s
    where from_day <= ${day}::date and (to_day is null or to_day > ${day}::date)`
}

/** City total and one value per district. */
export async function countByDistrict(db: Db, spans: Spans, asOf: string) {
  const found = await sql<{ region: string | null; value: number }>`
    select e.district as region, count(*) as value
    from (${at(spans, asOf)}) c join registry.enterprise e on e.id = c.id
    group by grouping sets ((), (e.district)) order by grouping(e.district) desc`.execute(db)
  const [city, ...districts] = found.rows
  return { city: city?.value ?? 0, districts: districts.filter((row) => row.region !== null) }
}

/** Enterprises that count on a day, per main node. */
export async function countByNode(db: Db, spans: Spans, asOf: string) {
  const found = await sql<{ node: string; value: number }>`
    select e.main_node as node, count(*) as value
    from (${at(spans, asOf)}) c join registry.enterprise e on e.id = c.id
    where e.main_node is not null group by 1 order by 2 desc`.execute(db)
  return found.rows
}

/** The count at the end of each month from `from` to `to`, in one pass: what begins and ends by each month's end. */
export async function countHistory(db: Db, spans: Spans, from: string, to: string) {
  const monthEnd = (day: string) =>
    sql.raw(`(date_trunc('month', ${day}) + interval '1 month - 1 day')::date`)
  const found = await sql<{ period: string; change: number }>`
    select period, sum(change) as change from (
      select ${monthEnd('from_day')} as period, 1 as change from (${spans}) s
      union all
      select ${monthEnd('to_day')}, -1 from (${spans}) s where to_day is not null
    ) steps group by period order by period`.execute(db)
  const periods: { period: string; value: number }[] = []
  let at = 0
  let value = 0
  for (
    let month = dayjs.utc(from).endOf('month');
    month.format('YYYY-MM-DD') <= to;
    month = month.add(1, 'day').endOf('month')
  ) {
    const period = month.format('YYYY-MM-DD')
    for (; at < found.rows.length && found.rows[at]!.period <= period; at++) value += found.rows[at]!.change
    periods.push({ period, value })
  }
  return periods
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

/** The enterprises behind a count, newest first, with the day from which each counts. */
export async function countEvidence(
  db: Db,
  spans: Spans,
  query: { asOf: string; region?: string; offset: number; limit: number },
) {
  const where = query.region === undefined ? sql`true` : sql`e.district = ${query.region}`
  const from = sql`from (${at(spans, query.asOf)}) c join registry.enterprise e on e.id = c.id where ${where}`
  const rows = await sql<EvidenceRow>`
    select e.id, e.name, e.uscc, e.district, e.main_node, c.from_day as since, null as value ${from}
    order by c.from_day desc, e.name, e.id limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{ n: number }>`select count(*) as n ${from}`.execute(db)
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
  const [city = { region: null, value: null, firms: 0 }, ...districts] = found.rows
  return { city, districts: districts.filter((row) => row.region !== null) }
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
    where e.parts and ${sinceDay} <= ${asOf} and (e.closed_on is null or e.closed_on > ${asOf})`
}

/**
 * Twelve-month revenue at the end of each month that has twelve months before it; without those that hold a month of
 * fewer than five firms.
 */
export async function revenueHistory(db: Db, from: string, to: string) {
  const found = await sql<{ period: string; value: number }>`
    with months as (
      select y.month, sum(y.revenue) as revenue, count(y.revenue) as firms from registry.monthly y
      join registry.enterprise e on e.id = y.enterprise_id where e.parts group by 1
    ), rolled as (
      select (month + interval '1 month - 1 day')::date as period,
        sum(revenue) over w as value, count(*) over w as months, min(firms) over w as firms
      from months window w as (order by month range between interval '11 months' preceding and current row)
    )
    select period, value from rolled where months = 12 and firms >= ${SMALLEST_CELL} and period between ${from}::date and ${to}::date
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
