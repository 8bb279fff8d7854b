import { type Csr, compress } from '#engines/graph'
import type { FirmColumns, SupplyNetwork } from './types.ts'

/** Who can make what, in both directions; it does not change when relations are hidden. */
export interface Capabilities {
  /** Rows of firms: nodes that each can make. */
  readonly ofFirm: Csr
  /** Rows of nodes: firms that can make each. */
  readonly ofNode: Csr
  readonly stage: (row: number) => number
}

/** What is known once some relations are hidden, in the shapes that features read. */
export interface Visible {
  readonly network: SupplyNetwork
  readonly firms: FirmColumns
  readonly capabilities: Capabilities
  /** Suppliers of each buyer and customers of each supplier, each once. */
  readonly suppliers: Csr
  readonly customers: Csr
  /** Buyer × nodes + node -> number of known suppliers. */
  readonly bought: ReadonlyMap<number, number>
  /** For each arc of `capabilities.ofFirm` the number of known customers for that node. */
  readonly sold: Uint32Array
  /** Share of the makers of a node (row) that buy a node (column), smoothed toward the share of all buyers. */
  readonly need: Float64Array
  readonly needOfAny: Float64Array
  /** Firms that can make each node, the best connected first. */
  readonly ranked: readonly Uint32Array[]
}

export function pairKey(firms: number, supplier: number, buyer: number): number {
  return supplier * firms + buyer
}

/** @throws RangeError naming a row that leaves the firms or nodes */
export function capabilitiesOf({ firms, nodes }: SupplyNetwork, { capability }: FirmColumns): Capabilities {
  const { firm, node, stage } = capability
  const both = Math.max(firms, nodes)
  for (let row = 0; row < firm.length; row++)
    if (!(firm[row]! >= 0 && firm[row]! < firms && node[row]! >= 0 && node[row]! < nodes))
      throw new RangeError(`capability row ${row}: firm ${firm[row]}, node ${node[row]}`)
  return {
    ofFirm: compress(both, firm, node),
    ofNode: compress(both, node, firm),
    stage: (row) => (stage ? stage[row]! : Number.NaN),
  }
}

/** Makers that a share of buyers is worth as much as, before any of a node's own makers is counted. */
const PRIOR = 5

/** Builds the view without the hidden rows. Time: relations × capabilities of a buyer, and nodes². */
export function visibleOf(
  network: SupplyNetwork,
  firms: FirmColumns,
  capabilities: Capabilities,
  hidden?: Uint8Array,
): Visible {
  const { supplier, buyer, node, nodes } = network
  const from: number[] = []
  const to: number[] = []
  const bought = new Map<number, number>()
  const { ofFirm } = capabilities
  const sold = new Uint32Array(ofFirm.arcs)
  const rows = new Map<number, Set<number>>()
  for (let row = 0; row < supplier.length; row++) {
    const s = supplier[row]!
    const b = buyer[row]!
    if (hidden?.[row] || s === b) continue
    const key = pairKey(network.firms, s, b)
    if (!rows.has(key)) {
      from.push(s)
      to.push(b)
    }
    // Only further rows of a pair can say a node again.
    if (rows.get(key)?.has(node[row]!)) continue
    const nodesOf = rows.get(key) ?? new Set()
    rows.set(key, nodesOf.add(node[row]!))
    bought.set(b * nodes + node[row]!, (bought.get(b * nodes + node[row]!) ?? 0) + 1)
    for (let arc = ofFirm.offsets[s]!; arc < ofFirm.offsets[s + 1]!; arc++)
      if (ofFirm.neighbours[arc] === node[row]) sold[arc]!++
  }
  const suppliers = compress(network.firms, to, from)
  const customers = compress(network.firms, from, to)
  const degree = (v: number) =>
    suppliers.offsets[v + 1]! - suppliers.offsets[v]! + customers.offsets[v + 1]! - customers.offsets[v]!
  const { ofNode } = capabilities
  const ranked = Array.from({ length: nodes }, (_, n) =>
    Uint32Array.from(new Set(ofNode.neighbours.subarray(ofNode.offsets[n]!, ofNode.offsets[n + 1]!))).sort(
      (a, b) => degree(b) - degree(a) || a - b,
    ),
  )
  const needs = needOf(network, capabilities, bought)
  return { network, firms, capabilities, suppliers, customers, bought, sold, ranked, ...needs }
}

function needOf(
  { firms, nodes }: SupplyNetwork,
  { ofFirm }: Capabilities,
  bought: ReadonlyMap<number, number>,
) {
  const makers = new Float64Array(nodes)
  for (const node of ofFirm.neighbours) makers[node]!++
  const need = new Float64Array(nodes * nodes)
  const needOfAny = new Float64Array(nodes)
  const buyers = new Uint8Array(firms)
  for (const key of bought.keys()) {
    const b = Math.floor(key / nodes)
    const n = key % nodes
    buyers[b] = 1
    needOfAny[n]!++
    for (let arc = ofFirm.offsets[b]!; arc < ofFirm.offsets[b + 1]!; arc++)
      need[ofFirm.neighbours[arc]! * nodes + n]!++
  }
  const all = Math.max(
    1,
    buyers.reduce((sum, one) => sum + one, 0),
  )
  for (let n = 0; n < nodes; n++) needOfAny[n]! /= all
  for (let a = 0; a < nodes; a++)
    for (let n = 0; n < nodes; n++)
      need[a * nodes + n] = (need[a * nodes + n]! + PRIOR * needOfAny[n]!) / (makers[a]! + PRIOR)
  return { need, needOfAny }
}
