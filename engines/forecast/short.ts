import type { HalfWidth } from './intervals.ts'
import type { PreparedSeries } from './prepare.ts'
import { normalQuantile, theilSen } from './statistics.ts'
import type { ForecastNote } from './types.ts'

/** Fewest observations from which a pace can be read at all. */
const FEWEST_FOR_PACE = 3

export interface ShortForecast {
  path: number[] | null
  halfWidth: HalfWidth
  notes: ForecastNote[]
}

/**
 * What can be said of a history too short to backtest: the Theil-Sen pace from the last value, with the
 * prediction interval of a straight line (widened for few degrees of freedom) plus half of the pace itself, since
 * a pace read from a handful of values may well halve or go half as fast again. Nothing below 3 observations.
 */
export function shortForecast(
  prepared: PreparedSeries,
  known: readonly number[],
  horizon: number,
  level: number,
  needed: number,
): ShortForecast {
  const n = known.length
  const none: ShortForecast = { path: null, halfWidth: () => 0, notes: [] }
  if (n === 0) return { ...none, notes: [{ code: 'no-observations', params: { needed } }] }
  if (n < FEWEST_FOR_PACE) {
    return { ...none, notes: [{ code: 'too-few-for-pace', params: { observations: n, needed } }] }
  }
  const note: ForecastNote =
    n < needed
      ? { code: 'insufficient', params: { observations: n, needed } }
      : { code: 'too-many-missing', params: { observations: n, missing: prepared.missing.length } }
  const xs = prepared.values.flatMap((_, t) => (prepared.observed[t] ? [t] : []))
  const { intercept, slope } = theilSen(xs, known)
  const middle = xs.reduce((sum, x) => sum + x, 0) / n
  const sxx = xs.reduce((sum, x) => sum + (x - middle) ** 2, 0)
  const squares = xs.reduce((sum, x, i) => sum + (known[i]! - intercept - slope * x) ** 2, 0)
  const spread = Math.sqrt(squares / (n - 2))
  const z = normalQuantile((1 + level) / 2) * studentWidening(n - 2)
  const last = prepared.values.length - 1
  return {
    path: Array.from({ length: horizon }, (_, i) => intercept + slope * (last + i + 1)),
    halfWidth: (h) =>
      z * spread * Math.sqrt(h + 1 / n + (last + h - middle) ** 2 / sxx) + (Math.abs(slope) * h) / 2,
    notes: [note],
  }
}

/** How much wider Student's t is than the normal near the 80 % interval (Cornish-Fisher, two terms; 2.4 at 1 d.o.f.). */
function studentWidening(freedom: number): number {
  return freedom === 1 ? 2.4 : 1 + 0.66 / freedom + 0.6 / freedom ** 2
}
