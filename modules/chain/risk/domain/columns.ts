import { type Essentiality, essentialityFromTree, type RiskInput } from '#engines/systemic-risk'
import { type Network, NONE } from '../../domain/network.ts'
import type { RiskRules } from './assumptions.ts'

/** How the amounts of the relations came about; every relation is in exactly one of these. */
export interface AmountCoverage {
  readonly relations: number
  /** Told by a source. */
  readonly known: number
  /** Unknown: taken as the median of the supplier's known ones, of its node's, of all, or all the same. */
  readonly bySupplier: number
  readonly byNode: number
  readonly byAll: number
  readonly equal: number
  /** Left out: a firm that supplies itself, an amount of zero or less. */
  readonly self: number
  readonly unusable: number
  readonly firms: number
  /** Firms whose size is their revenue; the others count by what they sell in the network. */
  readonly firmsWithRevenue: number
  /** Firms whose size is not known at all: they can stop, but add nothing to a loss. */
  readonly firmsWithoutSize: number
  /** Firms without a node stand in a sector of their own: nobody replaces them. */
  readonly firmsWithoutNode: number
}

/** The network as the engine takes it: columns only, so that a thread takes it as it is. */
export interface RiskColumns {
  readonly firms: number
  readonly sectors: number
  readonly sector: Uint32Array
  readonly supplier: Uint32Array
  readonly buyer: Uint32Array
  readonly amount: Float64Array
  readonly arcSector: Uint32Array
  readonly output: Float64Array
  /** For each sector 2 where nothing runs without an input from it, else 1. */
  readonly essential: Uint8Array
  /** For makers of parts the same by node of input and buyer, row-major over the nodes; empty where it is one for all. */
  readonly pairs: Uint8Array
  /** 1 for nodes that are parts. */
  readonly parts: Uint8Array
  /** The network's relation behind each row. */
  readonly row: Uint32Array
}

/**
 * Puts a network into the engine's columns. Sector of a relation: the node supplied, else the supplier's main node, else
 * one of the supplier's own. Unknown amounts are filled as {@link AmountCoverage} counts them, never in silence.
 */
export function riskColumns(
  network: Network,
  rules: RiskRules,
): { columns: RiskColumns; coverage: AmountCoverage } {
  const { firms, nodes, relations } = network
  const count = firms.id.length
  const sector = new Uint32Array(count)
  let sectors = nodes.code.length
  let firmsWithoutNode = 0
  for (let firm = 0; firm < count; firm++) {
    const node = firms.node[firm] as number
    if (node === NONE) {
      firmsWithoutNode++
      sector[firm] = sectors++
    } else sector[firm] = node
  }
  const filled = fillAmounts(network)
  const rows: number[] = []
  const counts = { known: 0, bySupplier: 0, byNode: 0, byAll: 0, equal: 0, self: 0, unusable: 0 }
  for (let row = 0; row < relations.id.length; row++) {
    if (relations.supplier[row] === relations.buyer[row]) counts.self++
    else if (!(filled.amount[row]! > 0)) counts.unusable++
    else {
      rows.push(row)
      counts[HOW[filled.how[row] as number] as (typeof HOW)[number]]++
    }
  }
  const arcs = Uint32Array.from(rows)
  const supplier = Uint32Array.from(arcs, (row) => relations.supplier[row] as number)
  const amount = Float64Array.from(
    arcs,
    (row) => (filled.amount[row] as number) * (rules.byTrust ? (relations.trust[row] as number) : 1),
  )
  const arcSector = Uint32Array.from(arcs, (row) => {
    const node = relations.node[row] as number
    return node === NONE ? (sector[relations.supplier[row] as number] as number) : node
  })
  const size = sizesOf(network, rules, supplier, amount)
  const essential = new Uint8Array(sectors).fill(rules.essentiality === 'all' ? 2 : 1)
  if (rules.essentiality === 'parts' || rules.essentiality === 'tree')
    for (let node = 0; node < nodes.code.length; node++) essential[node] = nodes.parts[node] === 1 ? 2 : 1
  return {
    columns: {
      firms: count,
      sectors,
      sector,
      supplier,
      buyer: Uint32Array.from(arcs, (row) => relations.buyer[row] as number),
      amount,
      arcSector,
      output: size.output,
      essential,
      pairs: rules.essentiality === 'tree' ? essentialityFromTree(nodes) : new Uint8Array(0),
      parts: nodes.parts,
      row: arcs,
    },
    coverage: {
      relations: relations.id.length,
      ...counts,
      firms: count,
      firmsWithRevenue: size.withRevenue,
      firmsWithoutSize: size.without,
      firmsWithoutNode,
    },
  }
}

/** The engine's input. */
export function engineInput({ essential, pairs, parts, row: _, ...columns }: RiskColumns): RiskInput {
  const nodes = parts.length
  const isPaired = (input: number, buyer: number) =>
    pairs.length > 0 && input < nodes && buyer < nodes && parts[buyer] === 1
  return {
    ...columns,
    essentiality: (input, buyer) =>
      (isPaired(input, buyer) ? pairs[input * nodes + buyer] : essential[input]) as Essentiality,
  }
}

const HOW = ['known', 'bySupplier', 'byNode', 'byAll', 'equal'] as const

/** Amount of every relation, and how it came about (an index of HOW). */
export function fillAmounts({ relations }: Pick<Network, 'relations'>): {
  amount: Float64Array
  how: Uint8Array
} {
  const { supplier, node } = relations
  const amount = relations.amount.slice()
  const how = new Uint8Array(amount.length)
  const unknown: number[] = []
  for (let row = 0; row < amount.length; row++) if (Number.isNaN(amount[row])) unknown.push(row)
  if (unknown.length === 0) return { amount, how }
  const ofSupplier = medians(
    supplier,
    relations.amount,
    new Set(unknown.map((row) => supplier[row] as number)),
  )
  const ofNode = medians(node, relations.amount, new Set(unknown.map((row) => node[row] as number)))
  const ofAll = medianOf(relations.amount.filter((value) => value > 0))
  for (const row of unknown) {
    const tried = [
      ofSupplier.get(supplier[row] as number),
      node[row] === NONE ? undefined : ofNode.get(node[row] as number),
      ofAll,
    ]
    const at = tried.findIndex((value) => value !== undefined)
    how[row] = at < 0 ? 4 : at + 1
    amount[row] = at < 0 ? 1 : (tried[at] as number)
  }
  return { amount, how }
}

/** Median of the known amounts of each wanted group. */
function medians(
  group: ArrayLike<number>,
  amount: Float64Array,
  wanted: ReadonlySet<number>,
): Map<number, number> {
  const held = new Map<number, number[]>()
  for (let row = 0; row < amount.length; row++) {
    const of = group[row] as number
    if (!((amount[row] as number) > 0) || !wanted.has(of)) continue
    const list = held.get(of)
    if (list) list.push(amount[row] as number)
    else held.set(of, [amount[row] as number])
  }
  const found = new Map<number, number>()
  for (const [of, list] of held) found.set(of, medianOf(Float64Array.from(list)) as number)
  return found
}

function medianOf(values: Float64Array): number | undefined {
  const sorted = values.slice().sort()
  const middle = sorted.length >> 1
  if (sorted.length === 0) return undefined
  return sorted.length % 2 === 1
    ? sorted[middle]
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** A firm's size: its revenue, but never less than what it sells in the network. */
function sizesOf(
  { firms }: Network,
  { size }: RiskRules,
  supplier: Uint32Array,
  amount: Float64Array,
): { output: Float64Array; withRevenue: number; without: number } {
  const output = new Float64Array(firms.id.length)
  for (let arc = 0; arc < supplier.length; arc++) output[supplier[arc] as number]! += amount[arc] as number
  let withRevenue = 0
  let without = 0
  for (let firm = 0; firm < output.length; firm++) {
    const revenue = firms.revenue[firm] as number
    if (size === 'revenue' && revenue > 0) {
      withRevenue++
      if (revenue > (output[firm] as number)) output[firm] = revenue
    }
    if (output[firm] === 0) without++
  }
  return { output, withRevenue, without }
}
