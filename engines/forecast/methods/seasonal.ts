import { mean, quantile } from '../statistics.ts'
import type { Extrapolate } from './trend.ts'

/** One index per season, for the series as it starts; `multiply` says how it enters. */
export interface Seasonality {
  indices: number[]
  multiply: boolean
}

/** The value of the same season one year before, for ever. */
export function seasonalNaive(seasons: number): Extrapolate {
  return (values, horizon) =>
    values.length < seasons
      ? null
      : Array.from({ length: horizon }, (_, i) => values[values.length - seasons + (i % seasons)]!)
}

/**
 * Whether the series swings with the year: the autocorrelation of its changes at one year must exceed the
 * one-sided limit 1.645 * sqrt((1 + 2 * sum of squared lower autocorrelations) / n) (Bartlett). The M4 benchmarks test
 * the values; we test the changes, so that a trend or a random walk does not pass for a season.
 * False with less than two years.
 */
export function isSeasonal(values: readonly number[], seasons: number, critical = 1.645): boolean {
  if (seasons < 2 || values.length < 2 * seasons) return false
  const changes = values.slice(1).map((value, t) => value - values[t]!)
  // one wild change (a step) would drown the season: cut at 3 times the 80th percentile from the middle
  const middle = quantile(changes, 0.5)
  const reach =
    3 *
    quantile(
      changes.map((c) => Math.abs(c - middle)),
      0.8,
    )
  const cut = changes.map((c) => Math.max(middle - reach, Math.min(middle + reach, c)))
  const average = mean(cut)
  const centred = cut.map((c) => c - average)
  const total = centred.reduce((sum, c) => sum + c * c, 0)
  if (!(total > 0)) return false
  const autocorrelation = (lag: number): number => {
    let sum = 0
    for (let t = lag; t < centred.length; t++) sum += centred[t]! * centred[t - lag]!
    return sum / total
  }
  let lower = 0
  for (let lag = 1; lag < seasons; lag++) lower += autocorrelation(lag) ** 2
  // the plain estimator divides 1 - lag/n of the products by all of the variance; two years would never pass
  const atYear = autocorrelation(seasons) / (1 - seasons / centred.length)
  return atYear > critical * Math.sqrt((1 + 2 * lower) / centred.length)
}

/**
 * Classical decomposition: a centred moving average over one year is the trend, the mean departure of each
 * season from it the index, normalised to leave the yearly sum alone. Null with less than two years.
 *
 * @param multiply indices as factors (all values must be positive) instead of summands
 */
export function seasonality(
  values: readonly number[],
  seasons: number,
  multiply: boolean,
): Seasonality | null {
  const n = values.length
  if (n < 2 * seasons) return null
  const half = seasons / 2
  const sums = new Array<number>(seasons).fill(0)
  const counts = new Array<number>(seasons).fill(0)
  for (let t = half; t < n - half; t++) {
    let trend = (values[t - half]! + values[t + half]!) / 2
    for (let k = t - half + 1; k < t + half; k++) trend += values[k]!
    trend /= seasons
    const season = t % seasons
    sums[season]! += multiply ? values[t]! / trend : values[t]! - trend
    counts[season]!++
  }
  const raw = sums.map((sum, season) => sum / counts[season]!)
  const centre = mean(raw)
  return { indices: raw.map((index) => (multiply ? index / centre : index - centre)), multiply }
}

/** Takes the season out, extrapolates what is left, puts the season back. */
export function deseasonalised(base: Extrapolate, season: Seasonality): Extrapolate {
  const at = (t: number): number => season.indices[t % season.indices.length]!
  return (values, horizon) => {
    const plain = values.map((value, t) => (season.multiply ? value / at(t) : value - at(t)))
    const path = base(plain, horizon)
    return (
      path?.map((point, i) =>
        season.multiply ? point * at(values.length + i) : point + at(values.length + i),
      ) ?? null
    )
  }
}
