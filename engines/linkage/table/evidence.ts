import { PairKeys } from '../pair-keys.ts'
import type { CandidatePairs } from '../types.ts'

export interface EvidenceOptions {
  /** With two tables: the side of each row; only pairs across sides are candidates. */
  readonly sides?: Uint8Array
  /** Bits that two rows must share; default 0.6 of what tells one row from all others. */
  readonly bits?: number
  /** Candidates a row proposes at most, the strongest; default 20. */
  readonly neighbours?: number
  /** Looks into the index on average for each row; beyond, the commonest values are not looked up. Default 300. */
  readonly effort?: number
}

/**
 * Candidate pairs by what they share: each token (a value, a part of one) is worth log2(rows / rows that have it) bits,
 * and two rows whose shared tokens are worth enough are compared. Needs no rules: whether a surname alone or only a
 * surname with a place is enough follows from how common they are. The commonest tokens are left out where looking them
 * up would cost more than the effort allows.
 *
 * @param tokens numbers of the tokens of each row, each once
 */
export function candidatesByEvidence(
  tokens: readonly (readonly number[])[],
  count: number,
  options: EvidenceOptions = {},
): CandidatePairs {
  const size = tokens.length
  const bits = options.bits ?? 0.6 * Math.log2(Math.max(2, size))
  const neighbours = options.neighbours ?? 20
  const { starts, rows, worth } = index(tokens, count, (options.effort ?? 300) * size)
  const { sides } = options
  const shared = new Float32Array(size)
  const touched = new Int32Array(size)
  const keys = new PairKeys(size)
  for (let row = 0; row < size; row++) {
    let seen = 0
    for (const token of tokens[row]!) {
      const value = worth[token]!
      for (let p = starts[token]!; p < starts[token + 1]!; p++) {
        const other = rows[p]!
        if (shared[other] === 0) touched[seen++] = other
        shared[other]! += value
      }
    }
    let kept: number[] = []
    for (let at = 0; at < seen; at++) {
      const other = touched[at]!
      if (other !== row && shared[other]! >= bits && !(sides && sides[other] === sides[row])) kept.push(other)
    }
    if (kept.length > neighbours) {
      kept.sort((a, b) => shared[b]! - shared[a]! || a - b)
      kept = kept.slice(0, neighbours)
    }
    for (const other of kept) keys.add(row, other)
    for (let at = 0; at < seen; at++) shared[touched[at]!] = 0
  }
  const { left, right } = keys.pairs()
  return { left, right, dropped: [] }
}

function index(tokens: readonly (readonly number[])[], count: number, effort: number) {
  const rowsOf = new Int32Array(count)
  for (const list of tokens) for (const token of list) rowsOf[token]!++
  // The rarest first, until the effort is spent.
  const order = Int32Array.from(rowsOf.keys()).sort((a, b) => rowsOf[a]! - rowsOf[b]!)
  const kept = new Uint8Array(count)
  let spent = 0
  for (const token of order) {
    spent += rowsOf[token]! ** 2
    if (spent > effort) break
    if (rowsOf[token]! > 1) kept[token] = 1
  }
  const starts = new Int32Array(count + 1)
  for (let token = 0; token < count; token++)
    starts[token + 1] = starts[token]! + (kept[token] ? rowsOf[token]! : 0)
  const rows = new Int32Array(starts[count]!)
  const next = starts.slice()
  tokens.forEach((list, row) => {
    for (const token of list) if (kept[token]) rows[next[token]!++] = row
  })
  const worth = Float32Array.from(rowsOf, (n) => Math.log2(tokens.length / Math.max(1, n)))
  return { starts, rows, worth }
}
