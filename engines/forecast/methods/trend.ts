import { leastSquares, theilSen } from '../statistics.ts'

/** Extrapolates `values` by `horizon` steps, or null when the method does not fit this series. */
export type Extrapolate = (values: readonly number[], horizon: number) => number[] | null

function path(horizon: number, at: (h: number) => number): number[] {
  return Array.from({ length: horizon }, (_, i) => at(i + 1))
}

/** The last value, for ever. */
export const naive: Extrapolate = (values, horizon) => path(horizon, () => values.at(-1)!)

/** The last value plus the mean change per step from first to last: a random walk with drift. */
export const drift: Extrapolate = (values, horizon) => {
  const last = values.at(-1)!
  const step = values.length > 1 ? (last - values[0]!) / (values.length - 1) : 0
  return path(horizon, (h) => last + step * h)
}

/** The Theil-Sen line through all values, extended. */
export const linearPace: Extrapolate = (values, horizon) => {
  const { intercept, slope } = theilSen([...values.keys()], values)
  return path(horizon, (h) => intercept + slope * (values.length - 1 + h))
}

/** How many of the last values count as recent. */
const RECENT = 12

/** The Theil-Sen line through the last 12 values, extended: follows a change of pace. */
export const recentPace: Extrapolate = (values, horizon) =>
  values.length > RECENT ? linearPace(values.slice(-RECENT), horizon) : null

/**
 * Theta method: the mean of the least-squares line and of simple exponential smoothing on the line's
 * double-curvature mirror. Assimakopoulos and Nikolopoulos (2000), best method of the M3 competition.
 */
export const theta: Extrapolate = (values, horizon) => {
  const { intercept, slope } = leastSquares(values)
  const mirrored = values.map((value, t) => 2 * value - (intercept + slope * t))
  let best = { error: Number.POSITIVE_INFINITY, level: mirrored[0]! }
  for (let alpha = 0.05; alpha < 1; alpha += 0.05) {
    const fit = smooth(mirrored, alpha)
    if (fit.error < best.error) best = fit
  }
  return path(horizon, (h) => (intercept + slope * (values.length - 1 + h) + best.level) / 2)
}

function smooth(values: readonly number[], alpha: number): { error: number; level: number } {
  let level = values[0]!
  let error = 0
  for (let t = 1; t < values.length; t++) {
    const miss = values[t]! - level
    error += miss * miss
    level += alpha * miss
  }
  return { error, level }
}
