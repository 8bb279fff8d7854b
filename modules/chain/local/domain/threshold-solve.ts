import type { System } from './content.ts'

const TOLERANCE = 1e-13
const MOST_SWEEPS = 2_000

/**
 * What of each node's output counts as local under a rule with a threshold, where single purchases bring more than their
 * supplier does (`boost`, by arc): the what-if of a lever, for which the engine's shares know no arcs. Sweeps that use
 * each new value at once, from the last node to the first: lines stand after what they go into and firms after lines, so
 * only cycles among firms take more than one sweep; they begin with nothing and grow to the least solution.
 */
export function solveBoosted(
  { offsets, suppliers, quantities }: System,
  own: ArrayLike<number>,
  counted: (content: number) => number,
  boost: Float64Array,
): Float64Array {
  const nodes = own.length
  const x = new Float64Array(nodes)
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0
    for (let node = nodes - 1; node >= 0; node--) {
      let sum = own[node] as number
      for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
        const content = (x[suppliers[arc] as number] as number) + (boost[arc] as number)
        sum += (quantities[arc] as number) * counted(content)
      }
      change = Math.max(change, Math.abs(sum - (x[node] as number)) / Math.max(1, Math.abs(sum)))
      x[node] = sum
    }
    if (change <= TOLERANCE) break
  }
  return x
}

/** How much of a part's value counts one tier up, given its local share. */
export function ruleOf(
  definition: 'roll_up' | 'originating',
  threshold: number,
): (content: number) => number {
  // A share that should be exactly the threshold may lie a rounding error below it.
  const isOrigin = (content: number) => content >= threshold - 1e-12
  return definition === 'roll_up'
    ? (content) => (isOrigin(content) ? 1 : content)
    : (content) => (isOrigin(content) ? 1 : 0)
}
