import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'

/** A fact of the queue as stored. */
export interface QueueRow {
  readonly kind: 'supply' | 'model' | 'bill'
  readonly id: string
  readonly version: number
  readonly supplierId: string | null
  readonly buyerId: string | null
  readonly node: string | null
  readonly model: string | null
  readonly part: string | null
  readonly period: string | null
  readonly fields: Readonly<Record<string, number | null>>
  readonly sourceKind: string
  readonly source: string
  readonly evidence: string | null
  readonly observedOn: string
  readonly ageDays: number
  readonly confidence: number
  readonly trust: number
  readonly weight: number
  readonly weightKnown: boolean
  readonly mirrored: boolean
  readonly synthetic: boolean
}

export interface QueueQuery {
  readonly asOf: string
  readonly below: number
  /** Half-life in days by kind of source. */
  readonly halfLives: Readonly<Record<string, number>>
  readonly kind?: string
  readonly nodes?: readonly string[]
  /** Facts that one of these firms is an end of; undefined: of all. */
  readonly firms?: readonly string[]
  /** Several of these, when a person narrows what it may see at all. */
  readonly alsoFirms?: readonly string[]
  readonly q?: string
}

/**
 * All facts in force with confidence today and yearly amount. A line's amount is unit cost × pieces × vehicles a year (pieces
 * of its own level only), a model's is what it costs: assembly and priced lines of the first level × vehicles a year.
 */
const facts = ({ asOf, halfLives }: QueueQuery) => sql`
  facts as (
    select f.*, f.confidence * power(2, -greatest(0, ${asOf}::date - f.observed_on)
        / coalesce((${JSON.stringify(halfLives)}::jsonb ->> f.source_kind)::float8, 365)) as trust,
      greatest(0, ${asOf}::date - f.observed_on) as age
    from (
      select 'supply' as kind, id, version, supplier_id, buyer_id, node, null::text as model, null::text as part, period,
        jsonb_build_object('amount', amount, 'share', share) as fields, amount::float8 as known, source_kind, source,
        evidence, observed_on, confidence, library_id is not null as mirrored, synthetic
      from chain.supply where status = 'active' and (valid_until is null or valid_until >= ${asOf}::date)
      union all
      select 'model', m.id, m.version, null, m.oem_id, null, m.name, null, null,
        jsonb_build_object('annualVolume', m.annual_volume, 'assemblyValue', m.assembly_value),
        m.annual_volume * (m.assembly_value + (select sum(l.unit_cost * l.quantity) from chain.bill_line l
          where l.model_id = m.id and l.parent_id is null and l.status = 'active')), m.source_kind, m.source,
        null, m.observed_on, m.confidence, false, m.synthetic
      from chain.vehicle_model m where on_sale_until is null or on_sale_until > ${asOf}::date
      union all
      select 'bill', l.id, l.version, l.supplier_id, m.oem_id, l.node, m.name, l.part, null,
        jsonb_build_object('unitCost', l.unit_cost, 'costShare', l.cost_share, 'localShare', l.local_share),
        l.unit_cost * l.quantity * m.annual_volume, l.source_kind, l.source, l.evidence, l.observed_on,
        l.confidence, false, l.synthetic
      from chain.bill_line l join chain.vehicle_model m on m.id = l.model_id where l.status = 'active'
    ) f
  ),
  medians as (
    select kind, percentile_cont(0.5) within group (order by known) as half
    from facts where known is not null group by kind
  ),
  half as (select percentile_cont(0.5) within group (order by known) as half from facts where known is not null)`

function whereOf(query: QueueQuery): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [
    sql`f.trust < ${query.below}`,
    sql`not exists (select from chain.fact_check c where c.record_id = f.id and c.until > ${query.asOf}::date
      and c.undone_at is null)`,
  ]
  if (query.kind) parts.push(sql`f.kind = ${query.kind}`)
  if (query.nodes) parts.push(sql`f.node = any(${[...query.nodes]}::text[])`)
  for (const firms of [query.firms, query.alsoFirms])
    if (firms)
      parts.push(sql`(f.supplier_id = any(${[...firms]}::uuid[]) or f.buyer_id = any(${[...firms]}::uuid[]))`)
  if (query.q)
    parts.push(
      sql`strpos(lower(concat_ws(' ', f.part, f.model, f.source, f.evidence)), lower(${query.q})) > 0`,
    )
  return sql.join(parts, sql` and `)
}

/** Age classes by the days given: 0 up to the first … the last is older than all. */
const ageClass = (ages: readonly number[]) =>
  sql.join(
    ages.map((days) => sql`(f.age > ${days})::integer`),
    sql` + `,
  )

/** A page of the queue, the gravest first. */
export async function selectQueue(
  db: Db,
  query: QueueQuery,
  { ages, age, offset, limit }: { ages: readonly number[]; age?: number; offset: number; limit: number },
): Promise<readonly QueueRow[]> {
  const ofAge = age === undefined ? sql`` : sql`and (${ageClass(ages)}) = ${age}`
  const { rows } = await sql<QueueRow>`
    with ${facts(query)}
    select f.kind, f.id, f.version, f.supplier_id as "supplierId", f.buyer_id as "buyerId", f.node, f.model, f.part,
      f.period, f.fields, f.source_kind as "sourceKind", f.source, f.evidence, f.observed_on as "observedOn",
      f.age as "ageDays", f.confidence, f.trust, coalesce(f.known, m.half, h.half, 1) as weight,
      f.known is not null as "weightKnown", f.mirrored, f.synthetic
    from facts f left join medians m on m.kind = f.kind cross join half h
    where ${whereOf(query)} ${ofAge}
    order by (f.confidence - f.trust) * coalesce(f.known, m.half, h.half, 1) desc, f.id
    limit ${limit} offset ${offset}`.execute(db)
  return rows
}

/** How many facts wait in each age class, and how many there are in all, waiting or not. */
export async function countQueue(
  db: Db,
  query: QueueQuery,
  ages: readonly number[],
): Promise<{ ages: number[]; facts: number }> {
  const { rows } = await sql<{ age: number; n: number }>`
    with ${facts(query)} select ${ageClass(ages)} as age, count(*) as n from facts f where ${whereOf(query)}
    group by 1`.execute(db)
  const all = await sql<{ n: number }>`
    with ${facts(query)} select count(*) as n from facts f where ${whereOf({ ...query, below: 2, q: undefined })}`.execute(
    db,
  )
  const counts = Array.from(
    { length: ages.length + 1 },
    (_, at) => rows.find(({ age }) => age === at)?.n ?? 0,
  )
  return { ages: counts, facts: all.rows[0]?.n ?? 0 }
}
