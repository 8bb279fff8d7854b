import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'

/** A relation as stored, with its confidence on the day asked about. */
export interface StoredSupply {
  readonly id: string
  readonly version: number
  readonly supplierId: string
  readonly buyerId: string
  readonly node: string | null
  readonly amount: number | null
  readonly quantity: number | null
  readonly unit: string | null
  readonly share: number | null
  readonly period: string | null
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly status: 'active' | 'ended'
  readonly libraryId: string | null
  readonly sourceKind: string
  readonly source: string
  readonly observedOn: string
  readonly confidence: number
  readonly trust: number
  readonly ageDays: number
  readonly synthetic: boolean
  readonly evidence: string | null
  readonly batchId: string | null
  readonly createdBy: string
  readonly updatedAt: string
}

export interface SupplyQuery {
  readonly asOf: string
  /** Half-life in days by kind of source. */
  readonly halfLives: Readonly<Record<string, number>>
  readonly nodes?: readonly string[]
  /** Each list: one end is among these firms. */
  readonly ends: readonly (readonly string[])[]
  /** Words: one end is among the firms, or the node among these, or the source says it. */
  readonly words?: {
    readonly firms: readonly string[]
    readonly nodes: readonly string[]
    readonly text: string
  }
  readonly sourceKind?: string
  readonly origin?: string
  readonly status?: string
  readonly trust?: readonly [least: number, below: number]
  readonly ids?: readonly string[]
  readonly batch?: string
}

const ORDERS: Readonly<Record<string, string>> = {
  amount: 'amount',
  trust: 'trust',
  observedOn: 'observed_on',
  node: 'node',
  share: 'share',
}
export const SUPPLY_SORTS = new Set(Object.keys(ORDERS))

/** Relations with their confidence today: it halves with every half-life of the kind of source. */
const facts = ({ asOf, halfLives }: SupplyQuery) => sql`
  select s.*, greatest(0, ${asOf}::date - s.observed_on) as age,
    s.confidence * power(2, -greatest(0, ${asOf}::date - s.observed_on)
      / coalesce((${JSON.stringify(halfLives)}::jsonb ->> s.source_kind)::float8, 365)) as trust,
    case when s.status = 'ended' or s.valid_until < ${asOf}::date then 'ended' else 'active' end as state
  from chain.supply s`

const COLUMNS = sql`f.id, f.version, f.supplier_id as "supplierId", f.buyer_id as "buyerId", f.node, f.amount, f.quantity,
  f.unit, f.share, f.period, f.valid_from as "validFrom", f.valid_until as "validUntil", f.state as status,
  f.library_id as "libraryId", f.source_kind as "sourceKind", f.source, f.observed_on as "observedOn", f.confidence,
  f.trust, f.age as "ageDays", f.synthetic, f.evidence, f.batch_id as "batchId", f.created_by as "createdBy",
  f.updated_at as "updatedAt"`

const oneOf = (firms: readonly string[]) =>
  sql`(f.supplier_id = any(${[...firms]}::uuid[]) or f.buyer_id = any(${[...firms]}::uuid[]))`

function whereOf(query: SupplyQuery): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`, ...query.ends.map(oneOf)]
  if (query.nodes) parts.push(sql`f.node = any(${[...query.nodes]}::text[])`)
  if (query.words) {
    const { firms, nodes, text } = query.words
    parts.push(
      sql`(${oneOf(firms)} or f.node = any(${[...nodes]}::text[]) or strpos(lower(f.source), ${text}) > 0)`,
    )
  }
  if (query.sourceKind) parts.push(sql`f.source_kind = ${query.sourceKind}`)
  if (query.origin === 'library') parts.push(sql`f.library_id is not null`)
  if (query.origin === 'confirmed_proposal') parts.push(sql`f.source_kind = 'confirmed_proposal'`)
  if (query.origin === 'own') parts.push(sql`f.library_id is null and f.source_kind <> 'confirmed_proposal'`)
  if (query.status) parts.push(sql`f.state = ${query.status}`)
  if (query.trust) parts.push(sql`f.trust >= ${query.trust[0]} and f.trust < ${query.trust[1]}`)
  if (query.ids) parts.push(sql`f.id = any(${[...query.ids]}::uuid[])`)
  if (query.batch) parts.push(sql`f.batch_id = ${query.batch}::uuid`)
  return sql.join(parts, sql` and `)
}

/** A page of relations; what is unknown stands last. */
export async function selectSupplies(
  db: Db,
  query: SupplyQuery,
  { sort, offset, limit }: { readonly sort: string; readonly offset: number; readonly limit: number },
): Promise<readonly StoredSupply[]> {
  const isDown = sort.startsWith('-')
  const column = ORDERS[isDown ? sort.slice(1) : sort] as string
  const order = sql.raw(`f.${column} ${isDown ? 'desc' : 'asc'} nulls last, f.id`)
  const { rows } = await sql<StoredSupply>`
    select ${COLUMNS} from (${facts(query)}) f where ${whereOf(query)}
    order by ${order} limit ${limit} offset ${offset}`.execute(db)
  return rows
}

export async function countSupplies(db: Db, query: SupplyQuery): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from (${facts(query)}) f where ${whereOf(query)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** What was done to a relation, the newest first. */
export async function selectHistory(db: Db, id: string) {
  const { rows } = await sql<{
    outcome: string
    note: string | null
    by: string
    at: Date | string
    undone: boolean
  }>`
    select outcome, note, by, at, undone_at is not null as undone from chain.fact_check
    where record_kind = 'supply' and record_id = ${id}::uuid order by at desc, id desc limit 100`.execute(db)
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}
