import { type Column, type Csr, compress, inArcOrder, type Memory, ownMemory } from './csr.ts'

/** A supply network in both directions; plain arrays, so that it travels to a worker, or is shared with it, as it is. */
export interface SupplyGraph {
  readonly nodes: number
  readonly arcs: number
  /** For each firm whom it supplies. */
  readonly downstream: Csr
  /** For each firm who supplies it. */
  readonly upstream: Csr
  /** Weights in the order of the arcs of `downstream` and of `upstream`. */
  readonly downWeight: Float64Array
  readonly upWeight: Float64Array
}

/** Relations as columns: goods run from `from` to `to`. */
export interface GraphColumns {
  readonly nodes: number
  readonly from: Column
  readonly to: Column
  /** 0 or more; 1 where it is left out. */
  readonly weight?: Column
}

/**
 * Builds both directions of a directed multigraph.
 * @throws RangeError naming the row of an arc that leaves the nodes, or of a weight that is negative or no number
 */
export function supplyGraph(
  { nodes, from, to, weight }: GraphColumns,
  memory: Memory = ownMemory,
): SupplyGraph {
  const arcs = from.length
  if (weight) requireWeights(weight, arcs)
  const weights = weight ?? new Float64Array(arcs).fill(1)
  const downstream = compress(nodes, from, to, memory)
  const upstream = compress(nodes, to, from, memory)
  return {
    nodes,
    arcs,
    downstream,
    upstream,
    downWeight: inArcOrder(downstream, weights, memory),
    upWeight: inArcOrder(upstream, weights, memory),
  }
}

function requireWeights(weight: Column, arcs: number): void {
  if (weight.length !== arcs) throw new RangeError(`${weight.length} weights for ${arcs} arcs`)
  for (let row = 0; row < arcs; row++)
    if (!((weight[row] as number) >= 0 && (weight[row] as number) < Number.POSITIVE_INFINITY))
      throw new RangeError(`row ${row}: weight ${weight[row]} is not a number of 0 or more`)
}
