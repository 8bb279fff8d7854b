import type { Residual } from './backtest.ts'
import { normalCdf, normalQuantile } from './statistics.ts'
import { probabilityWithin, type Spread } from './structural.ts'
import type { Tuning } from './tuning.ts'

/** Half width of the interval as a function of the step. */
export type HalfWidth = (h: number) => number

/** A miss of the backtest, and the probability with which a smaller one had been expected at its origin. */
export interface Score {
  origin: number
  h: number
  inside: number
}

/** Probabilities nearer to 1 are not told apart. */
const CERTAIN = 1 - 1e-6

/**
 * Scores of out-of-sample misses, the conformity scores of distributional conformal prediction (Chernozhukov,
 * Wüthrich and Zhu 2021): comparable between steps and origins, since each spread knows how far ahead it looked and
 * how little it knew. Origins without a spread are left out.
 *
 * @returns smallest first
 */
export function scoresOf(residuals: readonly Residual[], spreads: readonly (Spread | null)[]): Score[] {
  const scores = residuals.flatMap(({ origin, h, error, truth }) => {
    const spread = spreads[origin]
    if (!spread) return []
    const inside = probabilityWithin(spread, h, truth - error, Math.abs(error))
    return [{ origin, h, inside: Math.min(CERTAIN, inside) }]
  })
  return scores.sort((a, b) => a.inside - b.inside)
}

/**
 * The nominal level at which the spread has to be read so that the interval covers `level`, by what the misses of
 * the past say. Misses of one series overlap and depend on each other, so a dozen origins prove little: their
 * say against the spread's own grows with their number (`trust`).
 *
 * @param scores smallest first
 */
export function calibratedLevel(scores: readonly Score[], level: number, tuning: Tuning): number {
  const nominal = normalQuantile((1 + level) / 2)
  if (!scores.length) return 2 * normalCdf(tuning.factor * nominal) - 1
  const reached = scores[Math.min(scores.length - 1, Math.ceil(level * (scores.length + 1)) - 1)]!.inside
  const ratio = Math.max(SMALLEST_RATIO, normalQuantile((1 + reached) / 2) / nominal)
  const origins = new Set(scores.map((score) => score.origin)).size
  return 2 * normalCdf(tuning.factor * nominal * ratio ** (origins / (origins + tuning.trust))) - 1
}

/** Misses smaller than this share of the expected ones do not narrow the interval further. */
const SMALLEST_RATIO = 0.2

/** Half width of the interval around `path` that holds `probability` of the spread. */
export function halfWidthOf(spread: Spread, path: readonly number[], probability: number): HalfWidth {
  const deviations = normalQuantile((1 + probability) / 2)
  return (h) => {
    const point = path[h - 1]!
    let low = 0
    let high = 0
    for (let k = 0; k < spread.weights.length; k++) {
      const at = k * spread.horizon + h - 1
      high = Math.max(high, deviations * spread.sds[at]! + Math.abs(spread.means[at]! - point))
    }
    for (let i = 0; i < 30; i++) {
      const middle = (low + high) / 2
      if (probabilityWithin(spread, h, point, middle) < probability) low = middle
      else high = middle
    }
    return high
  }
}
