import type { HalfWidth } from './intervals.ts'
import type { PreparedSeries } from './prepare.ts'
import { normalQuantile, theilSen } from './statistics.ts'
import type { ForecastNote, Frequency, MethodId } from './types.ts'

/** Fewest observations from which a pace can be read at all. */
const FEWEST_FOR_PACE = 3

/**
 * How much a value moves in a step, as a share of its size, where the history cannot tell; and how much it may grow
 * or shrink a step in the long run. Taken from the spread of the generated series, not from this one.
 */
const USUAL_NOISE = 0.1
const USUAL_PACE_A_MONTH = 0.025
const MONTHS = { month: 1, quarter: 3, year: 12 }

/** Share by which a pace read from a handful of values may change. */
const PACE_DOUBT = 0.35

export interface ShortForecast {
  path: number[] | null
  method: MethodId
  halfWidth: HalfWidth
  notes: ForecastNote[]
}

/**
 * What can be said of a history too short to backtest. From 3 values: the Theil-Sen pace from the line's end, with the
 * prediction interval of a straight line (Student's t for few degrees of freedom) and the doubt of the pace itself, since
 * a pace read from a handful of values may well become a third slower or faster. From 1 or 2: the last value,
 * and an interval as wide as values of its size usually move, or as these two did when that is more. Values that
 * lie on a line by chance are given a tenth of the usual movement. Nothing without a value, nor from zeros alone, since their size says nothing.
 */
export function shortForecast(
  prepared: PreparedSeries,
  frequency: Frequency,
  known: readonly number[],
  horizon: number,
  level: number,
  needed: number,
): ShortForecast {
  const n = known.length
  const none: ShortForecast = { path: null, method: 'naive', halfWidth: () => 0, notes: [] }
  if (n === 0) return { ...none, notes: [{ code: 'no-observations', params: { needed } }] }
  const size = known.reduce((sum, value) => sum + Math.abs(value), 0) / n
  if (n < FEWEST_FOR_PACE && size === 0) {
    return { ...none, notes: [{ code: 'too-few-for-pace', params: { observations: n, needed } }] }
  }
  const z = normalQuantile((1 + level) / 2)
  const notes: ForecastNote[] = [
    n < needed
      ? { code: 'insufficient', params: { observations: n, needed } }
      : { code: 'too-many-missing', params: { observations: n, missing: prepared.missing.length } },
  ]
  const last = prepared.values.length - 1
  if (n < FEWEST_FOR_PACE) {
    const moved = Math.abs(known.at(-1)! - known[0]!) / Math.max(1, last)
    const noise = Math.max(USUAL_NOISE * size, moved)
    const pace = Math.max(USUAL_PACE_A_MONTH * MONTHS[frequency] * size, moved / 2)
    const path = new Array<number>(horizon).fill(known.at(-1)!)
    return { path, method: 'naive', halfWidth: (h) => z * Math.hypot(noise * Math.SQRT2, pace * h), notes }
  }
  const xs = prepared.values.flatMap((_, t) => (prepared.observed[t] ? [t] : []))
  const { intercept, slope } = theilSen(xs, known)
  const middle = xs.reduce((sum, x) => sum + x, 0) / n
  const sxx = xs.reduce((sum, x) => sum + (x - middle) ** 2, 0)
  const squares = xs.reduce((sum, x, i) => sum + (known[i]! - intercept - slope * x) ** 2, 0)
  const spread = Math.max(Math.sqrt(squares / (n - 2)), (USUAL_NOISE * size) / 10)
  const wide = z * studentWidening(n - 2)
  return {
    path: Array.from({ length: horizon }, (_, i) => intercept + slope * (last + i + 1)),
    method: 'linear-pace',
    halfWidth: (h) =>
      wide * spread * Math.sqrt(1 + 1 / n + (last + h - middle) ** 2 / sxx) +
      PACE_DOUBT * Math.abs(slope) * h,
    notes,
  }
}

/** How much wider Student's t is than the normal near the 80 % interval (Cornish-Fisher, two terms; 2.4 at 1 d.o.f.). */
function studentWidening(freedom: number): number {
  return freedom === 1 ? 2.4 : 1 + 0.66 / freedom + 0.6 / freedom ** 2
}
