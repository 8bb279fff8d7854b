import type { RiskNetwork } from './types.ts'

/** Shocks whose missing demand is computed side by side. */
export const LANES = 4

/** What each firm sells: buyers and their shares of its output, in the order of firms. */
export interface Sales {
  readonly offsets: Uint32Array
  readonly buyer: Uint32Array
  readonly share: Float64Array
}

/** The relations by supplier, of a network that holds them by buyer. */
export function salesOf({ firms, upOffsets, upSupplier, upShare }: RiskNetwork): Sales {
  const offsets = new Uint32Array(firms + 1)
  for (let a = 0; a < upSupplier.length; a++) offsets[(upSupplier[a] as number) + 1]!++
  for (let i = 0; i < firms; i++) offsets[i + 1]! += offsets[i] as number
  const next = offsets.slice(0, firms)
  const buyer = new Uint32Array(upSupplier.length)
  const share = new Float64Array(upSupplier.length)
  for (let j = 0; j < firms; j++)
    for (let a = upOffsets[j] as number; a < (upOffsets[j + 1] as number); a++) {
      const at = next[upSupplier[a] as number]!++
      buyer[at] = j
      share[at] = upShare[a] as number
    }
  return { offsets, buyer, share }
}

/** Drops of this step from those of the last one, {@link LANES} numbers for each firm; adds them to the losses. */
function sweep(firms: number, sales: Sales, last: Float64Array, drop: Float64Array): void {
  const { offsets, buyer, share } = sales
  for (let i = 0; i < firms; i++) {
    let q0 = 0
    let q1 = 0
    let q2 = 0
    let q3 = 0
    const end = offsets[i + 1] as number
    for (let a = offsets[i] as number; a < end; a++) {
      const part = share[a] as number
      const x = (buyer[a] as number) * LANES
      q0 += part * (last[x] as number)
      q1 += part * (last[x + 1] as number)
      q2 += part * (last[x + 2] as number)
      q3 += part * (last[x + 3] as number)
    }
    const at = i * LANES
    drop[at] = q0
    drop[at + 1] = q1
    drop[at + 2] = q2
    drop[at + 3] = q3
  }
}

/** Adds the drops to the losses; the largest of each lane. */
function settle(firms: number, drop: Float64Array, loss: Float64Array, largest: Float64Array): void {
  let d0 = 0
  let d1 = 0
  let d2 = 0
  let d3 = 0
  for (let at = 0; at < firms * LANES; at += LANES) {
    const q0 = drop[at] as number
    const q1 = drop[at + 1] as number
    const q2 = drop[at + 2] as number
    const q3 = drop[at + 3] as number
    loss[at] = (loss[at] as number) + q0
    loss[at + 1] = (loss[at + 1] as number) + q1
    loss[at + 2] = (loss[at + 2] as number) + q2
    loss[at + 3] = (loss[at + 3] as number) + q3
    if (q0 > d0) d0 = q0
    if (q1 > d1) d1 = q1
    if (q2 > d2) d2 = q2
    if (q3 > d3) d3 = q3
  }
  largest[0] = d0
  largest[1] = d1
  largest[2] = d2
  largest[3] = d3
}

/** How far a leap may be from the steps it stands for, in a firm's loss. */
const LEAP_ERROR = 1e-14
/** Shorter leaps are not worth their arithmetic; the last steps are always made. */
const SHORTEST_LEAP = 8
const STEPS_LEFT = 3

/** Missing demand of several shocks of one whole firm each, in whole sweeps over the network. */
export interface UpLanes {
  readonly loss: Float64Array
  readonly drop: Float64Array
  readonly largest: Float64Array
  /** Takes a shock of `firm`; the caller writes loss and last drop of each firm at `firm * LANES + lane`. */
  enter(lane: number, firm: number): void
  leave(lane: number): void
  step(): void
  /**
   * Leaps over steps that differ from one another by one factor only, to shortly before the drops fall to `eps`.
   * @returns how many steps that were
   */
  leap(lane: number, eps: number): number
}

/**
 * Demand is lost linearly: each step's drops are the last step's, passed on by shares of output; the firm that stopped loses no
 * more. Each relation is read once for all lanes. After some steps the drops of a well-mixed network shrink by the same factor
 * everywhere (the leading eigenvalue): what thousands of steps would add is then a geometric series, which `leap` sums when
 * the remainder r of drop' = factor × drop + r proves that no firm's loss can be off by more than 1e-14: the drops to come
 * differ by at most |r| / (1 - factor)². The steps around the end are always made one by one, so their count is the true one.
 */
export function openUpLanes(network: RiskNetwork): UpLanes {
  const { firms } = network
  const sales = salesOf(network)
  const size = firms * LANES
  let last = new Float64Array(size)
  let drop = new Float64Array(size)
  const loss = new Float64Array(size)
  const largest = new Float64Array(LANES)
  const shocked = new Int32Array(LANES).fill(-1)

  function wipe(lane: number): void {
    for (let at = lane; at < size; at += LANES) {
      loss[at] = 0
      drop[at] = 0
      last[at] = 0
    }
  }

  return {
    loss,
    get drop() {
      return drop
    },
    largest,
    enter(lane, firm) {
      shocked[lane] = firm
    },
    leave(lane) {
      shocked[lane] = -1
      wipe(lane)
    },
    step() {
      const before = drop
      drop = last
      last = before
      sweep(firms, sales, last, drop)
      for (let lane = 0; lane < LANES; lane++) {
        const firm = shocked[lane] as number
        if (firm >= 0) drop[firm * LANES + lane] = 0
      }
      settle(firms, drop, loss, largest)
    },
    leap(lane, eps) {
      let along = 0
      let square = 0
      for (let at = lane; at < size; at += LANES) {
        const d = last[at] as number
        along += d * (drop[at] as number)
        square += d * d
      }
      const factor = along / square
      const most = largest[lane] as number
      if (!(factor > 0 && factor < 1 && most > eps)) return 0
      const count = Math.floor(Math.log(eps / most) / Math.log(factor)) - STEPS_LEFT
      if (!(count >= SHORTEST_LEAP)) return 0
      const allowed = LEAP_ERROR * (1 - factor) * (1 - factor)
      for (let at = lane; at < size; at += LANES)
        if (Math.abs((drop[at] as number) - factor * (last[at] as number)) > allowed) return 0
      const shrunk = factor ** count
      const sum = (factor * (1 - shrunk)) / (1 - factor)
      for (let at = lane; at < size; at += LANES) {
        const d = drop[at] as number
        loss[at] = (loss[at] as number) + d * sum
        drop[at] = d * shrunk
      }
      return count
    },
  }
}
