import type { Residual } from './backtest.ts'
import { mean, normalQuantile, quantile } from './statistics.ts'
import type { Tuning } from './tuning.ts'

/** Half width of the interval as a function of the step. */
export type HalfWidth = (h: number) => number

/**
 * Interval from out-of-sample misses, in the manner of split conformal prediction (Vovk et al. 2005; Stankevičiūtė
 * et al. 2021 for several horizons): misses of all horizons are brought to one scale by h^g, their `level`
 * quantile is the half width at step 1, and h^g carries it to any step. g is estimated from the misses and pulled to
 * a prior, since far steps have few origins. Misses of one series are dependent, so no finite-sample guarantee
 * is claimed: the widening for few origins and for a horizon long against the history is calibrated on
 * generated series instead (evaluate.ts).
 *
 * @param history number of observed values behind the misses
 */
export function conformalHalfWidth(
  residuals: readonly Residual[],
  history: number,
  level: number,
  tuning: Tuning,
): HalfWidth {
  const growth = horizonGrowth(residuals, tuning)
  const scaled = residuals.map(({ error, h }) => Math.abs(error) / h ** growth)
  const empirical = quantile(scaled, level)
  const gaussian = Math.sqrt(mean(scaled.map((u) => u * u))) * normalQuantile((1 + level) / 2)
  const origins = new Set(residuals.map((r) => r.origin)).size
  const base = (empirical + gaussian) / 2
  return (h) =>
    base *
    h ** growth *
    tuning.factor *
    (1 + tuning.perOrigin / Math.max(1, origins) + (tuning.perReach * h) / history)
}

/** Exponent of the growth of absolute misses with the horizon: weighted regression on logs, shrunk to the prior. */
function horizonGrowth(residuals: readonly Residual[], tuning: Tuning): number {
  const sums = new Map<number, { total: number; count: number }>()
  for (const { h, error } of residuals) {
    const entry = sums.get(h) ?? { total: 0, count: 0 }
    entry.total += Math.abs(error)
    entry.count++
    sums.set(h, entry)
  }
  const rows = [...sums]
    .filter(([, { total }]) => total > 0)
    .map(([h, { total, count }]) => ({ x: Math.log(h), y: Math.log(total / count), w: count }))
  const weight = rows.reduce((sum, row) => sum + row.w, 0)
  if (!(weight > 0)) return tuning.growth
  const mx = rows.reduce((sum, row) => sum + row.w * row.x, 0) / weight
  const my = rows.reduce((sum, row) => sum + row.w * row.y, 0) / weight
  let sxx = tuning.growthWeight
  let sxy = tuning.growthWeight * tuning.growth
  for (const { x, y, w } of rows) {
    sxx += w * (x - mx) ** 2
    sxy += w * (x - mx) * (y - my)
  }
  return Math.min(1.2, Math.max(0, sxy / sxx))
}
