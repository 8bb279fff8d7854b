import { localShares, prices, type TracedDefinition } from './shares.ts'
import { type ContentSystem, solveDown } from './system.ts'

/** What each lever would add to a rate, in points of the rate (0.01 is one percentage point). */
export interface Levers {
  /** Node by node: if all of its own value added were made here. */
  readonly byNode: Float64Array
  /**
   * Relation by relation: if what it brings were bought, at its price, from a maker wholly here. The gain of a share of
   * the purchase is that share of it.
   */
  readonly byRow: Float64Array
}

/**
 * The gain of every lever at once, by one solve of the transposed system (the adjoint): for each node, how much of its
 * output goes into the products through all tiers. For traced value added the gains are exact and add up as long as no
 * bought part is replaced twice; for roll-up and originating they hold while no other part crosses the threshold: re-rate
 * the chosen ones. Time: one solve, nodes + relations.
 */
export function levers(
  system: ContentSystem,
  demand: ArrayLike<number>,
  definition: TracedDefinition,
  threshold: number,
): Levers {
  const { network, inputs, quantity } = system
  const price = prices(system)
  const local = Float64Array.from(network.local, (of) => (Number.isNaN(of) ? 0 : of))
  const { share, originating } = localShares(system, price, definition, threshold, local)
  const counts = (from: number) =>
    originating[from] === 1 ? 1 : definition === 'originating' ? 0 : (share[from] as number)
  const isEnd = (arc: number) =>
    definition === 'originating' || originating[inputs.neighbours[arc] as number] === 1
  const flow = solveDown(system, demand, definition === 'traced_value_added' ? undefined : isEnd)
  let whole = 0
  for (let node = 0; node < network.nodes; node++)
    whole += ((demand[node] as number) || 0) * (price[node] as number)
  const byNode = new Float64Array(network.nodes)
  const byRow = new Float64Array(network.supplier.length)
  for (let node = 0; node < network.nodes; node++) {
    const much = flow[node] as number
    if (much === 0) continue
    byNode[node] = (much * (network.valueAdded[node] as number) * (1 - (local[node] as number))) / whole
    for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++) {
      const from = inputs.neighbours[arc] as number
      const gain = 1 - counts(from)
      if (gain > 0)
        byRow[inputs.rows[arc] as number] =
          (much * (quantity[arc] as number) * (price[from] as number) * gain) / whole
    }
  }
  return { byNode, byRow }
}
