import type { Essentiality } from './types.ts'

/** A taxonomy of parts, nodes 0 … n - 1. */
export interface PartTree {
  /** Parent of each node, -1 for a root. */
  readonly parent: ArrayLike<number>
  /** 0 the whole product, 1 system, 2 assembly, 3 part, 4 material. */
  readonly tier: ArrayLike<number>
  /** 1 where the node is a service or a support, not something that is built in. */
  readonly service?: ArrayLike<number>
}

/** What is known of one pair of nodes: it has the last word. */
export interface EssentialityOverride {
  readonly input: number
  readonly buyer: number
  readonly value: Essentiality
}

const ASSEMBLY = 2

/**
 * Essentiality of each node as an input of each other node, told from where both stand in the tree. Rows are inputs, columns
 * the buyers' nodes, as `riskNetwork` takes it. The rule, first match:
 *
 * 1. a service is negligible (0): production goes on without it for a time;
 * 2. what stands below the buyer's node is built into it: essential (2);
 * 3. what stands under the same assembly (tier 2 or deeper) is fitted together with it: essential (2);
 * 4. the buyer's own node is bought from a peer: not essential (1);
 * 5. anything else comes from a sibling system: not essential (1).
 *
 * The rule is the product's own: product-level inputs spread a shock further than sectors do (Inoue and Todo 2024), and no
 * survey of essentiality exists at the level of parts. `overrides` correct it pair by pair.
 *
 * @throws RangeError when a parent or an override names no node, or the tree has a cycle
 * Time and memory: nodes².
 */
export function essentialityFromTree(
  { parent, tier, service }: PartTree,
  overrides: readonly EssentialityOverride[] = [],
): Uint8Array {
  const nodes = parent.length
  const above = Array.from({ length: nodes }, (_, node) => ancestorsOf(parent, node))
  const assembly = above.map((line, node) => [node, ...line].findLast((at) => tier[at] === ASSEMBLY))
  const matrix = new Uint8Array(nodes * nodes)
  for (let input = 0; input < nodes; input++) {
    const higher = new Set(above[input])
    for (let buyer = 0; buyer < nodes; buyer++) {
      if (service?.[input]) continue
      const isBelow = higher.has(buyer)
      const isBeside = input !== buyer && assembly[input] !== undefined && assembly[input] === assembly[buyer]
      // A whole assembly is not an input of its own parts.
      matrix[input * nodes + buyer] = isBelow || (isBeside && assembly[input] !== input) ? 2 : 1
    }
  }
  for (const { input, buyer, value } of overrides) {
    if (!(input >= 0 && input < nodes && buyer >= 0 && buyer < nodes))
      throw new RangeError(`override of nodes ${input} and ${buyer}: there are ${nodes}`)
    matrix[input * nodes + buyer] = value
  }
  return matrix
}

function ancestorsOf(parent: ArrayLike<number>, node: number): number[] {
  const line: number[] = []
  for (let at = parent[node] as number; at >= 0; at = parent[at] as number) {
    if (at >= parent.length) throw new RangeError(`parent ${at} of node ${node}: there are ${parent.length}`)
    if (line.length >= parent.length) throw new RangeError(`node ${node} is its own ancestor`)
    line.push(at)
  }
  return line
}
