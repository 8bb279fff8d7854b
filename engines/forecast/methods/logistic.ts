/**
 * Logistic growth `cap / (1 + exp(-(a + b t)))` for counts that saturate (Verhulst 1838).
 *
 * The cap is first searched on a grid (a and b by weighted least squares on the logit), then all three are
 * refined by Gauss-Newton with Levenberg-Marquardt damping. Returns null when the values are not all positive,
 * do not grow, or the fit does not converge to growth; caps beyond 6 times the largest value are not believed,
 * since such a curve is still exponential and its cap a guess.
 *
 * @param upperBound the cap can never lie above it
 */
export function logistic(
  values: readonly number[],
  horizon: number,
  upperBound = Number.POSITIVE_INFINITY,
): number[] | null {
  const curve = logisticFit(values, upperBound)
  return curve && Array.from({ length: horizon }, (_, i) => at(curve, values.length + i))
}

/** The curve behind `logistic`, under the same conditions. */
export function logisticFit(values: readonly number[], upperBound = Number.POSITIVE_INFINITY): Curve | null {
  if (values.length < 6) return null
  let top = 0
  for (const value of values) {
    if (!(value > 0)) return null
    top = Math.max(top, value)
  }
  const limit = Math.min(upperBound, top * 6)
  let best: Curve | null = null
  for (let i = 0; i < 14; i++) {
    const cap = top * (1.01 + 5 * (i / 13) ** 2)
    if (cap > limit * 1.01) break
    const curve = onLogit(values, cap)
    if (curve && (!best || curve.error < best.error)) best = curve
  }
  if (!best) return null
  const curve = refine(values, best)
  if (!(curve.b > 0) || !(curve.cap > 0) || curve.cap > limit) return null
  return curve
}

export interface Curve {
  cap: number
  a: number
  b: number
  /** Sum of squared misses. */
  error: number
}

function at(curve: Pick<Curve, 'cap' | 'a' | 'b'>, t: number): number {
  return curve.cap / (1 + Math.exp(-(curve.a + curve.b * t)))
}

function withError(values: readonly number[], cap: number, a: number, b: number): Curve {
  const curve = { cap, a, b, error: 0 }
  for (let t = 0; t < values.length; t++) curve.error += (values[t]! - at(curve, t)) ** 2
  return curve
}

function onLogit(values: readonly number[], cap: number): Curve | null {
  let sw = 0
  let st = 0
  let sz = 0
  let stt = 0
  let stz = 0
  for (let t = 0; t < values.length; t++) {
    const share = values[t]! / cap
    // a logit's variance is that of the value over its squared derivative
    const weight = (share * (1 - share)) ** 2
    const z = Math.log(share / (1 - share))
    sw += weight
    st += weight * t
    sz += weight * z
    stt += weight * t * t
    stz += weight * t * z
  }
  const det = sw * stt - st * st
  if (!(det > 0)) return null
  const b = (sw * stz - st * sz) / det
  return b > 0 ? withError(values, cap, (sz - b * st) / sw, b) : null
}

function refine(values: readonly number[], start: Curve): Curve {
  let curve = start
  let damping = 1e-2
  for (let round = 0; round < 25; round++) {
    const step = levenbergStep(values, curve, damping)
    if (!step) return curve
    const next = withError(values, curve.cap + step[0], curve.a + step[1], curve.b + step[2])
    if (next.error < curve.error && next.cap > 0) {
      const gain = (curve.error - next.error) / curve.error
      curve = next
      damping /= 4
      if (gain < 1e-6) return curve
    } else {
      damping *= 6
      if (damping > 1e6) return curve
    }
  }
  return curve
}

/**
 * Mean and standard deviation of the next values when the curve is true: noise as large as the misses, and what the
 * history leaves open of the three parameters (delta method). Null where they cannot be told apart.
 */
export function logisticSpread(
  curve: Curve,
  n: number,
  horizon: number,
): { mean: number; sd: number }[] | null {
  const solve = normalEquations(n, curve, 1e-9)
  if (!solve) return null
  const variance = curve.error / Math.max(1, n - 3)
  return Array.from({ length: horizon }, (_, i) => {
    const g = gradient(curve, n + i)
    const x = solve(g)
    const own = g[0]! * x[0]! + g[1]! * x[1]! + g[2]! * x[2]!
    return { mean: at(curve, n + i), sd: Math.sqrt(variance * (1 + Math.max(0, own))) }
  })
}

/** Derivatives by cap, a and b, in units of the cap so that the normal equations are well scaled. */
function gradient(curve: Curve, t: number): [number, number, number] {
  const share = at(curve, t) / curve.cap
  const slope = share * (1 - share)
  return [share, slope, slope * t]
}

function levenbergStep(
  values: readonly number[],
  curve: Curve,
  damping: number,
): [number, number, number] | null {
  const solve = normalEquations(values.length, curve, damping)
  if (!solve) return null
  const g: [number, number, number] = [0, 0, 0]
  for (let t = 0; t < values.length; t++) {
    const [d0, d1, d2] = gradient(curve, t)
    const miss = values[t]! / curve.cap - d0
    g[0] += d0 * miss
    g[1] += d1 * miss
    g[2] += d2 * miss
  }
  const [cap, a, b] = solve(g)
  return [curve.cap * cap, a, b]
}

/** Solver of the damped normal equations of the first n periods; null when they are singular. */
function normalEquations(
  n: number,
  curve: Curve,
  damping: number,
): ((right: readonly [number, number, number]) => [number, number, number]) | null {
  const m: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0]
  for (let t = 0; t < n; t++) {
    const [d0, d1, d2] = gradient(curve, t)
    m[0] += d0 * d0
    m[1] += d0 * d1
    m[2] += d0 * d2
    m[3] += d1 * d1
    m[4] += d1 * d2
    m[5] += d2 * d2
  }
  const [, b, c, , e] = m
  const a = m[0] * (1 + damping)
  const d = m[3] * (1 + damping)
  const f = m[5] * (1 + damping)
  const det = a * (d * f - e * e) - b * (b * f - e * c) + c * (b * e - d * c)
  if (!(Math.abs(det) > 1e-300)) return null
  return ([x, y, z]) => [
    (x * (d * f - e * e) - b * (y * f - e * z) + c * (y * e - d * z)) / det,
    (a * (y * f - e * z) - x * (b * f - e * c) + c * (b * z - y * c)) / det,
    (a * (d * z - y * e) - b * (b * z - y * c) + x * (b * e - d * c)) / det,
  ]
}
