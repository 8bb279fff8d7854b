/** Splits `total` into whole numbers by weight (Hamilton's method): the parts add up exactly. */
export function largestRemainder(weights: number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (!(sum > 0)) throw new RangeError('the weights must have a positive sum')
  const exact = weights.map((weight) => (weight / sum) * total)
  const counts = exact.map(Math.floor)
  const left = total - counts.reduce((a, b) => a + b, 0)
  const order = exact
    .map((value, i) => [value - Math.floor(value), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, i] of order.slice(0, left)) counts[i] = (counts[i] ?? 0) + 1
  return counts
}

/** Deviation of the logarithm in the body of the size distribution. */
const BODY_DEVIATION = 1.25
/** From this quantile on sizes follow Pareto's law. */
export const TAIL_FROM = 0.9
/** Exponent of the tail, near Zipf's law as firm sizes are (Axtell 2001, Science 293:1818), yet with a mean. */
export const TAIL_EXPONENT = 1.25

/** Size at quantile u of (0, 1): log-normal body with median 1, Pareto tail, joined without a jump. */
export function sizeQuantile(u: number): number {
  if (u <= TAIL_FROM) return Math.exp(BODY_DEVIATION * normalQuantile(u))
  const start = Math.exp(BODY_DEVIATION * normalQuantile(TAIL_FROM))
  return start * ((1 - TAIL_FROM) / (1 - u)) ** (1 / TAIL_EXPONENT)
}

/** Quantile of the standard normal: formula 26.2.23 of Abramowitz and Stegun, error below 4.5e-4. */
export function normalQuantile(u: number): number {
  if (!(u > 0 && u < 1)) throw new RangeError(`normalQuantile: ${u} is not between 0 and 1`)
  if (u > 0.5) return -normalQuantile(1 - u)
  const t = Math.sqrt(-2 * Math.log(u))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return above / below - t
}

/** Row numbers of the `count` highest keys; ties go to the lower row. Keys below 0 never win. */
export function highest(keys: Float64Array, count: number): number[] {
  const wanted = Math.max(0, Math.floor(count))
  if (wanted === 0) return []
  const sorted = Float64Array.from(keys).sort()
  const threshold = Math.max(0, sorted[Math.max(0, sorted.length - wanted)] ?? 0)
  const above: number[] = []
  const equal: number[] = []
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? -1
    if (key > threshold) above.push(i)
    else if (key === threshold) equal.push(i)
  }
  return [...above, ...equal.slice(0, wanted - above.length)]
}
