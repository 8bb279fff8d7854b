import type { LevelColumns, Patterns } from './compare.ts'
import type { CandidatePairs, Comparison, LinkageModel } from './types.ts'

/** The adjustment for frequency is held to this many bits: one rare value is not a proof. */
const MOST_BITS = 6

/** Weight in bits of a level of a comparison, and what the frequency of the shared value adds. */
export function levelWeight(model: LinkageModel, comparison: number, level: number): number {
  const known = model.comparisons[comparison]!.levels[level]!
  return Math.log2(known.m / known.u)
}

/** What sharing a rare (or a common) value adds to the weight of agreeing: chance of agreeing over its frequency. */
export function frequencyWeight(
  model: LinkageModel,
  at: number,
  comparison: Comparison,
  level: number,
  left: number,
  right: number,
): number {
  const frequency = comparison.frequency?.(level, left, right) ?? 0
  const chance = model.comparisons[at]!.chance
  if (frequency <= 0 || chance <= 0) return 0
  return Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(chance / frequency)))
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
    let weight = model.prior
    for (let c = 0; c < width; c++) {
      const level = patterns.levels[p * width + c]!
      if (level > 0) weight += levelWeight(model, c, level - 1)
    }
    base[p] = weight
  }
  const adjusted = comparisons.flatMap((comparison, c) => (comparison.frequency ? [c] : []))
  return Float32Array.from(pairs.left, (left, i) => {
    let weight = base[patterns.patternOf[i]!]!
    for (const c of adjusted) {
      const level = columns[c]![i]!
      if (level > 0) weight += frequencyWeight(model, c, comparisons[c]!, level - 1, left, pairs.right[i]!)
    }
    return weight
  })
}

/** Probability that follows from a weight in bits. */
export function probabilityOf(weight: number): number {
  return weight > 60 ? 1 : 1 - 1 / (1 + 2 ** weight)
}
