import type { DaysOptions, DaysOutcome, SpareCapacity } from '#engines/systemic-risk'
import { type Network, NONE } from '../../domain/network.ts'
import { horizonOf, type TimeAssumptions } from './assumptions.ts'
import type { RiskColumns } from './columns.ts'

/** Days of use that each firm holds of its inputs: as assumed for its node, or for its kind. */
export function inventoryOf({ firms, nodes }: Network, time: TimeAssumptions): Float64Array {
  const ofNode = Float64Array.from(nodes.code, (_, node) => {
    for (let at = node; at >= 0; at = nodes.parent[at] as number) {
      const told = time.nodeDays[nodes.code[at] as string]
      if (told !== undefined) return told
    }
    if (nodes.electronics[node] === 1) return time.electronicDays
    return nodes.parts[node] === 1 ? time.partDays : time.otherDays
  })
  return Float64Array.from(firms.node, (node) => (node === NONE ? time.otherDays : (ofNode[node] as number)))
}

/** Stages from which a maker is able to deliver: small batches and series. */
const ABLE_STAGE = 3

/**
 * Who could sell more of a node: what it sells there now × (1 − utilisation) ÷ utilisation, in the unit of the amounts. Makers
 * of unknown utilisation, and those that sell nothing of the node yet, are left out: nobody knows what they could spare.
 */
export function spareOf({ capabilities }: Network, columns: RiskColumns): SpareCapacity[] {
  const sold = new Map<number, number>()
  const keyOf = (firm: number, sector: number) => firm * columns.sectors + sector
  for (let arc = 0; arc < columns.amount.length; arc++) {
    const key = keyOf(columns.supplier[arc] as number, columns.arcSector[arc] as number)
    sold.set(key, (sold.get(key) ?? 0) + (columns.amount[arc] as number))
  }
  const spare = new Map<number, SpareCapacity>()
  for (let row = 0; row < capabilities.firm.length; row++) {
    const used = capabilities.utilisation[row] as number
    if (!(used > 0 && used < 1) || (capabilities.stage[row] as number) < ABLE_STAGE) continue
    const firm = capabilities.firm[row] as number
    const sector = capabilities.node[row] as number
    const sales = sold.get(keyOf(firm, sector))
    if (sales !== undefined)
      spare.set(keyOf(firm, sector), { firm, sector, amount: (sales * (1 - used)) / used })
  }
  return [...spare.values()]
}

/** How a shock of some firms is followed. The firms hit do not help out. */
export function daysOptions(
  network: Network,
  columns: RiskColumns,
  hit: Uint32Array,
  time: TimeAssumptions & { readonly stoppedFrom: number },
): DaysOptions & { readonly spare: readonly SpareCapacity[] } {
  const struck = new Set(hit)
  return {
    days: horizonOf(time),
    inventory: inventoryOf(network, time),
    recovery: new Float64Array(hit.length).fill(time.recoveryDays),
    spare: spareOf(network, columns).filter(({ firm }) => !struck.has(firm)),
    onboarding: time.onboardingDays,
    stopped: 1 - time.stoppedFrom,
  }
}

/** The whole network by day: share of output lost, firms that lose for the first time, firms that come to a standstill. */
export function timelineOf({ lost, timeToSurvive, stopDay }: DaysOutcome): {
  readonly horizon: number
  readonly curve: number[]
  readonly begins: number[]
  readonly stops: number[]
} {
  const perDay = (days: Int32Array) => {
    const counts = new Array<number>(lost.length).fill(0)
    for (const day of days) if (day >= 0) counts[day] = (counts[day] as number) + 1
    return counts
  }
  return { horizon: lost.length, curve: [...lost], begins: perDay(timeToSurvive), stops: perDay(stopDay) }
}
