/**
 * Sums held as an unevaluated pair of doubles (Knuth's two-sum): what was added can be taken away again without a trace, so a
 * sector's remaining capacity stays exact when almost all of it is gone.
 */
export function addExactly(high: Float64Array, low: Float64Array, at: number, value: number): void {
  const before = high[at] as number
  const sum = before + value
  const part = sum - before
  high[at] = sum
  low[at] = (low[at] as number) + (before - (sum - part) + (value - part))
}
