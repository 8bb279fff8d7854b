import { FREE_SLOT, type RiskNetwork, type Shock } from './types.ts'

/** Spare capacity of a firm for one sector, in the unit of the amounts (for the same period). */
export interface SpareCapacity {
  readonly firm: number
  readonly sector: number
  readonly amount: number
}

/** How a shock is followed day by day. */
export interface DaysOptions {
  readonly days: number
  /** Days of use that each buyer holds of each input: one number, or one for each firm. */
  readonly inventory: number | ArrayLike<number>
  /** Days after which each shocked firm produces in full again, in the order of the shock; without it, never. */
  readonly recovery?: ArrayLike<number>
  /** Who could supply more, and after how many days of shortage a buyer has taken them on. */
  readonly spare?: readonly SpareCapacity[]
  readonly onboarding?: number
  /** A firm stands still when it makes no more than this share of its normal output; 0 by default. */
  readonly stopped?: number
}

/** What happens to each firm; days count from 0, the day of the shock, and `NEVER` is -1. */
export interface DaysOutcome {
  /** Share of normal output lost by all firms, day by day. */
  readonly lost: Float64Array
  /** Amount bought from spare capacity, day by day, and the most that was ever drawn of each entry of `spare`. */
  readonly switched: Float64Array
  readonly drawn: Float64Array
  /** Time to survive: first day with less than normal output, of each firm. */
  readonly timeToSurvive: Int32Array
  /** First day on which the firm stands still. */
  readonly stopDay: Int32Array
  /** Time to recover: days from the first loss to the first day of normal output that lasts to the end. */
  readonly timeToRecover: Int32Array
  /** Days of normal output that each firm lost. */
  readonly lostDays: Float64Array
}

export const NEVER = -1
const SAME = 1e-9

/**
 * A shock followed in days: inventories delay it, recovery ends it, spare capacity of others replaces what is missing.
 * A discrete model of the family of Hallegatte 2008 (ARIO) and Inoue and Todo 2019:
 *
 * - a firm makes the least of its own capacity, its demand, and what its inventories of essential inputs allow; inputs that are
 *   not essential limit it by their weight in all its purchases;
 * - what a supplier makes is divided among its customers in proportion to their normal purchases;
 * - inventories start at their normal level; what is delivered on a day can be used from the next one on, and nothing that was
 *   delivered is lost;
 * - demand falls, a day later, by what customers want less, because they were shocked or have less demand themselves. A firm that waits for
 *   one input goes on ordering the others: its suppliers' loss by that is not counted here (the index's upstream side does);
 * - a buyer that was short of an essential input for `onboarding` days draws on spare capacity; where that is too small, all
 *   such buyers get the same share of what they lack. A firm with spare capacity offers it as far as it runs itself.
 *
 * @throws RangeError for options that are not valid
 * Time: days × (firms + relations). Memory: firms + slots.
 */
export function followDays(network: RiskNetwork, shock: Shock, options: DaysOptions): DaysOutcome {
  const { firms, slots, slotOffsets, slotSector, slotAmount } = network
  const { days, spare = [], onboarding = 0, stopped = 0 } = options
  check(network, shock, options)
  const stock = fullStock(network, options.inventory)
  const weight = freeWeights(network)
  const made = new Float64Array(firms).fill(1)
  const wanted = new Float64Array(firms).fill(1)
  const capacity = new Float64Array(firms)
  const received = new Float64Array(slots)
  const shortFor = new Uint32Array(slots)
  const spareOf = new Float64Array(network.sectors)
  const lackOf = new Float64Array(network.sectors)
  const outcome = {
    lost: new Float64Array(days),
    switched: new Float64Array(days),
    drawn: new Float64Array(spare.length),
    timeToSurvive: new Int32Array(firms).fill(NEVER),
    stopDay: new Int32Array(firms).fill(NEVER),
    timeToRecover: new Int32Array(firms).fill(NEVER),
    lostDays: new Float64Array(firms),
  }
  const lastLoss = new Int32Array(firms).fill(NEVER)

  function produce(day: number): void {
    capacity.fill(1)
    for (let s = 0; s < shock.firm.length; s++)
      if (day < (options.recovery ? (options.recovery[s] as number) : Number.POSITIVE_INFINITY))
        capacity[shock.firm[s] as number] = 1 - (shock.share ? (shock.share[s] as number) : 1)
    const demand = demandOf(network, wanted)
    for (let j = 0; j < firms; j++) {
      wanted[j] = Math.min(capacity[j] as number, demand[j] as number)
      let share = wanted[j] as number
      for (let slot = slotOffsets[j] as number; slot < (slotOffsets[j + 1] as number); slot++) {
        // What came yesterday is on the shelf with the inventory.
        const enough = Math.min(1, stock[slot] as number)
        const limit = slotSector[slot] === FREE_SLOT ? 1 - (weight[slot] as number) * (1 - enough) : enough
        if (limit < share) share = limit
      }
      made[j] = share < SAME ? 0 : share > 1 - SAME ? 1 : share
    }
  }

  function deliver(day: number): void {
    const { positions, positionFirm, downOffsets, downSlot, downShare } = network
    received.fill(0)
    for (let p = 0; p < positions; p++) {
      const share = made[positionFirm[p] as number] as number
      for (let a = downOffsets[p] as number; a < (downOffsets[p + 1] as number); a++)
        received[downSlot[a] as number]! += (downShare[a] as number) * share
    }
    for (let slot = 0; slot < slots; slot++)
      if (slotSector[slot] === FREE_SLOT) received[slot]! /= weight[slot] as number
    if (spare.length > 0) outcome.switched[day] = replaceMissing()
  }

  /** Buyers that have waited long enough draw on spare capacity; returns what they drew. */
  function replaceMissing(): number {
    spareOf.fill(0)
    lackOf.fill(0)
    for (const { firm, sector, amount } of spare) spareOf[sector]! += amount * (made[firm] as number)
    const lacking = (slot: number) =>
      Math.max(0, 1 - (received[slot] as number)) * (slotAmount[slot] as number)
    const isDue = (slot: number) =>
      slotSector[slot] !== FREE_SLOT && (shortFor[slot] as number) > onboarding && lacking(slot) > 0
    for (let slot = 0; slot < slots; slot++) {
      shortFor[slot] = (received[slot] as number) < 1 - SAME ? (shortFor[slot] as number) + 1 : 0
      if (isDue(slot)) lackOf[slotSector[slot] as number]! += lacking(slot)
    }
    let total = 0
    for (let slot = 0; slot < slots; slot++) {
      if (!isDue(slot)) continue
      const k = slotSector[slot] as number
      const drawn = lacking(slot) * Math.min(1, (spareOf[k] as number) / (lackOf[k] as number))
      received[slot]! += drawn / (slotAmount[slot] as number)
      total += drawn
    }
    for (const [at, { firm, sector, amount }] of spare.entries()) {
      if (spareOf[sector] === 0) continue
      const offered = amount * (made[firm] as number)
      const drawn = offered * Math.min(1, (lackOf[sector] as number) / (spareOf[sector] as number))
      outcome.drawn[at] = Math.max(outcome.drawn[at] as number, drawn)
    }
    return total
  }

  function store(): void {
    for (let j = 0; j < firms; j++)
      for (let slot = slotOffsets[j] as number; slot < (slotOffsets[j + 1] as number); slot++) {
        const left = Math.max(0, (stock[slot] as number) - (made[j] as number))
        stock[slot] = left + (received[slot] as number)
      }
  }

  function record(day: number): void {
    let lost = 0
    for (let j = 0; j < firms; j++) {
      const loss = 1 - (made[j] as number)
      if (loss <= 0) continue
      lost += loss * (network.output[j] as number)
      outcome.lostDays[j]! += loss
      lastLoss[j] = day
      if (outcome.timeToSurvive[j] === NEVER) outcome.timeToSurvive[j] = day
      if (outcome.stopDay[j] === NEVER && (made[j] as number) <= stopped) outcome.stopDay[j] = day
    }
    outcome.lost[day] = network.totalOutput > 0 ? lost / network.totalOutput : 0
  }

  for (let day = 0; day < days; day++) {
    produce(day)
    deliver(day)
    store()
    record(day)
  }
  for (let j = 0; j < firms; j++)
    if (lastLoss[j] !== NEVER && (lastLoss[j] as number) < days - 1)
      outcome.timeToRecover[j] = (lastLoss[j] as number) + 1 - (outcome.timeToSurvive[j] as number)
  return outcome
}

/** Normal stock of each slot at the start of a day, in days of use: the inventory and what came for the day itself. */
function fullStock(
  { firms, slots, slotOffsets }: RiskNetwork,
  inventory: number | ArrayLike<number>,
): Float64Array {
  const stock = new Float64Array(slots)
  for (let j = 0; j < firms; j++) {
    const held = typeof inventory === 'number' ? inventory : (inventory[j] as number)
    if (!(held >= 0)) throw new RangeError(`inventory ${held} of firm ${j}: must be 0 or more days`)
    stock.fill(held + 1, slotOffsets[j] as number, slotOffsets[j + 1] as number)
  }
  return stock
}

/** Weight of each slot of inputs that are not essential in all purchases. */
function freeWeights({ slots, downSlot, downShare }: RiskNetwork): Float64Array {
  const weight = new Float64Array(slots)
  for (let a = 0; a < downSlot.length; a++) weight[downSlot[a] as number]! += downShare[a] as number
  return weight
}

/** Share of normal demand that each firm meets, by what its customers want. */
function demandOf(
  { firms, upOffsets, upSupplier, upShare }: RiskNetwork,
  wanted: Float64Array,
): Float64Array {
  const demand = new Float64Array(firms).fill(1)
  for (let j = 0; j < firms; j++) {
    const missing = 1 - (wanted[j] as number)
    if (missing <= 0) continue
    for (let a = upOffsets[j] as number; a < (upOffsets[j + 1] as number); a++)
      demand[upSupplier[a] as number]! -= (upShare[a] as number) * missing
  }
  for (let i = 0; i < firms; i++) if ((demand[i] as number) < 0) demand[i] = 0
  return demand
}

function check(
  { firms, sectors }: RiskNetwork,
  shock: Shock,
  { days, spare, recovery, onboarding }: DaysOptions,
): void {
  if (!(Number.isInteger(days) && days > 0))
    throw new RangeError(`days ${days}: must be a whole number above 0`)
  if (onboarding !== undefined && !(onboarding >= 0))
    throw new RangeError(`onboarding ${onboarding}: must be 0 or more`)
  for (let s = 0; s < shock.firm.length; s++) {
    const firm = shock.firm[s] as number
    const share = shock.share ? (shock.share[s] as number) : 1
    if (!(firm >= 0 && firm < firms)) throw new RangeError(`firm ${firm}: there are ${firms}`)
    if (!(share >= 0 && share <= 1)) throw new RangeError(`share ${share} of firm ${firm}: must be 0 … 1`)
    if (recovery && !((recovery[s] as number) >= 0))
      throw new RangeError(`recovery ${recovery[s]} of firm ${firm}: must be 0 or more days`)
  }
  for (const { firm, sector, amount } of spare ?? [])
    if (!(firm >= 0 && firm < firms && sector >= 0 && sector < sectors && amount >= 0))
      throw new RangeError(`spare capacity ${amount} of firm ${firm} for sector ${sector}`)
}
