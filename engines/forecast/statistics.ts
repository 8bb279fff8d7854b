/** Arithmetic mean; 0 for no values. */
export function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length ? sum / values.length : 0
}

/** Quantile by linear interpolation between order statistics (type 7); NaN for no values. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const at = q * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(low + 1, sorted.length - 1)
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!)
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Ordinary least-squares line through `values` at 0, 1, 2, ... */
export function leastSquares(values: readonly number[]): { intercept: number; slope: number } {
  const n = values.length
  const centre = (n - 1) / 2
  const average = mean(values)
  let sxy = 0
  let sxx = 0
  for (let t = 0; t < n; t++) {
    sxy += (t - centre) * (values[t]! - average)
    sxx += (t - centre) ** 2
  }
  const slope = sxx > 0 ? sxy / sxx : 0
  return { intercept: average - slope * centre, slope }
}

/**
 * Theil-Sen line: the slope is the median of the slopes of all pairs, the intercept the median of what is left.
 * Withstands up to 29 % of wild values. Theil (1950), Sen (1968).
 *
 * @param xs positions, need not be evenly spaced; pairs at the same position are ignored
 */
export function theilSen(xs: readonly number[], ys: readonly number[]): { intercept: number; slope: number } {
  const slopes: number[] = []
  for (let i = 0; i < xs.length; i++) {
    for (let j = i + 1; j < xs.length; j++) {
      const dx = xs[j]! - xs[i]!
      if (dx !== 0) slopes.push((ys[j]! - ys[i]!) / dx)
    }
  }
  const slope = slopes.length ? median(slopes) : 0
  return { slope, intercept: median(ys.map((y, i) => y - slope * xs[i]!)) }
}

/** Standard normal distribution function; absolute error below 1.5e-7 (Abramowitz and Stegun 7.1.26). */
export function normalCdf(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2)
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const erf = 1 - poly * Math.exp((-x * x) / 2)
  return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2
}

/** Inverse of `normalCdf` by bisection; `p` strictly between 0 and 1. */
export function normalQuantile(p: number): number {
  let low = -8
  let high = 8
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
