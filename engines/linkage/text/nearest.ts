import { PairKeys } from '../pair-keys.ts'
import type { TokenVectors } from './vectors.ts'

export interface NearestOptions {
  /** Neighbours kept for each row; default 10. */
  readonly neighbours?: number
  /** Tokens on more rows of a side than this propose nobody (they still count once the pair is compared); default 500. */
  readonly commonest?: number
}

/** Pairs of rows in columns: `left` on side 0, `right` on side 1. */
export interface RowPairs {
  readonly left: Int32Array
  readonly right: Int32Array
}

/**
 * Candidate pairs across two sides: each row with its nearest rows of the other side by the cosine of any of the
 * vectors, found through an inverted index. A pair is given once.
 *
 * @param sides 0 or 1 for each row
 */
export function nearestAcross(
  spaces: readonly TokenVectors[],
  sides: Uint8Array,
  { neighbours = 10, commonest = 500 }: NearestOptions = {},
): RowPairs {
  const size = sides.length
  const keys = new PairKeys(size)
  const score = new Float64Array(size)
  const touched = new Int32Array(size)
  for (const space of spaces) {
    const postings = [0, 1].map((side) => postingsOf(space, sides, side, commonest))
    for (let row = 0; row < size; row++) {
      const { starts, rows, weights } = postings[1 - sides[row]!]!
      let count = 0
      for (let k = space.starts[row]!; k < space.starts[row + 1]!; k++) {
        const token = space.ids[k]!
        const weight = space.weights[k]!
        for (let p = starts[token]!; p < starts[token + 1]!; p++) {
          const other = rows[p]!
          if (score[other] === 0) touched[count++] = other
          score[other]! += weight * weights[p]!
        }
      }
      for (const other of strongest(touched.subarray(0, count), score, neighbours)) keys.add(row, other)
      for (let at = 0; at < count; at++) score[touched[at]!] = 0
    }
  }
  const { left: lower, right: higher } = keys.pairs()
  return {
    left: lower.map((row, at) => (sides[row] === 0 ? row : higher[at]!)),
    right: higher.map((row, at) => (sides[row] === 0 ? lower[at]! : row)),
  }
}

/** The `count` rows of the highest score, equal scores by row, by insertion into a short list. */
function strongest(rows: Int32Array, score: Float64Array, count: number): readonly number[] {
  const best: number[] = []
  for (const row of rows) {
    const value = score[row]!
    const last = best[count - 1]
    if (last !== undefined && (score[last]! > value || (score[last] === value && last < row))) continue
    let at = Math.min(best.length, count - 1)
    while (at > 0) {
      const before = best[at - 1]!
      if (score[before]! > value || (score[before] === value && before < row)) break
      best[at] = before
      at--
    }
    best[at] = row
  }
  return best
}

function postingsOf(space: TokenVectors, sides: Uint8Array, side: number, commonest: number) {
  const counts = new Int32Array(space.tokens)
  for (let row = 0; row < space.size; row++) {
    if (sides[row] !== side) continue
    for (let k = space.starts[row]!; k < space.starts[row + 1]!; k++) counts[space.ids[k]!]!++
  }
  const starts = new Int32Array(space.tokens + 1)
  for (let token = 0; token < space.tokens; token++) {
    starts[token + 1] = starts[token]! + (counts[token]! > commonest ? 0 : counts[token]!)
  }
  const rows = new Int32Array(starts[space.tokens]!)
  const weights = new Float64Array(rows.length)
  const next = starts.slice()
  for (let row = 0; row < space.size; row++) {
    if (sides[row] !== side) continue
    for (let k = space.starts[row]!; k < space.starts[row + 1]!; k++) {
      const token = space.ids[k]!
      if (starts[token] === starts[token + 1]) continue
      rows[next[token]!] = row
      weights[next[token]!++] = space.weights[k]!
    }
  }
  return { starts, rows, weights }
}
