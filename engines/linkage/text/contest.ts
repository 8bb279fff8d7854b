import type { RowPairs } from './nearest.ts'

/** How much of its lead over rivals counts for a pair, beside its score. */
const LEAD = 0.5

/** Chosen pairs and, for comparison, pairs that are certainly wrong. */
export interface Standings {
  /** Of each chosen pair its score and half its lead over the best other candidate of either row. */
  readonly chosen: Float64Array
  /** The same of the best rival of each chosen pair, as if the pair it lost to were not there. */
  readonly rivals: Float64Array
}

/**
 * How the pairs of a one-to-one choice stand against their rivals. A row has at most one true partner, so the best rival
 * of a right pair is wrong for certain, and as likely as a wrong pair can be: it is the measure of chance. A right pair
 * is far ahead of all others; where many are alike, the score alone says little.
 *
 * @param side whose rows' rivals are looked at: the side with fewer rows
 */
export function standingsOf(
  { left, right }: RowPairs,
  score: Float64Array,
  chosen: Int32Array,
  sides: Uint8Array,
  side: 0 | 1,
): Standings {
  const lowest = score.reduce((low, x) => Math.min(low, x), 0)
  const isChosen = new Uint8Array(score.length)
  for (const pair of chosen) isChosen[pair] = 1
  const tops = topsOf({ left, right }, score, sides.length)
  const bestWithout = (row: number, excluded: (pair: number) => boolean) => {
    for (let k = 0; k < KEPT; k++) {
      const pair = tops[row * KEPT + k]!
      if (pair >= 0 && !excluded(pair)) return pair
    }
    return -1
  }
  const scoreOf = (pair: number) => (pair < 0 ? lowest : score[pair]!)
  const [own, other] = side === 0 ? [left, right] : [right, left]
  const rivals: number[] = []
  const standing = (pair: number, rival: number) => score[pair]! + LEAD * (score[pair]! - rival)
  const ofChosen = Float64Array.from(chosen, (pair) => {
    const rival = bestWithout(own[pair]!, (x) => x === pair)
    const elsewhere = bestWithout(other[pair]!, (x) => x === pair)
    if (rival >= 0) {
      const next = bestWithout(own[pair]!, (x) => x === pair || x === rival)
      const across = bestWithout(other[rival]!, (x) => x === rival || isChosen[x] === 1)
      rivals.push(standing(rival, Math.max(scoreOf(next), scoreOf(across))))
    }
    return standing(pair, Math.max(scoreOf(rival), scoreOf(elsewhere)))
  })
  return { chosen: ofChosen, rivals: Float64Array.from(rivals) }
}

/** Best candidates kept for each row: the chosen, the rival and the next. */
const KEPT = 3

function topsOf({ left, right }: RowPairs, score: Float64Array, size: number): Int32Array {
  const tops = new Int32Array(size * KEPT).fill(-1)
  const offer = (row: number, pair: number) => {
    let held = pair
    for (let at = row * KEPT; at < (row + 1) * KEPT; at++) {
      const there = tops[at]!
      if (there >= 0 && score[there]! >= score[held]!) continue
      tops[at] = held
      held = there
      if (held < 0) return
    }
  }
  for (let pair = 0; pair < score.length; pair++) {
    offer(left[pair]!, pair)
    offer(right[pair]!, pair)
  }
  return tops
}
