/** Something that can be chosen: what it gains, and what it costs. */
export interface Choice {
  readonly gain: number
  readonly cost: number
}

export interface BestSet {
  /** Indices of the choices, by falling gain. */
  readonly chosen: readonly number[]
  readonly gain: number
  readonly cost: number
  /** No set can gain more than this. */
  readonly bound: number
  /** The set is proven to be the best. */
  readonly proven: boolean
}

/** Branches looked at before the search ends with what it has and says how far the bound is. */
const MOST_BRANCHES = 20_000

/**
 * The set of at most `count` choices within `budget` that gains most, where gains add up: branch and bound over the
 * choices by falling gain per cost; a branch is left when even its fractional filling (the smaller of that by budget and
 * that by count) gains no more than the best set found. Without a budget the `count` largest gains are the answer.
 */
export function bestSet(
  choices: readonly Choice[],
  count: number,
  budget = Number.POSITIVE_INFINITY,
): BestSet {
  const usable = [...choices.keys()].filter((at) => gainAt(at) > 0 && costAt(at) <= budget)
  const byGain = [...usable].sort((a, b) => gainAt(b) - gainAt(a) || a - b)
  const largest = byGain.slice(0, count)
  if (sum(largest, costAt) <= budget) return setOf(largest, sum(largest, gainAt), true)

  const order = [...usable].sort((a, b) => gainAt(b) / costAt(b) - gainAt(a) / costAt(a) || a - b)
  let best = greedy()
  let bestGain = sum(best, gainAt)
  let branches = 0
  const taken: number[] = []
  const whole = boundFrom(0, budget, count)
  search(0, budget, count, 0)
  const proven = branches <= MOST_BRANCHES
  return setOf(best, proven ? bestGain : whole, proven)

  function gainAt(at: number): number {
    return choices[at]?.gain ?? 0
  }
  function costAt(at: number): number {
    return choices[at]?.cost ?? 0
  }
  function setOf(chosen: readonly number[], bound: number, isProven: boolean): BestSet {
    return {
      chosen: [...chosen].sort((a, b) => gainAt(b) - gainAt(a) || a - b),
      gain: sum(chosen, gainAt),
      cost: sum(chosen, costAt),
      bound,
      proven: isProven,
    }
  }
  function greedy(): number[] {
    const set: number[] = []
    let left = budget
    for (const at of order)
      if (set.length < count && costAt(at) <= left) {
        set.push(at)
        left -= costAt(at)
      }
    return set
  }
  /** What choices from `from` on can gain at most. */
  function boundFrom(from: number, left: number, places: number): number {
    let room = left
    let byBudget = 0
    for (let k = from; k < order.length && room > 0; k++) {
      const at = order[k] as number
      const part = Math.min(1, room / Math.max(costAt(at), Number.MIN_VALUE))
      byBudget += part * gainAt(at)
      room -= costAt(at)
    }
    const gains = order
      .slice(from)
      .map(gainAt)
      .sort((a, b) => b - a)
    let byCount = 0
    for (let k = 0; k < Math.min(places, gains.length); k++) byCount += gains[k] as number
    return Math.min(byBudget, byCount)
  }
  function search(from: number, left: number, places: number, gained: number): void {
    if (gained > bestGain) {
      bestGain = gained
      best = [...taken]
    }
    if (from >= order.length || places === 0 || ++branches > MOST_BRANCHES) return
    if (gained + boundFrom(from, left, places) <= bestGain * (1 + 1e-12)) return
    const at = order[from] as number
    if (costAt(at) <= left) {
      taken.push(at)
      search(from + 1, left - costAt(at), places - 1, gained + gainAt(at))
      taken.pop()
    }
    search(from + 1, left, places, gained)
  }
}

function sum(chosen: readonly number[], of: (at: number) => number): number {
  return chosen.reduce((all, at) => all + of(at), 0)
}
