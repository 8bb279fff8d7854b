import { packColumns, sharedRows } from './bits.ts'
import type { Presence } from './presence.ts'

/** Proximity of nodes and what regions have around each node. */
export interface Relatedness {
  readonly proximity: Float64Array
  /** Sum of each row of the proximity. */
  readonly reach: Float64Array
}

/**
 * Proximity (Hidalgo et al. 2007): of the regions that have the more common one of two nodes, the share that has both; zero
 * on the diagonal, as in the Stata program. Time: nodes² × regions / 32.
 */
export function relatednessOf({ regions, nodes, presence, ubiquity, activeNodes }: Presence): Relatedness {
  const columns = packColumns(regions, nodes, presence)
  const proximity = new Float64Array(nodes * nodes)
  for (let i = 0; i < activeNodes.length; i++) {
    const a = activeNodes[i]!
    for (let j = i + 1; j < activeNodes.length; j++) {
      const b = activeNodes[j]!
      const shared = sharedRows(columns, a, b)
      if (shared === 0) continue
      const value = shared / Math.max(ubiquity[a]!, ubiquity[b]!)
      proximity[a * nodes + b] = value
      proximity[b * nodes + a] = value
    }
  }
  const reach = new Float64Array(nodes)
  for (let a = 0; a < nodes; a++) {
    let sum = 0
    for (let at = a * nodes, end = at + nodes; at < end; at++) sum += proximity[at]!
    reach[a] = sum
  }
  return { proximity, reach }
}

/** For every region and node: proximity to what the region has, and weighted proximity to what it lacks. */
export interface Surroundings {
  readonly held: Float64Array
  readonly lacking: Float64Array
}

/**
 * For every region the sum of the proximity of each node to the nodes that it has, and the sum, weighted by the node
 * summed over, to those that it lacks. Both come from one pass over the rarer of the two kinds, the other kind being the
 * rest of the whole. Time: half of regions × nodes², at most.
 */
export function surroundings(
  { nodes, presence, activeRegions, activeNodes }: Presence,
  { proximity, reach }: Relatedness,
  weights: Float64Array,
): Surroundings {
  const held = new Float64Array(presence.length)
  const lacking = new Float64Array(presence.length)
  const whole = new Float64Array(nodes)
  addRows(new Float64Array(nodes), whole, proximity, activeNodes, weights)
  const chosen = new Uint32Array(activeNodes.length)
  for (const r of activeRegions) {
    let has = 0
    for (const b of activeNodes) has += presence[r * nodes + b]!
    const rarer = 2 * has <= activeNodes.length ? 1 : 0
    let count = 0
    for (const b of activeNodes) if (presence[r * nodes + b] === rarer) chosen[count++] = b
    const plain = held.subarray(r * nodes, (r + 1) * nodes)
    const weighted = lacking.subarray(r * nodes, (r + 1) * nodes)
    addRows(plain, weighted, proximity, chosen.subarray(0, count), weights)
    if (rarer === 1) for (let n = 0; n < nodes; n++) weighted[n] = whole[n]! - weighted[n]!
    else for (let n = 0; n < nodes; n++) plain[n] = reach[n]! - plain[n]!
  }
  return { held, lacking }
}

/** Adds rows of the proximity, plain and weighted, four at a time: the sums are read and written a quarter as often. */
function addRows(
  plain: Float64Array,
  weighted: Float64Array,
  proximity: Float64Array,
  chosen: Uint32Array,
  weights: Float64Array,
): void {
  const nodes = plain.length
  let at = 0
  for (; at + 3 < chosen.length; at += 4) {
    const a = chosen[at]! * nodes
    const b = chosen[at + 1]! * nodes
    const c = chosen[at + 2]! * nodes
    const d = chosen[at + 3]! * nodes
    const wa = weights[chosen[at]!]!
    const wb = weights[chosen[at + 1]!]!
    const wc = weights[chosen[at + 2]!]!
    const wd = weights[chosen[at + 3]!]!
    for (let n = 0; n < nodes; n++) {
      const pa = proximity[a + n]!
      const pb = proximity[b + n]!
      const pc = proximity[c + n]!
      const pd = proximity[d + n]!
      plain[n]! += pa + pb + pc + pd
      weighted[n]! += wa * pa + wb * pb + wc * pc + wd * pd
    }
  }
  for (; at < chosen.length; at++) {
    const a = chosen[at]! * nodes
    const wa = weights[chosen[at]!]!
    for (let n = 0; n < nodes; n++) {
      plain[n]! += proximity[a + n]!
      weighted[n]! += wa * proximity[a + n]!
    }
  }
}
