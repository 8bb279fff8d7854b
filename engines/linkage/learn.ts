import type { Patterns } from './compare.ts'
import type { Comparison, ComparisonWeights, LinkageModel } from './types.ts'

export interface LearnOptions {
  /** Of each pair: 1 known to match, 0 known not to, -1 unknown. Known pairs teach, they need not exist. */
  readonly labels?: Int8Array
  /** Chances of each level among pairs that do not match, where they are known; they are then not learnt. */
  readonly chances?: readonly (readonly number[] | undefined)[]
  /** Share of all pairs that the comparison agrees on by chance, for the adjustment by frequency. */
  readonly agreement?: readonly number[]
  readonly rounds?: number
  /** First guess of the share of matches among the candidate pairs. */
  readonly share?: number
  /** A comparison whose every level below the best speaks against a match at most this often, for a start. */
  readonly start?: readonly (readonly number[] | undefined)[]
}

const ROUNDS = 200
const SETTLED = 1e-7
/** Pseudo-count of each level: nothing is ever impossible. */
const SMOOTHING = 0.5

/**
 * Learns how often each level is met among matches (m) and among the other candidate pairs (u), and the share of
 * matches, by expectation and maximisation over the patterns met (Fellegi and Sunter 1969; Winkler 1988). Pairs whose
 * label is known keep it. Levels that one of the rows leaves open say nothing.
 */
export function learn(
  patterns: Patterns,
  comparisons: readonly Comparison[],
  options: LearnOptions = {},
): LinkageModel {
  const width = comparisons.length
  const counts = countsOf(patterns, options.labels)
  const m = comparisons.map(({ levels }, c) => options.start?.[c]?.slice() ?? rising(levels.length))
  const u = comparisons.map(({ levels }, c) => options.chances?.[c]?.slice() ?? falling(levels.length))
  let share = options.share ?? 0.1
  for (let round = 0; round < (options.rounds ?? ROUNDS); round++) {
    const sumsM = comparisons.map(({ levels }) => new Float64Array(levels.length).fill(SMOOTHING))
    const sumsU = comparisons.map(({ levels }) => new Float64Array(levels.length).fill(SMOOTHING))
    let matches = 0
    let open = 0
    for (let p = 0; p < patterns.count; p++) {
      let odds = share / (1 - share)
      for (let c = 0; c < width; c++) {
        const level = patterns.levels[p * width + c]!
        if (level > 0) odds *= m[c]![level - 1]! / u[c]![level - 1]!
      }
      const unknown = counts.open[p]!
      const expected = odds === Number.POSITIVE_INFINITY ? unknown : (unknown * odds) / (1 + odds)
      matches += expected
      open += unknown
      const yes = expected + counts.yes[p]!
      const no = unknown - expected + counts.no[p]!
      for (let c = 0; c < width; c++) {
        const level = patterns.levels[p * width + c]!
        if (level === 0) continue
        sumsM[c]![level - 1]! += yes
        sumsU[c]![level - 1]! += no
      }
    }
    let moved = 0
    for (let c = 0; c < width; c++) {
      moved = Math.max(moved, settle(m[c]!, sumsM[c]!))
      if (!options.chances?.[c]) moved = Math.max(moved, settle(u[c]!, sumsU[c]!))
    }
    const next = Math.min(1 - 1e-9, Math.max(1e-9, open === 0 ? share : matches / open))
    moved = Math.max(moved, Math.abs(next - share))
    share = next
    if (moved < SETTLED) break
  }
  return {
    prior: Math.log2(share / (1 - share)),
    comparisons: comparisons.map(
      ({ name, levels }, c): ComparisonWeights => ({
        name,
        levels: levels.map((level, l) => ({ name: level, m: m[c]![l]!, u: u[c]![l]! })),
        chance: options.agreement?.[c] ?? 0,
      }),
    ),
  }
}

function countsOf({ count, patternOf }: Patterns, labels: Int8Array | undefined) {
  const open = new Float64Array(count)
  const yes = new Float64Array(count)
  const no = new Float64Array(count)
  for (let i = 0; i < patternOf.length; i++) {
    const label = labels ? labels[i]! : -1
    ;(label < 0 ? open : label === 1 ? yes : no)[patternOf[i]!]!++
  }
  return { open, yes, no }
}

/** Sets shares from sums; returns the largest change. */
function settle(shares: number[], sums: Float64Array): number {
  let total = 0
  for (const sum of sums) total += sum
  let moved = 0
  sums.forEach((sum, level) => {
    const next = sum / total
    moved = Math.max(moved, Math.abs(next - shares[level]!))
    shares[level] = next
  })
  return moved
}

/** A first guess for matches: each stronger level three times as likely. */
function rising(levels: number): number[] {
  const weights = Array.from({ length: levels }, (_, level) => 3 ** level)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

function falling(levels: number): number[] {
  return rising(levels).reverse()
}
