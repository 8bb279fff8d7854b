import { components } from './components.ts'
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
  const { offsets, neighbours } = graph.upstream
  const x = Float64Array.from(start)
  const { sweeps, error } = sweepToRest(
    {
      order: sweepOrder(graph),
      begin: offsets,
      end: offsets.subarray(1),
      suppliers: neighbours,
      weights: graph.upWeight,
      start,
      scale: outScale(graph, damping),
      damping,
      x,
    },
    tolerance,
    options.onSweep,
  )
  return { rank: normalised(x), sweeps, error }
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
  const { count, of } = components(downstream)
  const offsets = new Uint32Array(count + 1)
  for (const component of of) (offsets[count - component] as number)++
  for (let c = 0; c < count; c++) offsets[c + 1] = (offsets[c + 1] as number) + (offsets[c] as number)
  const order = new Uint32Array(of.length)
  for (let v = 0; v < of.length; v++) {
    const place = count - 1 - (of[v] as number)
    order[offsets[place] as number] = v
    offsets[place] = (offsets[place] as number) + 1
  }
  return order
}

export function normalised(x: Float64Array): Float64Array {
  let sum = 0
  for (const value of x) sum += value
  return sum > 0 ? x.map((value) => value / sum) : x
}
