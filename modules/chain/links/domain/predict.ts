import { type LinkPrediction, type LinkProposal, predictLinks } from '#engines/link-prediction'
import type { LinkInput } from './input.ts'
import { FLOOR, HIDDEN, MOST, PER_BUYER, PER_NODE, RANKED, SEED, SUPPLIERS_PER_NODE } from './limits.ts'

/** Learns from the known relations and proposes further ones. Buyers in, columns in; nothing is kept. */
export function predict(
  { network, firms, buyers, nodesPerBuyer }: LinkInput,
  onProgress: (share: number) => void,
): LinkPrediction {
  return predictLinks(
    network,
    firms,
    {
      top: RANKED,
      minProbability: FLOOR,
      hidden: HIDDEN,
      buyers,
      nodesPerBuyer,
      suppliersPerNode: SUPPLIERS_PER_NODE,
      onProgress,
    },
    SEED,
  )
}

/**
 * The proposals that people get to see, the likeliest first: not those already decided, and not too many for one node of a
 * buyer, one buyer and in all.
 *
 * @param isDecided whether somebody has already confirmed or refused that supplier, buyer and node
 */
export function chosen(
  proposals: readonly LinkProposal[],
  isDecided: (proposal: LinkProposal) => boolean,
): LinkProposal[] {
  const ofBuyer = new Map<number, number>()
  const ofNode = new Map<string, number>()
  const kept: LinkProposal[] = []
  for (const proposal of proposals) {
    const { buyer, node } = proposal
    const key = `${buyer} ${node}`
    const [inBuyer, inNode] = [ofBuyer.get(buyer) ?? 0, ofNode.get(key) ?? 0]
    if (kept.length >= MOST || inBuyer >= PER_BUYER || inNode >= PER_NODE || isDecided(proposal)) continue
    ofBuyer.set(buyer, inBuyer + 1)
    ofNode.set(key, inNode + 1)
    kept.push(proposal)
  }
  return kept
}
