import type { Presence } from './presence.ts'
import type { Fitness } from './types.ts'

const CONVENTION = 19
const MOST = 5000
/** Relative change at which the values stand still. */
const STILL = 1e-10

/**
 * Fitness of regions and complexity of nodes (Tacchella et al. 2012): F = M Q, Q = 1 / (Mᵀ (1 / F)), both updated from the
 * step before and divided by their mean. Fitness of weak regions may tend to zero without end (Pugliese et al. 2016), so
 * the iteration is counted and its last change is told.
 *
 * @param converge until the largest relative change is below 1e-10, at most 5,000 updates
 * Time: ones of the presence per update.
 */
export function fitnessOf(
  { regions, nodes, presence, activeRegions, activeNodes }: Presence,
  { updates = CONVENTION, converge = false }: { readonly updates?: number; readonly converge?: boolean },
): Fitness {
  const held: Uint32Array[] = []
  for (const r of activeRegions) held[r] = activeNodes.filter((n) => presence[r * nodes + n])
  let region = ones(regions, activeRegions)
  let node = ones(nodes, activeNodes)
  let change = Number.POSITIVE_INFINITY
  let done = 0
  const most = converge ? MOST : updates
  while (done < most && !(converge && change < STILL)) {
    const nextRegion = new Float64Array(regions).fill(Number.NaN)
    const weakness = new Float64Array(nodes)
    for (const r of activeRegions) {
      let sum = 0
      const inverse = 1 / region[r]!
      for (const n of held[r]!) {
        sum += node[n]!
        weakness[n]! += inverse
      }
      nextRegion[r] = sum
    }
    const nextNode = new Float64Array(nodes).fill(Number.NaN)
    for (const n of activeNodes) nextNode[n] = 1 / weakness[n]!
    change = Math.max(settle(nextRegion, region, activeRegions), settle(nextNode, node, activeNodes))
    region = nextRegion
    node = nextNode
    done++
  }
  return { region, node, updates: done, change }
}

function ones(size: number, active: Uint32Array): Float64Array {
  const values = new Float64Array(size).fill(Number.NaN)
  for (const at of active) values[at] = 1
  return values
}

/** Divides by the mean and returns the largest relative change against the values before. */
function settle(values: Float64Array, before: Float64Array, active: Uint32Array): number {
  const mean = active.reduce((sum, at) => sum + values[at]!, 0) / active.length
  let change = 0
  for (const at of active) {
    values[at]! /= mean
    if (values[at] !== 0) change = Math.max(change, Math.abs(values[at]! / before[at]! - 1))
  }
  return change
}
