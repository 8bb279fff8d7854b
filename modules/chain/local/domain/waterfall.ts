import { LOCAL, OUTSIDE } from '../../domain/network.ts'
import type { System } from './content.ts'

/** Value added at a tier, as shares of the cost of all vehicles. Tier 0 is the assembly. */
export interface Tier {
  readonly tier: number
  readonly local: number
  readonly outside: number
  readonly unknown: number
}

/** From this tier on everything is one bar. */
export const LAST_TIER = 5
const MOST_STEPS = 500

/** Where the value of given amounts of products is added, tier by tier; the shares of all tiers sum to 1. */
export function waterfall(
  { graph, offsets, suppliers, quantities }: System,
  demand: ArrayLike<number>,
): Tier[] {
  const nodes = graph.valueAdded.length
  const sums = Array.from({ length: LAST_TIER + 1 }, () => [0, 0, 0] as [number, number, number])
  let wave = Float64Array.from({ length: nodes }, (_, node) => demand[node] ?? 0)
  let total = 0
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = new Float64Array(nodes)
    const bar = sums[Math.min(step, LAST_TIER)] as [number, number, number]
    let added = 0
    let moved = 0
    for (let node = 0; node < nodes; node++) {
      const much = wave[node] as number
      if (much === 0) continue
      const value = much * (graph.valueAdded[node] as number)
      const at = graph.place[node]
      bar[at === LOCAL ? 0 : at === OUTSIDE ? 1 : 2] += value
      added += value
      for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
        const more = much * (quantities[arc] as number)
        const at = suppliers[arc] as number
        // Makers stand after the lines they make: this very round comes to them.
        if (graph.alias[node] === 1) wave[at] = (wave[at] as number) + more
        else {
          next[at] = (next[at] as number) + more
          moved += more
        }
      }
    }
    total += added
    wave = next
    if (moved <= 1e-12 * total) break
  }
  return sums.flatMap(([local, outside, unknown], tier) =>
    local + outside + unknown > 0
      ? [{ tier, local: local / total, outside: outside / total, unknown: unknown / total }]
      : [],
  )
}
