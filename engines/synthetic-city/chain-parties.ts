import type { ChainCapability, OutsideParty } from './chain-types.ts'
import { Rng } from './rng.ts'
import type { NodeInput } from './types.ts'

const PARTIES_PER_NODE = 3
/** Of this share of the parties nobody knows where they are. */
const UNKNOWN_REGION = 0.07

/** Invented firms outside the city, up to three for each node that makes or writes something. */
export function outsideParties(
  seed: number,
  taxonomy: readonly NodeInput[],
  regions: readonly { code: string }[],
): OutsideParty[] {
  const parties: OutsideParty[] = []
  for (const [at, node] of taxonomy.entries()) {
    if (node.tier < 2 || node.stage === 'downstream') continue
    const rng = new Rng(seed, 41, at)
    const count = rng.between(1, PARTIES_PER_NODE)
    for (let k = 0; k < count; k += 1) {
      const number = String(parties.length + 1).padStart(3, '0')
      const isKnown = regions.length > 0 && !rng.chance(UNKNOWN_REGION)
      parties.push({
        synthetic: true,
        key: `party-${number}`,
        nameZh: isKnown ? `合成外地供应商-${number}（虚构）` : `合成产地不明供应商-${number}（虚构）`,
        regionCode: isKnown ? rng.pick(regions).code : null,
        nodeCode: node.code,
      })
    }
  }
  return parties
}

/** Who can make a node: firms of the city by their capabilities, parties outside by their node. */
export interface Makers {
  /** Of the node itself, else of what lies above it, so that a rare node still finds somebody. */
  inCity(node: NodeInput): readonly string[]
  outside(node: NodeInput): readonly OutsideParty[]
}

export function makersOf(
  byCode: ReadonlyMap<string, NodeInput>,
  capabilities: readonly ChainCapability[],
  parties: readonly OutsideParty[],
): Makers {
  const able = Map.groupBy(capabilities, ({ nodeCode }) => nodeCode)
  const firms = new Map<string, string[]>()
  for (const [code, list] of able) firms.set(code, [...new Set(list.map(({ key }) => key))].sort())
  const partiesByNode = Map.groupBy(parties, ({ nodeCode }) => nodeCode)
  const parentOf = (node: NodeInput) => byCode.get(node.parent ?? '')
  return {
    inCity(node) {
      const own = firms.get(node.code)
      if (own) return own
      const parent = parentOf(node)
      return (parent && parent.tier >= 2 && firms.get(parent.code)) || []
    },
    outside(node) {
      const parent = parentOf(node)
      return partiesByNode.get(node.code) ?? (parent && partiesByNode.get(parent.code)) ?? []
    },
  }
}
