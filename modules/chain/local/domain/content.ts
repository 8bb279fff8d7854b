import { compress, inArcOrder } from '#engines/graph'
import { LOCAL, OUTSIDE } from '../../domain/network.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import type { ProductGraph } from './product-graph.ts'

/** Definitions that look through all tiers; the other two look at what is put into the vehicle itself. */
export const TRACED = ['traced_value_added', 'roll_up', 'originating'] as const
export type TracedDefinition = (typeof TRACED)[number]
export const isTraced = (name: LocalDefinition): name is TracedDefinition =>
  (TRACED as readonly string[]).includes(name)

/**
 * Local value in a unit of each node's output: of a product in fen a vehicle, of lines and firms as a share. `known` is
 * the value whose place is known at all; `local` counts unknown value as not local and `upper` as local.
 */
export interface Contents {
  readonly local: Float64Array
  readonly upper: Float64Array
  readonly known: Float64Array
  /** Local share of the known value, by the definition's own rule. */
  readonly share: Float64Array
}

const TOLERANCE = 1e-13
const MOST_SWEEPS = 2_000

/** The system of a product graph, ready to be solved many times. */
export interface System {
  readonly graph: ProductGraph
  readonly offsets: Uint32Array
  readonly suppliers: Uint32Array
  readonly quantities: Float64Array
  /** The edge of the graph that each arc came from. */
  readonly arcRows: Uint32Array
}

export function systemOf(graph: ProductGraph): System {
  const csr = compress(graph.valueAdded.length, graph.buyer, graph.supplier)
  return {
    graph,
    offsets: csr.offsets,
    suppliers: csr.neighbours,
    quantities: inArcOrder(csr, graph.quantity),
    arcRows: csr.rows,
  }
}

/**
 * Solves x = own + Q g(x) by sweeps that use each new value at once, from the last node to the first: lines stand after
 * what they go into and firms after lines, so only cycles among firms take more than one sweep. Every firm adds some
 * value of its own, so the sweeps converge. `boost` adds to what comes through single arcs.
 */
export function solve(
  { offsets, suppliers, quantities }: System,
  own: ArrayLike<number>,
  counted: (content: number, node: number) => number = (content) => content,
  boost?: Float64Array,
): Float64Array {
  const nodes = own.length
  const x = new Float64Array(nodes)
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0
    for (let node = nodes - 1; node >= 0; node--) {
      let sum = own[node] as number
      for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
        const from = suppliers[arc] as number
        const content = (x[from] as number) + (boost ? (boost[arc] as number) : 0)
        sum += (quantities[arc] as number) * counted(content, from)
      }
      change = Math.max(change, Math.abs(sum - (x[node] as number)) / Math.max(1, Math.abs(sum)))
      x[node] = sum
    }
    if (change <= TOLERANCE) break
  }
  return x
}

/** How much of a part's value counts, given its local share. */
export function ruleOf(definition: TracedDefinition, threshold: number): (content: number) => number {
  // A share that should be exactly the threshold may lie a rounding error below it.
  const isOrigin = (content: number) => content >= threshold - 1e-12
  if (definition === 'roll_up') return (content) => (isOrigin(content) ? 1 : content)
  if (definition === 'originating') return (content) => (isOrigin(content) ? 1 : 0)
  return (content) => content
}

/** The local content of every node under a definition. */
export function contentsOf(system: System, definition: TracedDefinition, threshold: number): Contents {
  const { valueAdded, place } = system.graph
  const rule = ruleOf(definition, threshold)
  const where = (matches: (at: number) => boolean) =>
    valueAdded.map((value, node) => (matches(place[node] as number) ? value : 0))
  const known = solve(
    system,
    where((at) => at === LOCAL || at === OUTSIDE),
  )
  const local = solve(
    system,
    where((at) => at === LOCAL),
    rule,
  )
  const upper = solve(
    system,
    where((at) => at !== OUTSIDE),
    rule,
  )
  // Of a part of which something is unknown, the known value alone decides whether it counts.
  const amount = solve(
    system,
    where((at) => at === LOCAL),
    (content, node) => {
      const of = known[node] as number
      return of > 0 ? of * rule(Math.min(1, content / of)) : 0
    },
  )
  const share = amount.map((content, node) => {
    const of = known[node] as number
    return of > 0 ? Math.min(1, content / of) : 0
  })
  return { local, upper, known, share }
}

/** How much of each node's output goes into given amounts of the products: one solve of the transposed system. */
export function throughput(system: System, demand: ArrayLike<number>): Float64Array {
  const { offsets, suppliers, quantities } = system
  const nodes = offsets.length - 1
  const flow = new Float64Array(nodes)
  let wave = Float64Array.from({ length: nodes }, (_, node) => demand[node] ?? 0)
  const total = wave.reduce((sum, value) => sum + value, 0)
  for (let step = 0; step < MOST_SWEEPS; step++) {
    const next = new Float64Array(nodes)
    let left = 0
    for (let node = 0; node < nodes; node++) {
      const much = wave[node] as number
      if (much === 0) continue
      flow[node] = (flow[node] as number) + much
      for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
        const at = suppliers[arc] as number
        const more = much * (quantities[arc] as number)
        next[at] = (next[at] as number) + more
        left += more
      }
    }
    if (left <= TOLERANCE * total) break
    wave = next
  }
  return flow
}
