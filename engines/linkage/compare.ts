import type { CandidatePairs, Comparison } from './types.ts'

/** For each comparison the level of each pair, plus one; 0 where one of the rows says nothing. */
export type LevelColumns = readonly Uint8Array[]

/** Compares all candidate pairs, comparison by comparison. */
export function compareAll(
  pairs: Pick<CandidatePairs, 'left' | 'right'>,
  comparisons: readonly Comparison[],
  onProgress?: (share: number) => void,
): LevelColumns {
  const { left, right } = pairs
  return comparisons.map((comparison, at) => {
    const levels = new Uint8Array(left.length)
    for (let i = 0; i < left.length; i++) {
      levels[i] = comparison.compare(left[i]!, right[i]!) + 1
      if (onProgress && (i & 0xffff) === 0) onProgress((at + i / left.length) / comparisons.length)
    }
    return levels
  })
}

/** Pairs of one pattern of levels are treated alike: the patterns met, and which one each pair has. */
export interface Patterns {
  readonly count: number
  /** Level plus one by pattern and comparison: `levels[pattern * comparisons + comparison]`. */
  readonly levels: Uint8Array
  readonly patternOf: Int32Array
}

/**
 * The distinct patterns of the columns.
 *
 * @throws RangeError where there are more patterns possible than exact numbers (some 18 comparisons of 6 levels)
 */
export function patternsOf(columns: LevelColumns, comparisons: readonly Comparison[]): Patterns {
  const possible = comparisons.reduce((product, { levels }) => product * (levels.length + 1), 1)
  if (possible > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`${comparisons.length} comparisons have too many patterns of levels`)
  const pairs = columns[0]?.length ?? 0
  const numbers = new Map<number, number>()
  const codes: number[] = []
  const patternOf = new Int32Array(pairs)
  for (let i = 0; i < pairs; i++) {
    let code = 0
    for (let c = 0; c < columns.length; c++)
      code = code * (comparisons[c]!.levels.length + 1) + columns[c]![i]!
    let number = numbers.get(code)
    if (number === undefined) {
      number = codes.length
      numbers.set(code, number)
      codes.push(code)
    }
    patternOf[i] = number
  }
  const levels = new Uint8Array(codes.length * columns.length)
  codes.forEach((code, pattern) => {
    let rest = code
    for (let c = columns.length - 1; c >= 0; c--) {
      const radix = comparisons[c]!.levels.length + 1
      levels[pattern * columns.length + c] = rest % radix
      rest = Math.floor(rest / radix)
    }
  })
  return { count: codes.length, levels, patternOf }
}
