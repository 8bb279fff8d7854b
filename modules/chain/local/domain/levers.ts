import { LOCAL, NONE, OUTSIDE } from '../../domain/network.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import { isTraced, type System, throughput } from './content.ts'
import type { RateLine } from './rates.ts'
import { ruleOf, solveBoosted } from './threshold-solve.ts'

/** A line with what a lever needs to know of it; `node` and `supplier` are indices, NONE and -1 where unknown. */
export interface LeverLine extends RateLine {
  readonly node: number
  readonly supplier: number
  /** Put into the vehicle itself. */
  readonly isTop: boolean
}

/** What is bought outside of one node from one supplier (-1: its name is unknown), and the nodes and arcs it is. */
interface Purchase {
  readonly node: number
  readonly supplier: number
  /** Fen a year. */
  spend: number
  lines: number
  /** What the numerator of each linear definition gains. */
  count: number
  tier1: number
  traced: number
  readonly nodes: number[]
  readonly arcs: number[]
}

/** A group of purchases that could become local, and what the city's rate then gains. */
export interface Lever {
  readonly kind: 'node' | 'supplier' | 'recruit'
  /** Index of a node, or of a firm for a supplier. */
  readonly at: number
  readonly spend: number
  readonly lines: number
  /** Of the rate, by itself; null where it was not worked out (see {@link MOST_SOLVED}). */
  readonly gain: Readonly<Record<LocalDefinition, number | null>>
}

/** The definitions with a threshold need a solve for each lever: so many of each kind, by what they add in value. */
export const MOST_SOLVED = 150

/**
 * Every lever on the city's rate. Supplier: what one outside supplier sells becomes local. Node: everything of a node
 * that is bought outside. Recruit: what the largest outside supplier of a node sells of it is made by a new local maker.
 * Only the value that the maker itself adds becomes local; what it buys stays as it is.
 *
 * Part count, spend and traced value are linear in the purchases: one solve of the transposed system gives every gain
 * exactly, and within a kind gains add up. Roll-up and originating content have a threshold: each lever is solved.
 */
export function leversOf(
  system: System,
  lines: readonly LeverLine[],
  threshold: number,
  progress: (share: number) => void = () => undefined,
): Lever[] {
  const purchases = purchasesOf(system, lines)
  const whole = knownOf(system, lines)
  const groups = groupsOf(purchases)
  const solved = new Map<string, { roll_up: number; originating: number }>()
  const basis = solverOf(system, lines, threshold)
  const byValue = [...groups].sort((a, b) => tracedOf(b) - tracedOf(a))
  const worth = (['node', 'supplier', 'recruit'] as const).flatMap((kind) =>
    byValue.filter((group) => group.kind === kind).slice(0, MOST_SOLVED),
  )
  for (const [done, group] of worth.entries()) {
    solved.set(`${group.kind} ${group.at}`, basis(group.purchases))
    if (done % 10 === 0) progress(done / worth.length)
  }
  return groups.map(({ kind, at, purchases: own }) => {
    const sum = (of: (purchase: Purchase) => number) => own.reduce((all, purchase) => all + of(purchase), 0)
    const exact = solved.get(`${kind} ${at}`)
    return {
      kind,
      at,
      spend: sum(({ spend }) => spend),
      lines: sum(({ lines: count }) => count),
      gain: {
        part_count: share(
          sum(({ count }) => count),
          whole.count,
        ),
        tier1_spend: share(
          sum(({ tier1 }) => tier1),
          whole.tier1,
        ),
        traced_value_added: share(
          sum(({ traced }) => traced),
          whole.traced,
        ),
        roll_up: exact?.roll_up ?? null,
        originating: exact?.originating ?? null,
      },
    }
  })
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
const tracedOf = ({ purchases }: Group) => purchases.reduce((sum, { traced }) => sum + traced, 0)

/** The denominators: what is known of the whole. */
function knownOf({ graph }: System, lines: readonly LeverLine[]) {
  const whole = { count: 0, tier1: 0, traced: 0 }
  for (const line of lines) {
    const spend = line.weight * (line.cost > 0 ? line.cost : 0)
    if (line.kind === 'assembly') whole.traced += spend * line.known
    else if (line.isTop) {
      whole.traced += spend * line.known
      if (line.place === LOCAL || line.place === OUTSIDE) {
        whole.count += line.weight
        whole.tier1 += spend
      }
    }
  }
  return graph.products === 0 ? { count: 0, tier1: 0, traced: 0 } : whole
}

/** Vehicles a year of each product, from its lines. */
function demandOf({ graph }: System, lines: readonly LeverLine[]): Float64Array {
  const demand = new Float64Array(graph.valueAdded.length)
  // The lines stand in the order of the system: each product's assembly is its own node.
  for (let at = 0; at < graph.products; at++) demand[at] = lines[at]?.weight ?? 0
  return demand
}

/** Everything bought outside, by node and supplier. `lines` stand in the order of the system's nodes. */
function purchasesOf(system: System, lines: readonly LeverLine[]): Purchase[] {
  const { graph, offsets, suppliers, quantities } = system
  const flow = throughput(system, demandOf(system, lines))
  const firmAt = firmsOf(graph.firmNode, graph.valueAdded.length)
  const found = new Map<string, Purchase>()
  const of = (node: number, supplier: number): Purchase => {
    const key = `${node} ${supplier}`
    let purchase = found.get(key)
    if (!purchase) {
      purchase = { node, supplier, spend: 0, lines: 0, count: 0, tier1: 0, traced: 0, nodes: [], arcs: [] }
      found.set(key, purchase)
    }
    return purchase
  }
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'assembly' || line.place !== OUTSIDE || line.node === NONE) continue
    const purchase = of(line.node, line.supplier)
    purchase.lines++
    const spend = line.weight * (line.cost > 0 ? line.cost : 0)
    if (line.isTop) {
      purchase.count += line.weight
      purchase.tier1 += spend
    }
    purchase.spend += spend
    const own = (flow[at] as number) * (graph.valueAdded[at] as number)
    if (own > 0) {
      purchase.traced += own
      purchase.nodes.push(at)
    }
  }
  const bought = nodesOfArcs(system)
  for (let buyer = 0; buyer < offsets.length - 1; buyer++) {
    const much = flow[buyer] as number
    if (much === 0) continue
    for (let arc = offsets[buyer] as number; arc < (offsets[buyer + 1] as number); arc++) {
      const supplier = suppliers[arc] as number
      if (supplier < lines.length || graph.place[supplier] !== OUTSIDE) continue
      const line = buyer < lines.length ? lines[buyer] : undefined
      const node = line ? line.node : (bought[arc] as number)
      const firm = (firmAt[supplier] as number) >= 0 ? (firmAt[supplier] as number) : (line?.supplier ?? -1)
      if (node === NONE) continue
      const purchase = of(node, firm)
      const value = much * (quantities[arc] as number)
      if (!line) {
        purchase.lines++
        purchase.spend += value
      }
      purchase.traced += value * (graph.valueAdded[supplier] as number)
      purchase.arcs.push(arc)
    }
  }
  return [...found.values()]
}

function firmsOf(firmNode: Int32Array, nodes: number): Int32Array {
  const firms = new Int32Array(nodes).fill(-1)
  for (const [firm, node] of firmNode.entries()) if (node >= 0) firms[node] = firm
  return firms
}

/** The node of the chain that each arc buys, in the order of the arcs. */
function nodesOfArcs({ graph, arcRows }: System): Uint16Array {
  return Uint16Array.from(arcRows, (row) => graph.edgeNode[row] as number)
}

interface Group {
  readonly kind: Lever['kind']
  readonly at: number
  readonly purchases: readonly Purchase[]
}

function groupsOf(purchases: readonly Purchase[]): Group[] {
  const groups: Group[] = []
  for (const [node, own] of Map.groupBy(purchases, (purchase) => purchase.node)) {
    groups.push({ kind: 'node', at: node, purchases: own })
    const largest = own.reduce((best, one) => (one.traced > best.traced ? one : best))
    groups.push({ kind: 'recruit', at: node, purchases: [largest] })
  }
  for (const [supplier, own] of Map.groupBy(purchases, (purchase) => purchase.supplier))
    if (supplier >= 0) groups.push({ kind: 'supplier', at: supplier, purchases: own })
  return groups
}

/** Works out what purchases would gain under the definitions with a threshold, by solving the system with them made local. */
function solverOf(system: System, lines: readonly LeverLine[], threshold: number) {
  const { graph, suppliers } = system
  const demand = demandOf(system, lines)
  const own = graph.valueAdded.map((value, node) => (graph.place[node] === LOCAL ? value : 0))
  const whole = knownOf(system, lines).traced
  const boost = new Float64Array(suppliers.length)
  const rate = (definition: 'roll_up' | 'originating', start: ArrayLike<number>) =>
    share(
      total(demand, solveBoosted(system, start, ruleOf(definition, threshold), boost), graph.products),
      whole,
    )
  const base = { roll_up: rate('roll_up', own), originating: rate('originating', own) }
  return (purchases: readonly Purchase[]) => {
    const changed = own.slice()
    const arcs = purchases.flatMap((purchase) => purchase.arcs)
    for (const { nodes } of purchases)
      for (const node of nodes) changed[node] = graph.valueAdded[node] as number
    for (const arc of arcs) boost[arc] = graph.valueAdded[suppliers[arc] as number] as number
    const gain = {
      roll_up: rate('roll_up', changed) - base.roll_up,
      originating: rate('originating', changed) - base.originating,
    }
    for (const arc of arcs) boost[arc] = 0
    return gain
  }
}

function total(demand: Float64Array, content: Float64Array, products: number): number {
  let sum = 0
  for (let at = 0; at < products; at++) sum += (demand[at] as number) * (content[at] as number)
  return sum
}

/** Whether gains of levers of one kind simply add up. */
export const isLinear = (definition: LocalDefinition) =>
  !isTraced(definition) || definition === 'traced_value_added'
