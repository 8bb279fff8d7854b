import { localShares, prices } from './shares.ts'
import { type ContentSystem, solveDown } from './system.ts'
import type { Definition } from './types.ts'

/**
 * What makes a rate: parts of it that add up to it. A contribution by a node is its own local value added; one by a row is
 * a relation whose part counts in full (or, of the first tier, is local).
 */
export interface Contributions {
  readonly byNode: Float64Array
  /** In the order of the network's relations. */
  readonly byRow: Float64Array
}

/**
 * Takes the lower bound of a rate (what is unknown counts as foreign) apart, so that every figure leads to its records:
 * the sum of all contributions is the rate.
 */
export function contributions(
  system: ContentSystem,
  demand: ArrayLike<number>,
  definition: Definition,
  threshold: number,
): Contributions {
  const { network, inputs, quantity } = system
  const price = prices(system)
  const byNode = new Float64Array(network.nodes)
  const byRow = new Float64Array(network.supplier.length)
  const local = Float64Array.from(network.local, (of) => (Number.isNaN(of) ? 0 : of))
  if (definition === 'part_count' || definition === 'tier1_spend') {
    const weight = (product: number, arc: number) => {
      const much = quantity[arc] as number
      if (definition === 'part_count') return much > 0 ? 1 : 0
      return (demand[product] as number) * much * (price[inputs.neighbours[arc] as number] as number)
    }
    let whole = 0
    eachInput(system, demand, (product, arc) => {
      whole += weight(product, arc)
    })
    eachInput(system, demand, (product, arc) => {
      const of = local[inputs.neighbours[arc] as number] as number
      byRow[inputs.rows[arc] as number] = (weight(product, arc) * of) / whole
    })
    return { byNode, byRow }
  }
  let whole = 0
  for (let node = 0; node < network.nodes; node++)
    whole += ((demand[node] as number) || 0) * (price[node] as number)
  const { originating } = localShares(system, price, definition, threshold, local)
  // What counts in full, or not at all, is not looked into: its relation is where the trace ends.
  const isEnd = (arc: number) =>
    definition === 'originating' ||
    (definition === 'roll_up' && originating[inputs.neighbours[arc] as number] === 1)
  const flow = solveDown(system, demand, definition === 'traced_value_added' ? undefined : isEnd)
  for (let node = 0; node < network.nodes; node++) {
    const much = flow[node] as number
    if (much === 0) continue
    byNode[node] = (much * (network.valueAdded[node] as number) * (local[node] as number)) / whole
    if (definition === 'traced_value_added') continue
    for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++) {
      const from = inputs.neighbours[arc] as number
      if (isEnd(arc) && originating[from] === 1)
        byRow[inputs.rows[arc] as number] =
          (much * (quantity[arc] as number) * (price[from] as number)) / whole
    }
  }
  return { byNode, byRow }
}

function eachInput(
  { network, inputs }: ContentSystem,
  demand: ArrayLike<number>,
  visit: (product: number, arc: number) => void,
): void {
  for (let product = 0; product < network.nodes; product++) {
    if (!(demand[product] as number)) continue
    for (let arc = inputs.offsets[product] as number; arc < (inputs.offsets[product + 1] as number); arc++)
      visit(product, arc)
  }
}
