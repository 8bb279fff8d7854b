import type { Csr } from '#engines/graph'
import type { Visible } from './visible.ts'

/** Pairs of one buyer that are worth a look, with their features row by row. */
export interface Candidates {
  readonly supplier: readonly number[]
  readonly node: readonly number[]
  readonly features: readonly (readonly number[])[]
}

export interface Limits {
  readonly nodesPerBuyer: number
  readonly suppliersPerNode: number
}

/** Partners of firms with more than this many say little and would cost much. */
const HUB = 300
/** A need below this is none. */
const LEAST_NEED = 0.01

/** Sparse sums over firms that are cleared by what was touched. */
interface Sums {
  readonly values: Float64Array
  touched: number[]
}

/**
 * Looks for candidates buyer by buyer. For each node that makers of the buyer's own nodes buy: those that supply similar buyers,
 * those of its group and district, and the best connected, up to the limits. Never all pairs.
 *
 * Time per buyer: nodesPerBuyer × suppliersPerNode, and the suppliers of customers of its suppliers (hubs left out).
 */
export function candidateFinder(visible: Visible, limits: Limits): (buyer: number) => Candidates {
  const { firms } = visible.network
  const similar: Sums = { values: new Float64Array(firms), touched: [] }
  const common: Sums = { values: new Float64Array(firms), touched: [] }
  const byPlace = placeIndex(visible)
  const { suppliers, customers } = visible
  // Bit 1: supplies the buyer. Bit 2: buys from it.
  const known = new Uint8Array(firms)
  const mark = (csr: Csr, buyer: number, bit: number) => {
    for (let arc = csr.offsets[buyer]!; arc < csr.offsets[buyer + 1]!; arc++)
      known[csr.neighbours[arc]!]! ^= bit
  }
  return (buyer) => {
    mark(suppliers, buyer, 1)
    mark(customers, buyer, 2)
    spreadSimilar(visible, buyer, similar)
    spreadCommon(visible, buyer, common)
    const supplier: number[] = []
    const node: number[] = []
    const features: (readonly number[])[] = []
    for (const [wanted, need] of neededNodes(visible, buyer, limits.nodesPerBuyer)) {
      const has = visible.bought.get(buyer * visible.network.nodes + wanted) ?? 0
      for (const s of suppliersFor(
        visible,
        buyer,
        wanted,
        similar,
        known,
        byPlace,
        limits.suppliersPerNode,
      )) {
        const spread = {
          need,
          similar: similar.values[s]!,
          common: common.values[s]!,
          has,
          reverse: known[s]! >> 1,
        }
        const values = featuresOf(visible, s, buyer, wanted, spread)
        supplier.push(s)
        node.push(wanted)
        features.push(values)
      }
    }
    mark(suppliers, buyer, 1)
    mark(customers, buyer, 2)
    clear(similar)
    clear(common)
    return { supplier, node, features }
  }
}

function clear(sums: Sums): void {
  for (const at of sums.touched) sums.values[at] = 0
  sums.touched = []
}

function add(sums: Sums, at: number, value: number): void {
  if (sums.values[at] === 0) sums.touched.push(at)
  sums.values[at]! += value
}

/** Paths supplier -> other buyer <- supplier -> this buyer, each weighed by the degrees between (Kovács et al. 2019). */
function spreadSimilar({ suppliers, customers }: Visible, buyer: number, sums: Sums): void {
  for (let i = suppliers.offsets[buyer]!; i < suppliers.offsets[buyer + 1]!; i++) {
    const known = suppliers.neighbours[i]!
    const sells = customers.offsets[known + 1]! - customers.offsets[known]!
    if (sells > HUB) continue
    for (let j = customers.offsets[known]!; j < customers.offsets[known + 1]!; j++) {
      const other = customers.neighbours[j]!
      const buys = suppliers.offsets[other + 1]! - suppliers.offsets[other]!
      if (other === buyer || buys > HUB) continue
      const weight = 1 / Math.sqrt(sells * buys)
      for (let k = suppliers.offsets[other]!; k < suppliers.offsets[other + 1]!; k++) {
        const s = suppliers.neighbours[k]!
        if (s !== known) add(sums, s, weight)
      }
    }
  }
}

/** Partners of both, whichever way they trade, each by the inverse logarithm of its partners (Adamic and Adar 2003). */
function spreadCommon({ suppliers, customers }: Visible, buyer: number, sums: Sums): void {
  const sides = [suppliers, customers]
  for (const side of sides)
    for (let i = side.offsets[buyer]!; i < side.offsets[buyer + 1]!; i++) {
      const between = side.neighbours[i]!
      const degree = sides.reduce((sum, csr) => sum + csr.offsets[between + 1]! - csr.offsets[between]!, 0)
      if (degree > HUB || degree < 2) continue
      const weight = 1 / Math.log(1 + degree)
      for (const csr of sides)
        for (let j = csr.offsets[between]!; j < csr.offsets[between + 1]!; j++) {
          const s = csr.neighbours[j]!
          if (s !== buyer) add(sums, s, weight)
        }
    }
}

/** Nodes that the buyer is likeliest to need, by what makers of its own nodes buy; those it buys already among them. */
function neededNodes(
  { network, capabilities, need, needOfAny, bought }: Visible,
  buyer: number,
  most: number,
) {
  const { nodes } = network
  const { ofFirm } = capabilities
  const needs = needOfAny.slice()
  for (let arc = ofFirm.offsets[buyer]!; arc < ofFirm.offsets[buyer + 1]!; arc++) {
    const row = ofFirm.neighbours[arc]! * nodes
    for (let n = 0; n < nodes; n++) needs[n] = Math.max(needs[n]!, need[row + n]!)
  }
  return Array.from(needs, (value, n) => [n, value] as const)
    .filter(([n, value]) => value >= LEAST_NEED || bought.has(buyer * nodes + n))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, most)
}

interface PlaceIndex {
  readonly group: ReadonlyMap<number, readonly number[]>
  readonly district: ReadonlyMap<number, readonly number[]>
}

/** Makers of each node by group and by district, the best connected first: (number × nodes + node). */
function placeIndex({ network, firms, ranked }: Visible): PlaceIndex {
  const index = (column: ArrayLike<number> | undefined) => {
    const found = new Map<number, number[]>()
    if (!column) return found
    for (const [node, makers] of ranked.entries())
      for (const firm of makers) {
        if (!(column[firm]! >= 0)) continue
        const key = column[firm]! * network.nodes + node
        const list = found.get(key)
        if (list) list.push(firm)
        else found.set(key, [firm])
      }
    return found
  }
  return { group: index(firms.group), district: index(firms.district) }
}

function suppliersFor(
  { network, firms, ranked }: Visible,
  buyer: number,
  node: number,
  similar: Sums,
  known: Uint8Array,
  byPlace: PlaceIndex,
  most: number,
): Iterable<number> {
  const chosen = new Set<number>()
  const free = (s: number) => s !== buyer && (known[s]! & 1) === 0
  const take = (list: Iterable<number>, limit: number) => {
    for (const s of list) {
      if (chosen.size >= limit) return
      if (free(s)) chosen.add(s)
    }
  }
  const makers = ranked[node]!
  if (makers.length <= most) {
    take(makers, most)
    return chosen
  }
  const at = (column: ArrayLike<number> | undefined) => (column?.[buyer] ?? -1) * network.nodes + node
  take(byPlace.group.get(at(firms.group)) ?? [], most >> 2)
  // Of the makers only those that similar buyers buy from, the closest first.
  const near: number[] = []
  for (const s of makers) if (similar.values[s]! > 0) near.push(s)
  near.sort((a, b) => similar.values[b]! - similar.values[a]! || a - b)
  take(near, most >> 1)
  take(byPlace.district.get(at(firms.district)) ?? [], (3 * most) >> 2)
  take(makers, most)
  return chosen
}

/** What was spread from the buyer or is known of it and the node. */
interface Spread {
  readonly need: number
  readonly similar: number
  readonly common: number
  readonly has: number
  readonly reverse: number
}

/** Values in the order of FEATURES; a plain array of numbers is made several times faster than a typed one. */
function featuresOf(visible: Visible, s: number, b: number, node: number, spread: Spread): readonly number[] {
  const { firms, suppliers, customers, capabilities, sold, ranked } = visible
  const { x, y, size } = firms
  const far = x && y ? Math.sqrt((x[s]! - x[b]!) ** 2 + (y[s]! - y[b]!) ** 2) : Number.NaN
  const mine = size ? size[s]! : Number.NaN
  const theirs = size ? size[b]! : Number.NaN
  const arc = capabilityOf(visible, s, node)
  return [
    Math.log1p(customers.offsets[s + 1]! - customers.offsets[s]!),
    Math.log1p(suppliers.offsets[b + 1]! - suppliers.offsets[b]!),
    spread.need,
    spread.similar,
    spread.common,
    same(firms.group, s, b),
    same(firms.district, s, b),
    far,
    mine > 0 && theirs > 0 ? Math.log(mine / theirs) : Number.NaN,
    mine > 0 ? Math.log(mine) : Number.NaN,
    capabilities.stage(capabilities.ofFirm.rows[arc]!),
    spread.has === 0 ? 1 : 0,
    spread.has,
    Math.log1p(ranked[node]!.length),
    Math.log1p(sold[arc]!),
    spread.reverse,
  ]
}

function same(column: ArrayLike<number> | undefined, s: number, b: number): number {
  if (!column || !(column[s]! >= 0) || !(column[b]! >= 0)) return Number.NaN
  return Number(column[s] === column[b])
}

/** The arc of a capability; candidates come from the makers of a node, so there is one. */
function capabilityOf({ capabilities: { ofFirm } }: Visible, firm: number, node: number): number {
  let arc = ofFirm.offsets[firm]!
  while (ofFirm.neighbours[arc] !== node) arc++
  return arc
}
