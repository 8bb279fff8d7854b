import type { LevelColumns, Patterns } from './compare.ts'
import type { CandidatePairs, Comparison, LinkageModel } from './types.ts'

/** The adjustment for frequency is held to this many bits: one rare value is not a proof. */
const MOST_BITS = 6

/** What sharing a rare (or a common) value adds to the weight of agreeing: chance of agreeing over its frequency. */
export function frequencyWeight(chance: number, frequency: number): number {
  if (frequency <= 0 || chance <= 0) return 0
  return Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(chance / frequency)))
}

/** The parts of a pair's weight, in bits: the prior, then each comparison (0 where it says nothing); they add up. */
export interface WeightParts {
  readonly prior: number
  readonly comparisons: Float64Array
}

/**
 * The weight of a pattern of levels (plus one; 0 says nothing) part by part. With several classes a comparison counts
 * for what it adds after those before it, so that the parts add up to the log-odds of the whole.
 */
export function weightParts(model: LinkageModel, levels: ArrayLike<number>): WeightParts {
  const state = model.classes.map(({ share }) => share)
  const odds = () => {
    let matched = 0
    let other = 0
    model.classes.forEach(({ match }, k) => {
      if (match) matched += state[k]!
      else other += state[k]!
    })
    return Math.log2(matched / other)
  }
  const prior = odds()
  let before = prior
  const comparisons = new Float64Array(model.comparisons.length)
  for (let c = 0; c < comparisons.length; c++) {
    const level = levels[c]!
    if (level === 0) continue
    model.classes.forEach((one, k) => {
      state[k]! *= one.levels[c]![level - 1]!
    })
    const after = odds()
    comparisons[c] = after - before
    before = after
  }
  return { prior, comparisons }
}

/** Weight in bits of each pair: the prior, the levels and the frequencies. */
export function scorePairs(
  model: LinkageModel,
  pairs: Pick<CandidatePairs, 'left' | 'right'>,
  comparisons: readonly Comparison[],
  columns: LevelColumns,
  patterns: Patterns,
): Float32Array {
  const width = comparisons.length
  const base = new Float64Array(patterns.count)
  for (let p = 0; p < patterns.count; p++) {
    const parts = weightParts(model, patterns.levels.subarray(p * width, (p + 1) * width))
    base[p] = parts.comparisons.reduce((sum, part) => sum + part, parts.prior)
  }
  const adjusted = comparisons.flatMap((comparison, c) => (comparison.frequency ? [c] : []))
  return Float32Array.from(pairs.left, (left, i) => {
    let weight = base[patterns.patternOf[i]!]!
    for (const c of adjusted) {
      const level = columns[c]![i]!
      if (level === 0) continue
      const frequency = comparisons[c]!.frequency!(level - 1, left, pairs.right[i]!)
      weight += frequencyWeight(model.chance[c]!, frequency)
    }
    return weight
  })
}

/** Probability that follows from a weight in bits. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight)
}
