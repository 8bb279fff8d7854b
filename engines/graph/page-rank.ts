import { components, membersOf } from './components.ts'
import { sweepToRest } from './rank-sweeps.ts'
import type { SupplyGraph } from './supply-graph.ts'

export interface PageRankOptions {
  /** Share of a firm's rank that follows its arcs. Default 0.85. */
  readonly damping?: number
  /** Sum of the errors of all ranks that is allowed. Default 1e-10. */
  readonly tolerance?: number
  /** Where ranks begin, any scale; the same for all by default. Firms without arcs hand on their rank to it as well. */
  readonly personal?: ArrayLike<number>
  readonly onSweep?: (sweep: number, error: number) => void
}

/** Ranks that add up to 1, and a bound on the sum of their errors. */
export interface PageRank {
  readonly rank: Float64Array
  readonly sweeps: number
  readonly error: number
}

/**
 * Weighted PageRank (Brin and Page 1998) along the arcs of `downstream`: a firm hands its rank on to whom it supplies, by
 * weight; a firm that supplies nobody, or only with weight 0, hands it on to where ranks begin. (To rank suppliers by
 * who depends on them, swap the two directions.)
 *
 * Because firms without arcs go where ranks begin, the ranks are the normalised solution of x = v + damping Pᵀ x
 * (Del Corso, Gulli and Romani 2005). It is solved by Gauss-Seidel sweeps in the order of the strongly connected
 * components: on a network without cycles one sweep is exact, otherwise only what goes round in cycles takes more.
 */
export function pageRank(graph: SupplyGraph, options: PageRankOptions = {}): PageRank {
  const { damping = 0.85, tolerance = 1e-10 } = options
  const start = startOf(graph.nodes, options.personal)
  const order = sweepOrder(graph)
  const x = arranged(start, order)
  const { sweeps, error } = sweepToRest(
    {
      ...arrangedRows(graph, order),
      start: x.slice(),
      scale: arranged(outScale(graph, damping), order),
      damping,
      x,
    },
    tolerance,
    options.onSweep,
  )
  const rank = new Float64Array(graph.nodes)
  for (let at = 0; at < order.length; at++) rank[order[at] as number] = x[at] as number
  return { rank: normalised(rank), sweeps, error }
}

function arranged(values: Float64Array, order: Uint32Array): Float64Array {
  const found = new Float64Array(values.length)
  for (let at = 0; at < found.length; at++) found[at] = values[order[at] as number] as number
  return found
}

/** The rows of suppliers with nodes numbered in the order of the sweep, so that a sweep reads memory from end to end. */
function arrangedRows({ nodes, arcs, upstream, upWeight }: SupplyGraph, order: Uint32Array) {
  const place = new Uint32Array(nodes)
  for (let at = 0; at < nodes; at++) place[order[at] as number] = at
  const begin = new Uint32Array(nodes + 1)
  const suppliers = new Uint32Array(arcs)
  const weights = new Float64Array(arcs)
  let filled = 0
  for (let at = 0; at < nodes; at++) {
    const v = order[at] as number
    for (let arc = upstream.offsets[v] as number; arc < (upstream.offsets[v + 1] as number); arc++) {
      suppliers[filled] = place[upstream.neighbours[arc] as number] as number
      weights[filled++] = upWeight[arc] as number
    }
    begin[at + 1] = filled
  }
  const identity = new Uint32Array(nodes)
  for (let at = 0; at < nodes; at++) identity[at] = at
  return { order: identity, begin, end: begin.subarray(1), suppliers, weights }
}

/** Where ranks begin, adding up to the number of nodes. */
export function startOf(nodes: number, personal?: ArrayLike<number>): Float64Array {
  if (!personal) return new Float64Array(nodes).fill(1)
  let sum = 0
  for (let v = 0; v < nodes; v++) sum += personal[v] as number
  if (!(sum > 0)) throw new RangeError('ranks must begin somewhere: all of `personal` is zero')
  return Float64Array.from({ length: nodes }, (_, v) => ((personal[v] as number) * nodes) / sum)
}

/** Damping over the sum of a node's outgoing weights; 0 where it has none. */
function outScale({ nodes, downstream, downWeight }: SupplyGraph, damping: number): Float64Array {
  const scale = new Float64Array(nodes)
  for (let v = 0; v < nodes; v++) {
    let sum = 0
    for (let arc = downstream.offsets[v] as number; arc < (downstream.offsets[v + 1] as number); arc++)
      sum += downWeight[arc] as number
    scale[v] = sum > 0 ? damping / sum : 0
  }
  return scale
}

/** Nodes such that, cycles apart, all who hand rank to a node stand before it. */
export function sweepOrder({ downstream }: SupplyGraph): Uint32Array {
  // Arcs lead to lower components: the highest come first.
  return membersOf(components(downstream)).nodes.reverse()
}

export function normalised(x: Float64Array): Float64Array {
  let sum = 0
  for (const value of x) sum += value
  const shares = new Float64Array(x.length)
  if (sum > 0) for (let v = 0; v < x.length; v++) shares[v] = (x[v] as number) / sum
  return shares
}
