/** A sum of steps over single features: what each feature adds can be read off. */
export interface Additive {
  readonly bias: number
  /** Ascending bounds of the bins of each feature; a value falls in the bin after the last bound not above it. */
  readonly bounds: readonly Float64Array[]
  /** For each feature what each bin adds, against the mean of the training rows; the first bin is "unknown" (NaN). */
  readonly steps: readonly Float64Array[]
}

const BINS = 32
const RATE = 0.15
const SHRINK = 5
/** Second derivatives that each side of a split must have. */
const LEAST = 2

/**
 * Gradient-boosted stumps for the logistic loss (Friedman 2001, with the Newton steps of Chen and Guestrin 2016), on binned
 * features. Unknown values have a bin of their own.
 *
 * @param rows features of each case
 * @param weights how many cases each stands for
 * Time: rounds × rows × features.
 */
export function boost(
  rows: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  rounds = 150,
): Additive {
  const features = rows[0]?.length ?? 0
  const bounds = Array.from({ length: features }, (_, f) => boundsOf(rows, f))
  const bins = bounds.map((own, f) => Uint8Array.from(rows, (row) => binOf(own, row[f]!)))
  const steps = bounds.map((own) => new Float64Array(own.length + 2))
  let hits = 0
  let total = 0
  for (let at = 0; at < rows.length; at++) {
    hits += weights[at]! * labels[at]!
    total += weights[at]!
  }
  let bias = Math.log((hits + 0.5) / (total - hits + 0.5))
  const scores = new Float64Array(rows.length).fill(bias)
  const slopes = new Float64Array(rows.length)
  const curves = new Float64Array(rows.length)
  // Weights of some hundred would make single rows as heavy as whole leaves; the scale of the penalty follows them.
  const scale = Math.max(1, total / Math.max(1, rows.length))
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < rows.length; at++) {
      const p = 1 / (1 + Math.exp(-scores[at]!))
      slopes[at] = weights[at]! * (p - labels[at]!)
      curves[at] = weights[at]! * p * (1 - p)
    }
    const split = bestSplit(bins, bounds, slopes, curves, Math.min(SHRINK * scale, SHRINK * 4))
    if (!split) break
    const own = steps[split.feature]!
    for (let bin = 0; bin < own.length; bin++) own[bin]! += bin <= split.bin ? split.low : split.high
    const column = bins[split.feature]!
    for (let at = 0; at < rows.length; at++) scores[at]! += column[at]! <= split.bin ? split.low : split.high
  }
  for (const [f, own] of steps.entries()) {
    let mean = 0
    for (let at = 0; at < rows.length; at++) mean += (weights[at]! * own[bins[f]![at]!]!) / total
    for (let bin = 0; bin < own.length; bin++) own[bin]! -= mean
    bias += mean
  }
  return { bias, bounds, steps }
}

/** What a feature's value adds to the log-odds. */
export function stepOf({ bounds, steps }: Additive, feature: number, value: number): number {
  return steps[feature]![binOf(bounds[feature]!, value)]!
}

/** Log-odds of a case. */
export function scoreOf(model: Additive, row: ArrayLike<number>): number {
  let score = model.bias
  for (let f = 0; f < model.steps.length; f++) score += stepOf(model, f, row[f]!)
  return score
}

function boundsOf(rows: readonly (readonly number[])[], feature: number): Float64Array {
  const values = Float64Array.from(rows, (row) => row[feature]!)
    .filter((value) => !Number.isNaN(value))
    .sort()
  const bounds: number[] = []
  for (let cut = 1; cut < BINS; cut++) {
    const value = values[Math.floor((cut * values.length) / BINS)]
    if (value !== undefined && value > (bounds.at(-1) ?? values[0]!)) bounds.push(value)
  }
  // A rare value at the top would fall between the quantiles.
  const last = values.at(-1)
  if (last !== undefined && last > (bounds.at(-1) ?? values[0]!)) bounds.push(last)
  return Float64Array.from(bounds)
}

function binOf(bounds: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low + 1
}

function bestSplit(
  bins: readonly Uint8Array[],
  bounds: readonly Float64Array[],
  slopes: Float64Array,
  curves: Float64Array,
  shrink: number,
) {
  let best: { feature: number; bin: number; low: number; high: number; gain: number } | undefined
  for (const [feature, column] of bins.entries()) {
    const count = bounds[feature]!.length + 2
    const slope = new Float64Array(count)
    const curve = new Float64Array(count)
    for (let at = 0; at < column.length; at++) {
      const bin = column[at]!
      slope[bin]! += slopes[at]!
      curve[bin]! += curves[at]!
    }
    const allSlope = slope.reduce((sum, value) => sum + value, 0)
    const allCurve = curve.reduce((sum, value) => sum + value, 0)
    let lowSlope = 0
    let lowCurve = 0
    for (let bin = 0; bin + 1 < count; bin++) {
      lowSlope += slope[bin]!
      lowCurve += curve[bin]!
      const highSlope = allSlope - lowSlope
      const highCurve = allCurve - lowCurve
      if (lowCurve < LEAST || highCurve < LEAST) continue
      const gain =
        lowSlope ** 2 / (lowCurve + shrink) +
        highSlope ** 2 / (highCurve + shrink) -
        allSlope ** 2 / (allCurve + shrink)
      if (gain > (best?.gain ?? 1e-9))
        best = {
          feature,
          bin,
          gain,
          low: (-RATE * lowSlope) / (lowCurve + shrink),
          high: (-RATE * highSlope) / (highCurve + shrink),
        }
    }
  }
  return best
}
