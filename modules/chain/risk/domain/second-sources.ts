import { cascadeOf, FREE_SLOT, type RiskNetwork } from '#engines/systemic-risk'

/** What the further supplier takes over of the buyer's purchases. */
export const SECOND_SHARE = 0.5
/** A buyer with this share from one firm has no other source. */
const SOLE = 1 - 1e-9
/** Slots worked out, those of the largest buyers. */
const MOST = 40

/** A need of a buyer that only the failing firm meets, and ESRI with a further, independent supplier for it. */
export interface SecondSlot {
  readonly buyer: number
  readonly sector: number
  /** In the unit of the amounts. */
  readonly amount: number
  readonly dependence: number
  readonly esri: number
}
export interface SecondReply {
  readonly esri: number
  readonly withAll: number
  readonly slots: readonly SecondSlot[]
  /** Needs that were not worked out one by one. */
  readonly more: number
}

/**
 * What second sources would save of a firm's failing. For each essential input that a buyer has from it alone, a further
 * supplier takes over {@link SECOND_SHARE} of it; that supplier is outside the chain's troubles, so that the relation's share
 * is all that changes and the rest of the network stays as it is.
 */
export function secondSources(network: RiskNetwork, firm: number, eps: number): SecondReply {
  const downShare = network.downShare.slice()
  const shocks = cascadeOf({ ...network, downShare }, { eps })
  const esri = shocks.firm(firm).esri
  const sole = soleNeeds(network, firm)
  const slots: SecondSlot[] = []
  for (const arc of sole.slice(0, MOST)) {
    const dependence = downShare[arc] as number
    downShare[arc] = dependence * (1 - SECOND_SHARE)
    const slot = network.downSlot[arc] as number
    slots.push({
      buyer: network.downBuyer[arc] as number,
      sector: network.slotSector[slot] as number,
      amount: (network.slotAmount[slot] as number) * dependence,
      dependence,
      esri: shocks.firm(firm).esri,
    })
    downShare[arc] = dependence
  }
  for (const arc of sole) downShare[arc] = (downShare[arc] as number) * (1 - SECOND_SHARE)
  const withAll = shocks.firm(firm).esri
  return {
    esri,
    withAll,
    slots: slots.sort((a, b) => a.esri - b.esri || a.buyer - b.buyer),
    more: Math.max(0, sole.length - MOST),
  }
}

/** Relations of a firm that are a buyer's only source of an essential input, those of the largest buyers first. */
function soleNeeds(network: RiskNetwork, firm: number): number[] {
  const { positionOffsets, downOffsets, downSlot, downShare, downBuyer, slotSector, output } = network
  const arcs: number[] = []
  const from = downOffsets[positionOffsets[firm] as number] as number
  const to = downOffsets[positionOffsets[firm + 1] as number] as number
  for (let arc = from; arc < to; arc++)
    if (slotSector[downSlot[arc] as number] !== FREE_SLOT && (downShare[arc] as number) >= SOLE)
      arcs.push(arc)
  const size = (arc: number) => output[downBuyer[arc] as number] as number
  return arcs.sort((a, b) => size(b) - size(a) || a - b)
}
