import type { Candidate } from './candidates.ts'
import { mean } from './statistics.ts'

/** One miss of a rolling-origin backtest: truth minus point, `h` steps after origin number `origin`. */
export interface Residual {
  origin: number
  h: number
  error: number
  truth: number
}

export interface BacktestOptions {
  /** Values before the first origin. */
  firstTrain: number
  maxOrigins: number
  horizon: number
}

/** What every candidate forecast from every origin; null where the method did not fit. */
export interface Backtest {
  /** Number of values known at each origin, ascending. */
  origins: number[]
  /** `paths[candidate][origin]`, clipped by nothing. */
  paths: (number[] | null)[][]
}

/**
 * Rolling-origin evaluation (Tashman 2000): every candidate is fitted afresh on the first k values and forecasts
 * the rest, for growing k. Nothing after the origin is seen.
 */
export function rollingOrigin(
  values: readonly number[],
  candidates: readonly Candidate[],
  options: BacktestOptions,
): Backtest {
  const all: number[] = []
  for (let k = options.firstTrain; k < values.length; k++) all.push(k)
  const count = Math.min(all.length, options.maxOrigins)
  const origins =
    count < all.length
      ? Array.from({ length: count }, (_, i) => all[Math.round((i * (all.length - 1)) / (count - 1))]!)
      : all
  const paths = candidates.map(({ extrapolate }) =>
    origins.map((k) => {
      const path = extrapolate(values.slice(0, k), Math.min(options.horizon, values.length - k))
      return path?.every(Number.isFinite) ? path : null
    }),
  )
  return { origins, paths }
}

/** Misses of the given paths at observed periods, origin by origin. */
export function residualsOf(
  values: readonly number[],
  observed: readonly boolean[],
  origins: readonly number[],
  paths: readonly (readonly number[] | null)[],
): Residual[] {
  const residuals: Residual[] = []
  for (const [origin, k] of origins.entries()) {
    const path = paths[origin]
    for (let i = 0; path && i < path.length; i++) {
      if (!observed[k + i]) continue
      const truth = values[k + i]!
      residuals.push({ origin, h: i + 1, error: truth - path[i]!, truth })
    }
  }
  return residuals
}

/**
 * Horizon-weighted mean absolute error: misses are divided by sqrt(h), as errors of a random walk grow, so that
 * the few far steps do not drown the many near ones.
 */
export function weightedError(residuals: readonly Residual[]): number {
  return mean(residuals.map(({ error, h }) => Math.abs(error) / Math.sqrt(h)))
}

/** Symmetric mean absolute percentage error, 0..2; a miss of 0 on a truth of 0 counts 0. */
export function smape(pairs: readonly { truth: number; point: number }[]): number {
  return mean(
    pairs.map(({ truth, point }) => {
      const size = Math.abs(truth) + Math.abs(point)
      return size > 0 ? (2 * Math.abs(truth - point)) / size : 0
    }),
  )
}

/** Mean absolute in-sample step of the (seasonal) naive, the unit of MASE (Hyndman and Koehler 2006). */
export function naiveScale(values: readonly number[], lag: number): number {
  return mean(values.slice(lag).map((value, t) => Math.abs(value - values[t]!)))
}
