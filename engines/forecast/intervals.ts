import type { Residual } from './backtest.ts'
import { mean, normalQuantile, quantile, theilSen } from './statistics.ts'
import type { Tuning } from './tuning.ts'

/** Half width of the interval as a function of the step. */
export type HalfWidth = (h: number) => number

/**
 * Interval from out-of-sample misses, in the manner of split conformal prediction (Vovk et al. 2005; Stankevičiūtė
 * et al. 2021 for several horizons): misses of all horizons are brought to one scale by ((h + 1) / 2)^g, their `level`
 * quantile is the half width at step 1, and the same power carries it to any step. g is estimated from the misses and pulled to
 * a prior, since far steps have few origins. Misses of one series are dependent, so no finite-sample guarantee
 * is claimed: the widening for few origins and for a horizon long against the history is calibrated on
 * generated series instead (evaluate.ts).
 *
 * @param history number of observed values behind the misses
 * @param memory how far shocks live on in the series, see `persistence`: sets the prior of g
 */
export function conformalHalfWidth(
  residuals: readonly Residual[],
  history: number,
  level: number,
  memory: number,
  tuning: Tuning,
): HalfWidth {
  const growth = horizonGrowth(residuals, tuning.growth + tuning.growthByMemory * memory, tuning)
  const scaled = residuals.map(({ error, h }) => Math.abs(error) / reach(h) ** growth)
  const empirical = quantile(scaled, level)
  const gaussian = Math.sqrt(mean(scaled.map((u) => u * u))) * normalQuantile((1 + level) / 2)
  const origins = new Set(residuals.map((r) => r.origin)).size
  const base = (empirical + gaussian) / 2
  return (h) =>
    base *
    reach(h) ** growth *
    (tuning.factor + tuning.factorByMemory * memory) *
    (1 + tuning.perOrigin / Math.max(1, origins) + (tuning.perReach * h) / history)
}

/** The first steps differ less than h alone would have it: noise of the last value is in all of them. */
function reach(h: number): number {
  return (h + 1) / 2
}

/**
 * How the size of changes grows with the time between them, as an exponent: about 0 for noise around a line,
 * 0.5 for a random walk, more for a wandering pace (structure function, the estimator behind Hurst's exponent). Mean absolute
 * departure of k-step changes from the Theil-Sen pace, regressed on k in logs; pulled to 0.3 when short.
 */
export function persistence(values: readonly number[]): number {
  const { slope } = theilSen([...values.keys()], values)
  const rows: { x: number; y: number }[] = []
  for (let k = 1; k <= Math.max(2, values.length / 4); k *= 2) {
    const size = mean(values.slice(k).map((value, t) => Math.abs(value - values[t]! - k * slope)))
    if (!(size > 0)) return TYPICAL_MEMORY
    rows.push({ x: Math.log(k), y: Math.log(size) })
  }
  const mx = mean(rows.map((row) => row.x))
  const my = mean(rows.map((row) => row.y))
  const sxx = rows.reduce((sum, { x }) => sum + (x - mx) ** 2, 0)
  const raw = rows.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / sxx
  const trust = values.length / (values.length + 10)
  return trust * Math.min(1, Math.max(0, raw)) + (1 - trust) * TYPICAL_MEMORY
}

/** What `persistence` falls back to: between noise and a random walk. */
const TYPICAL_MEMORY = 0.3

/** Persistence of what is left beside a yearly swing or an S-curve, where it cannot be read off the values. */
export const SHAPED_MEMORY = 0.15

/** Exponent of the growth of absolute misses with the horizon: weighted regression on logs, shrunk to the prior. */
function horizonGrowth(residuals: readonly Residual[], prior: number, tuning: Tuning): number {
  const sums = new Map<number, { total: number; count: number }>()
  for (const { h, error } of residuals) {
    const entry = sums.get(h) ?? { total: 0, count: 0 }
    entry.total += Math.abs(error)
    entry.count++
    sums.set(h, entry)
  }
  const rows = [...sums]
    .filter(([, { total }]) => total > 0)
    .map(([h, { total, count }]) => ({ x: Math.log(reach(h)), y: Math.log(total / count), w: count }))
  const weight = rows.reduce((sum, row) => sum + row.w, 0)
  if (!(weight > 0)) return prior
  const mx = rows.reduce((sum, row) => sum + row.w * row.x, 0) / weight
  const my = rows.reduce((sum, row) => sum + row.w * row.y, 0) / weight
  let sxx = tuning.growthWeight
  let sxy = tuning.growthWeight * prior
  for (const { x, y, w } of rows) {
    sxx += w * (x - mx) ** 2
    sxy += w * (x - mx) * (y - my)
  }
  return Math.min(1.2, Math.max(0, sxy / sxx))
}
