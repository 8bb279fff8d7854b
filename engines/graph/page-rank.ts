import { components, membersOf } from './components.ts'
import { type PackedRows, packedSystem, sweepToRest } from './rank-sweeps.ts'
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
 * (Del Corso, Gulli and Romani 2005). It is solved one strongly connected component after the other, from those that
 * nobody supplies on: a firm outside all cycles takes one step, a component of several firms takes Gauss-Seidel sweeps over
 * its own relations.
 */
export function pageRank(graph: SupplyGraph, options: PageRankOptions = {}): PageRank {
  const { damping = 0.85, tolerance = 1e-10, onSweep } = options
  const { nodes } = graph
  const x = startOf(nodes, options.personal)
  const handed = new Float64Array(nodes)
  const parts = components(graph.downstream)
  const { scale, inside } = sharesOf(graph, parts.of, damping)
  // Arcs lead to lower components: from the end, what a component gets is known when it begins.
  const { offsets, nodes: members } = membersOf(parts)
  const place = new Uint32Array(nodes)
  for (let at = 0; at < nodes; at++) place[members[at] as number] = at
  let sweeps = 0
  let error = 0
  for (let part = parts.count - 1; part >= 0; part--) {
    const [first, end] = [offsets[part] as number, offsets[part + 1] as number]
    const firms = members.subarray(first, end)
    if (firms.length === 1) settleOne(graph, firms[0] as number, x, scale, handed)
    else {
      const { rows, begun } = rowsInside(graph, firms, { first, end, place, x, handed, scale, inside })
      const found = sweepToRest(packedSystem(rows, damping, begun), tolerance, onSweep)
      sweeps = Math.max(sweeps, found.sweeps)
      error = Math.max(error, found.error)
      for (let at = 0; at < firms.length; at++) {
        const v = firms[at] as number
        x[v] = rows.x[at] as number
        handed[v] = (x[v] as number) * (scale[v] as number)
      }
    }
  }
  return { rank: normalised(x), sweeps, error }
}

/** The rank of a firm that stands in no cycle but its own, from those who supply it; `x` holds where its rank begins. */
function settleOne(
  { upstream, upWeight }: SupplyGraph,
  v: number,
  x: Float64Array,
  scale: Float64Array,
  handed: Float64Array,
): void {
  const { offsets, neighbours } = upstream
  let sum = x[v] as number
  let own = 0
  for (let arc = offsets[v] as number; arc < (offsets[v + 1] as number); arc++) {
    const from = neighbours[arc] as number
    if (from === v) own += upWeight[arc] as number
    else sum += (upWeight[arc] as number) * (handed[from] as number)
  }
  const rank = sum / (1 - own * (scale[v] as number))
  x[v] = rank
  handed[v] = rank * (scale[v] as number)
}

/**
 * A component as a system of its own: its firms numbered anew, their rows end to end so that a sweep reads memory in
 * sequence; what comes from other components is added to where ranks begin, and what a firm hands to itself is solved for.
 */
function rowsInside(
  { upstream, upWeight }: SupplyGraph,
  firms: Uint32Array,
  at: {
    /** Where the component begins and ends among the places of all firms. */
    readonly first: number
    readonly end: number
    readonly place: Uint32Array
    readonly x: Float64Array
    readonly handed: Float64Array
    readonly scale: Float64Array
    readonly inside: Float64Array
  },
): { rows: PackedRows; begun: number } {
  const { offsets, neighbours } = upstream
  const { first, end, place, x, handed, scale } = at
  const size = firms.length
  let most = 0
  for (let i = 0; i < size; i++) {
    const v = firms[i] as number
    most += (offsets[v + 1] as number) - (offsets[v] as number)
  }
  const begin = new Uint32Array(size + 1)
  const suppliers = new Uint32Array(most)
  const parts = new Float64Array(most)
  const start = new Float64Array(size)
  const inside = new Float64Array(size)
  let filled = 0
  let begun = 0
  for (let i = 0; i < size; i++) {
    const v = firms[i] as number
    const from = filled
    let sum = x[v] as number
    let own = 0
    const last = offsets[v + 1] as number
    for (let arc = offsets[v] as number; arc < last; arc++) {
      const supplier = neighbours[arc] as number
      const weight = upWeight[arc] as number
      const there = place[supplier] as number
      if (there < first || there >= end) sum += weight * (handed[supplier] as number)
      else if (supplier === v) own += weight * (scale[v] as number)
      else {
        suppliers[filled] = there - first
        parts[filled++] = weight * (scale[supplier] as number)
      }
    }
    begun += sum
    inside[i] = at.inside[v] as number
    start[i] = sum / (1 - own)
    if (own > 0) for (let arc = from; arc < filled; arc++) parts[arc] = (parts[arc] as number) / (1 - own)
    begin[i + 1] = filled
  }
  return { rows: { begin, suppliers, parts, start, inside, x: start.slice() }, begun }
}

/** Where ranks begin, adding up to the number of nodes. */
export function startOf(nodes: number, personal?: ArrayLike<number>): Float64Array {
  if (!personal) return new Float64Array(nodes).fill(1)
  let sum = 0
  for (let v = 0; v < nodes; v++) sum += personal[v] as number
  if (!(sum > 0)) throw new RangeError('ranks must begin somewhere: all of `personal` is zero')
  return Float64Array.from({ length: nodes }, (_, v) => ((personal[v] as number) * nodes) / sum)
}

/**
 * Damping over the sum of a node's outgoing weights, 0 where it has none; and of its rank, the share that it hands on
 * within its component.
 */
function sharesOf({ nodes, downstream, downWeight }: SupplyGraph, partOf: Uint32Array, damping: number) {
  const { offsets, neighbours } = downstream
  const scale = new Float64Array(nodes)
  const inside = new Float64Array(nodes)
  for (let v = 0; v < nodes; v++) {
    const part = partOf[v]
    let sum = 0
    let within = 0
    for (let arc = offsets[v] as number; arc < (offsets[v + 1] as number); arc++) {
      const weight = downWeight[arc] as number
      sum += weight
      if (partOf[neighbours[arc] as number] === part) within += weight
    }
    if (sum === 0) continue
    scale[v] = damping / sum
    inside[v] = within * (scale[v] as number)
  }
  return { scale, inside }
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
