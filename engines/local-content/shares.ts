import { type ContentSystem, nodesOf, solveBlock, solveUp } from './system.ts'
import type { Definition } from './types.ts'

/** Definitions that look through all tiers. */
export type TracedDefinition = Exclude<Definition, 'part_count' | 'tier1_spend'>

/** A share that should be exactly the threshold may lie a rounding error below it. */
const EXACT = 1e-12

/** What of each node's output counts as local under a definition. */
export interface LocalShares {
  /** Counted value over price, 0 … 1. */
  readonly share: Float64Array
  /** 1 for nodes whose output counts in full one tier up. */
  readonly originating: Uint8Array
}

/** Price of a unit of each node: its own value added and what it takes of others. */
export function prices(system: ContentSystem): Float64Array {
  return solveUp(system, system.network.valueAdded)
}

/**
 * The local share of every node.
 *
 * - traced_value_added: local value added through all tiers over the price (Leontief; TiVA's domestic value added).
 * - roll_up: a part whose share reaches the threshold counts in full one tier up, its foreign content is forgotten; any
 *   other counts by its share (USMCA roll-up, panel ruling of 2023).
 * - originating: a part whose share reaches the threshold counts in full, any other not at all (US AALA, USMCA's value of
 *   non-originating materials).
 *
 * The last two can only grow with what counts in full, so in a cycle the least solution is taken: nothing counts in full
 * until its share says so. Beginning with the traced shares ends in the same place for roll-up, because the traced shares
 * lie below that solution.
 *
 * @param local 0 … 1 for each node: the network's own, or with what is unknown filled in
 */
export function localShares(
  system: ContentSystem,
  price: ArrayLike<number>,
  definition: TracedDefinition,
  threshold: number,
  local: ArrayLike<number>,
): LocalShares {
  const { network, inputs, quantity, blocks } = system
  const counted = new Float64Array(network.nodes)
  const originating = new Uint8Array(network.nodes)
  const isTraced = definition === 'traced_value_added'
  const rolls = definition === 'roll_up'
  const own = (node: number) => (network.valueAdded[node] as number) * (local[node] as number)
  const throughArcs = (node: number, isOutside: (from: number) => boolean): number => {
    let sum = own(node)
    for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++) {
      const from = inputs.neighbours[arc] as number
      const much = quantity[arc] as number
      if (originating[from] === 1) sum += much * (price[from] as number)
      else if (definition !== 'originating' && isOutside(from)) sum += much * (counted[from] as number)
    }
    return sum
  }
  for (let block = 0; block + 1 < blocks.offsets.length; block++) {
    const nodes = nodesOf(system, block)
    for (let isNew = true; isNew; ) {
      if (definition === 'originating')
        for (const node of nodes) counted[node] = throughArcs(node, () => true)
      else if (rolls && nodes.some((node) => originating[node] === 1))
        relax(system, nodes, block, counted, originating, throughArcs)
      else solveBlock(system, block, counted, throughArcs)
      isNew = false
      if (isTraced) break
      for (const node of nodes)
        if (
          originating[node] === 0 &&
          (counted[node] as number) >= (threshold - EXACT) * (price[node] as number)
        ) {
          // A node without any value would count as wholly local and wholly foreign alike.
          if ((price[node] as number) === 0) continue
          originating[node] = 1
          isNew = true
        }
      if (nodes.length === 1 && !feedsItself(system, nodes[0] as number)) break
    }
  }
  const share = counted.map((value, node) =>
    (price[node] as number) > 0 ? value / (price[node] as number) : 0,
  )
  return { share, originating }
}

function feedsItself({ inputs }: ContentSystem, node: number): boolean {
  for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++)
    if (inputs.neighbours[arc] === node) return true
  return false
}

const STILL = 1e-15
const MOST_SWEEPS = 100_000

/** Sweeps over a cycle of which some nodes count in full already: what they pass on is fixed, the rest comes to rest. */
function relax(
  { inputs, quantity, blockOf }: ContentSystem,
  nodes: Uint32Array,
  block: number,
  counted: Float64Array,
  originating: Uint8Array,
  fixed: (node: number, isOutside: (from: number) => boolean) => number,
): void {
  const base = Float64Array.from(nodes, (node) => fixed(node, (from) => blockOf[from] !== block))
  for (let round = 0; round < MOST_SWEEPS; round++) {
    let change = 0
    for (const [at, node] of nodes.entries()) {
      let sum = base[at] as number
      for (let arc = inputs.offsets[node] as number; arc < (inputs.offsets[node + 1] as number); arc++) {
        const from = inputs.neighbours[arc] as number
        if (blockOf[from] === block && originating[from] === 0)
          sum += (quantity[arc] as number) * (counted[from] as number)
      }
      change = Math.max(change, Math.abs(sum - (counted[node] as number)) / Math.max(1e-300, Math.abs(sum)))
      counted[node] = sum
    }
    if (change <= STILL) return
  }
}
