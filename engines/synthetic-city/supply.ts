import { nodeOf } from './enterprise.ts'
import { monthRevenueFen } from './figures.ts'
import { type Population, SERVICE_TIER } from './firms.ts'
import { codeOf } from './identity.ts'
import { hashUnit, Rng } from './rng.ts'
import type { NodeInput, SupplyRow } from './types.ts'

/** Buyers of a tier, drawn in proportion to a power of their size. */
interface Pool {
  firms: Int32Array
  /** Running sums of the weights. */
  upTo: Float64Array
}

export interface Market {
  tiers: Pool[]
  /** Buyers of one tier and one assembly: firms mostly sell into their own part of the chain. */
  families: Map<string, Pool>
  /** Assembly (tier-2 ancestor) of each node. */
  assembly: number[]
  /** Mean revenue of a firm in fen: degrees go by the size relative to it. */
  meanBase: number
}

/** Large buyers have more suppliers, though not in proportion to their size. */
const SIZE_POWER = 0.75
const DEGREE_EXPONENT = 1.7
const DEGREE_SCALE = 3.8
const MAX_DEGREE = 200
/** Share of a tier's sales relations that go to tiers 0, 1 and 2. */
const BUYER_TIERS: Record<number, [number, number, number]> = {
  1: [0.75, 0.25, 0],
  2: [0.1, 0.9, 0],
  3: [0, 0.2, 0.8],
  [SERVICE_TIER]: [0.15, 0.45, 0.4],
}

/** Prepares the choice of buyers: about 24 bytes per firm. */
export function openMarket(p: Population): Market {
  const assembly = assemblies(p.nodes)
  const members = new Map<string, number[]>()
  const put = (key: string, i: number) => {
    const list = members.get(key)
    if (list) list.push(i)
    else members.set(key, [i])
  }
  for (let i = 0; i < p.size; i += 1) {
    const tier = p.tier[i] ?? SERVICE_TIER
    if (tier > 2 || (p.closed[i] ?? 0) <= p.calendar.asOf || (p.head[i] ?? -1) >= 0) continue
    put(`${tier}`, i)
    if (tier > 0) put(`${tier}/${assembly[p.node[i] ?? 0]}`, i)
  }
  const families = new Map<string, Pool>()
  for (const [key, list] of members) families.set(key, pool(p, list))
  const tiers = [0, 1, 2].map((tier) => families.get(`${tier}`) ?? pool(p, []))
  const meanBase = p.base.reduce((sum, base) => sum + base, 0) / p.size
  return { tiers, families, assembly, meanBase }
}

function assemblies(nodes: NodeInput[]): number[] {
  const byCode = new Map(nodes.map((node, i) => [node.code, i]))
  return nodes.map((node, i) => {
    let at = i
    // A taxonomy is a tree; the bound only keeps a wrong one from hanging.
    for (let step = 0; step < 20 && (nodes[at]?.tier ?? 0) > 2; step += 1)
      at = byCode.get(nodes[at]?.parent ?? '') ?? at
    return node.tier < 2 ? i : at
  })
}

function pool(p: Population, list: number[]): Pool {
  const upTo = new Float64Array(list.length)
  let sum = 0
  list.forEach((i, k) => {
    sum += (p.base[i] ?? 0) ** SIZE_POWER
    upTo[k] = sum
  })
  return { firms: Int32Array.from(list), upTo }
}

function draw(from: Pool, u: number): number {
  const wanted = u * (from.upTo.at(-1) ?? 0)
  let low = 0
  let high = from.firms.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((from.upTo[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return from.firms[low] ?? -1
}

/** Seller's number of buyers: Pareto, a little more for larger firms. */
function degree(size: number, rng: Rng): number {
  const scale = DEGREE_SCALE * size ** 0.08
  return Math.max(1, Math.min(MAX_DEGREE, Math.floor(scale * rng.unit() ** (-1 / DEGREE_EXPONENT))))
}

function chooseBuyers(p: Population, i: number, market: Market, rng: Rng): Set<number> {
  const buyers = new Set<number>()
  const shares = BUYER_TIERS[p.tier[i] ?? SERVICE_TIER]
  if (!shares) return buyers
  const wanted = degree((p.base[i] ?? 0) / market.meanBase, rng)
  const family = market.assembly[p.node[i] ?? 0]
  for (let attempt = 0; attempt < wanted * 2 && buyers.size < wanted; attempt += 1) {
    const u = rng.unit()
    const tier = u < shares[0] ? 0 : u < shares[0] + shares[1] ? 1 : 2
    const own = tier > 0 && rng.chance(0.7) ? market.families.get(`${tier}/${family}`) : undefined
    const buyer = draw(
      own ?? market.tiers[tier] ?? { firms: new Int32Array(), upTo: new Float64Array() },
      rng.unit(),
    )
    // Within tier 1 goods run from the lower to the higher index: no firm supplies itself, not even in a circle.
    if (buyer < 0 || buyer === i || (tier === p.tier[i] && buyer < i)) continue
    buyers.add(buyer)
  }
  return buyers
}

/** Revenue of the last complete year, as the yearly table has it. */
function lastYearRevenue(p: Population, i: number): number {
  const start = p.calendar.january(p.calendar.asOfYear - 1)
  let sum = 0
  for (let month = start; month < start + 12; month += 1) sum += monthRevenueFen(p, i, month)
  return sum
}

/** Whom firm `i` supplied in the last complete year. Firms without revenue in it have no rows. */
export function supplyOf(p: Population, i: number, market: Market): SupplyRow[] {
  if (p.tier[i] === 0 || (p.head[i] ?? -1) >= 0) return []
  const revenue = lastYearRevenue(p, i)
  if (revenue === 0) return []
  const rng = new Rng(p.seed, 16, i)
  const period = String(p.calendar.asOfYear - 1)
  const yearEnd = p.calendar.day(`${period}-12-31`)
  const buyers = [...chooseBuyers(p, i, market, rng)].filter((buyer) => (p.established[buyer] ?? 0) < yearEnd)
  // A part of the sales stays in the city; its split among the buyers is uneven.
  const local = 0.25 + 0.6 * hashUnit(p.seed, 71, i)
  const weights = buyers.map(() => rng.unit() ** -0.6)
  const total = weights.reduce((a, b) => a + b, 0)
  const supplierUscc = codeOf(p, i)
  const nodeCode = nodeOf(p, i).code
  return buyers.flatMap((buyer, k): SupplyRow[] => {
    // No buyer takes a quarter of its own sales from one supplier.
    const wanted = (revenue * local * (weights[k] ?? 0)) / total
    const amountFen = Math.round(Math.min(wanted, 0.25 * (p.base[buyer] ?? 0)))
    if (amountFen === 0) return []
    const met = Math.max(p.established[i] ?? 0, p.established[buyer] ?? 0)
    return [
      {
        synthetic: true,
        supplierUscc,
        buyerUscc: codeOf(p, buyer),
        nodeCode,
        amountFen,
        supplierShare: amountFen / revenue,
        period,
        since: p.calendar.text(rng.between(Math.min(met, yearEnd), yearEnd)),
        evidence: 'synthetic',
      },
    ]
  })
}
