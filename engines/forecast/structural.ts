import { logisticFit, logisticSpread } from './methods/logistic.ts'
import { normalCdf } from './statistics.ts'

/** A mixture of normals for every step: what the structural models together say of the truth. */
export interface Spread {
  horizon: number
  weights: Float64Array
  /** `means[k * horizon + h - 1]`: component k at step h; `sds` alike. */
  means: Float64Array
  sds: Float64Array
  /** Mean of the mixture per step. */
  path: number[]
  /** Number of values before a sudden change that is more likely than not; -1 without one. */
  breakAt: number
}

export interface Model {
  /** Variance of the level's and of the slope's shocks, in units of the noise's. */
  q: number
  p: number
  phi: number
  /** No slope at all. */
  flat: boolean
  /** Log of the prior weight. */
  prior: number
}

export const MODELS: Model[] = []
for (const q of [0, 0.03, 0.15, 0.6, 2.5, 15]) {
  MODELS.push({ q, p: 0, phi: 1, flat: true, prior: -1 })
  for (const p of [0, 0.0004, 0.004, 0.04, 0.4]) {
    for (const phi of [1, 0.94, 0.85]) {
      MODELS.push({ q, p, phi, flat: false, prior: (p === 0 ? 0 : -1.3) + (phi === 1 ? 0 : -1) })
    }
  }
}

/** A disturbance this many times the usual one-step variance stands for a break. */
export const BREAK = { variance: 60, price: 3 }

export interface StructuralOptions {
  /** Highest believable end of an S-curve, Infinity for none; null leaves S-curves out. */
  curveBound?: number | null
  /** Where the values are additions to a running total: its latest value. */
  total?: number
  /** Log odds against any slope. */
  doubt?: number
}

/**
 * Predictive mean and spread from an average over structural time series models: level with noise, shocks and
 * a slope that may wander and fade (local linear trend, Harvey 1989; damped as Gardner and McKenzie 1985). Each
 * model of a fixed grid is run through the Kalman filter with an exactly diffuse start; models count by their
 * likelihood with the noise's variance integrated out, so that what the data leave open widens the spread.
 * One sudden change of level is allowed for where it makes the history much more likely (Harvey and Koopman 1992).
 *
 * @param values 3 or more; `observed[t]` false leaves a value out
 * @returns null when the values lie exactly on a line
 */
export function structuralSpread(
  values: readonly number[],
  observed: readonly boolean[],
  n: number,
  horizon: number,
  { curveBound = null, total, doubt = 0 }: StructuralOptions = {},
): Spread | null {
  const slopes = slopeTerm(values, n) - doubt
  const plain = runAll(values, observed, n, -1, slopes)
  if (!plain) return null
  const at = surprise(values, observed, n, plain)
  let runs = plain.runs
  if (at > 0) {
    const broken = runAll(values, observed, n, at, slopes)
    if (broken) {
      // the price of having looked at every period
      const price = Math.log(n / BREAK.price)
      for (const run of broken.runs) run.log -= price
      runs = [...runs, ...broken.runs]
    }
  }
  const components = runs.map((run) => component(run, horizon, total))
  if (curveBound !== null)
    components.push(...growthCurve(values, n, horizon, curveBound, plain.count, slopes))
  const spread = mixture(components, total ?? values[n - 1]!, horizon, plain.count)
  const broken = spread.kept.reduce(
    (sum, k, i) => (k >= plain.runs.length && k < runs.length ? sum + spread.weights[i]! : sum),
    0,
  )
  return { ...spread, breakAt: broken > 0.5 ? at : -1 }
}

/** Components this far below the best in log weight are left out. */
const NEGLIGIBLE = 4.5

/** Log density of the first change when slopes are as large as the changes are: what a model with a slope pays. */
function slopeTerm(values: readonly number[], n: number): number {
  let squares = 0
  for (let t = 1; t < n; t++) squares += (values[t]! - values[t - 1]!) ** 2
  const size = squares / (n - 1)
  return -0.5 * (Math.log(2 * Math.PI * size) + (values[1]! - values[0]!) ** 2 / size)
}

interface Component {
  log: number
  next: () => { mean: number; sd: number }[]
}

function component(run: Run, horizon: number, total?: number): Component {
  return {
    log: run.log,
    next: () => {
      const { model, variance } = run
      let { level, slope, pll, plb, pbb } = run
      // sum of the values to come, its variance, and its covariances with level and slope
      let sum = total ?? 0
      let vss = 0
      let vsl = 0
      let vsb = 0
      return Array.from({ length: horizon }, () => {
        level += slope
        slope *= model.phi
        pll += 2 * plb + pbb + model.q
        plb = model.phi * (plb + pbb)
        pbb = model.phi * model.phi * pbb + model.p
        if (total === undefined) return { mean: level, sd: Math.sqrt(variance * (pll + 1)) }
        vsl += vsb
        vsb *= model.phi
        sum += level
        vss += 2 * vsl + pll + 1
        vsl += pll
        vsb += plb
        return { mean: sum, sd: Math.sqrt(variance * vss) }
      })
    },
  }
}

export const CURVE = { prior: 2, perParameter: 1 }

/** An S-curve with noise as one more model, weighed like a straight line with one parameter more (Schwarz 1978). */
function growthCurve(
  values: readonly number[],
  n: number,
  horizon: number,
  bound: number,
  count: number,
  slopes: number,
): Component[] {
  const curve = logisticFit(n < values.length ? values.slice(0, n) : values, bound)
  const next = curve && curve.error > 0 ? logisticSpread(curve, n, horizon) : null
  if (!curve || !next) return []
  // 2 ln n - 1.24 is what the determinant of a straight line's normal equations costs the other models
  const log =
    slopes + CURVE.prior + 1.24 - (2 + CURVE.perParameter) * Math.log(n) - 0.5 * count * Math.log(curve.error)
  return [{ log, next: () => next }]
}

function mixture(
  components: readonly Component[],
  last: number,
  horizon: number,
  freedom: number,
): Omit<Spread, 'breakAt'> & { kept: number[] } {
  const top = components.reduce((most, { log }) => Math.max(most, log), Number.NEGATIVE_INFINITY)
  const kept = components.filter(({ log }) => log > top - NEGLIGIBLE)
  const weights = Float64Array.from(kept, ({ log }) => Math.exp(log - top))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const means = new Float64Array(kept.length * horizon)
  const sds = new Float64Array(kept.length * horizon)
  const path = new Array<number>(horizon).fill(0)
  const widening = studentWidening(freedom)
  for (const [k, { next }] of kept.entries()) {
    weights[k]! /= total
    for (const [i, { mean, sd }] of next().entries()) {
      means[k * horizon + i] = mean
      sds[k * horizon + i] = widening * sd
      path[i]! += weights[k]! * (mean - last)
    }
  }
  return {
    horizon,
    weights,
    means,
    sds,
    path: path.map((departure) => last + departure),
    kept: kept.map((c) => components.indexOf(c)),
  }
}

/** Probability that the truth of step `h` lies within `miss` of `point`. */
export function probabilityWithin(spread: Spread, h: number, point: number, miss: number): number {
  const { horizon, weights, means, sds } = spread
  let inside = 0
  for (let k = 0; k < weights.length; k++) {
    const at = k * horizon + h - 1
    const departure = point - means[at]!
    inside +=
      weights[k]! * (normalCdf((departure + miss) / sds[at]!) - normalCdf((departure - miss) / sds[at]!))
  }
  return inside
}

/** The noise of long ago counts less, since it may have changed: a weight per step of distance. */
export const RECENCY = { keep: 0.97 }

interface Run {
  model: Model
  log: number
  variance: number
  level: number
  slope: number
  pll: number
  plb: number
  pbb: number
}

interface Runs {
  runs: Run[]
  best: Run
  count: number
}

function runAll(
  values: readonly number[],
  observed: readonly boolean[],
  n: number,
  breakAt: number,
  slopes: number,
): Runs | null {
  const runs: Run[] = []
  let best: Run | null = null
  let count = 0
  for (let t = 2; t < n; t++) if (observed[t]) count++
  if (!count) return null
  for (const model of MODELS) {
    const run = filter(values, observed, n, model, breakAt, count)
    if (!run) return null
    if (!model.flat) run.log += slopes
    runs.push(run)
    if (!best || run.log > best.log) best = run
  }
  return { runs, best: best!, count }
}

function filter(
  values: readonly number[],
  observed: readonly boolean[],
  n: number,
  model: Model,
  breakAt: number,
  count: number,
  standardised?: Float64Array,
): Run | null {
  const { q, p, phi } = model
  // two values fix level and slope exactly, one the level alone
  const { flat } = model
  let level = flat ? values[0]! : values[1]!
  let slope = flat ? 0 : phi * (values[1]! - values[0]!)
  let pll = 1
  let plb = flat ? 0 : phi
  let pbb = flat ? 0 : phi * phi * (2 + q) + p
  let squares = 0
  let logs = 0
  let recent = 0
  let weights = 0
  for (let t = flat ? 1 : 2; t < n; t++) {
    level += slope
    slope *= phi
    pll += 2 * plb + pbb + q
    plb = phi * (plb + pbb)
    pbb = phi * phi * pbb + p
    if (!observed[t]) continue
    if (t === breakAt) pll += BREAK.variance * (pll + 1)
    const f = pll + 1
    const miss = values[t]! - level
    if (standardised) standardised[t] = miss / Math.sqrt(f)
    const square = (miss * miss) / f
    squares += square
    if (t !== breakAt) {
      recent = RECENCY.keep * recent + square
      weights = RECENCY.keep * weights + 1
    }
    logs += Math.log(f)
    const kl = pll / f
    const kb = plb / f
    level += kl * miss
    slope += kb * miss
    pbb -= kb * plb
    plb -= kl * plb
    pll -= kl * pll
  }
  if (!(squares > 0)) return null
  return {
    model,
    // the flat models explain one change more, see slopeTerm
    log: flat
      ? model.prior +
        0.5 * (Math.log(count / 2 - 0.25) - Math.log(Math.PI)) -
        0.5 * logs -
        0.5 * (count + 1) * Math.log(squares)
      : model.prior - 0.5 * logs - 0.5 * count * Math.log(squares),
    variance: recent / weights,
    level,
    slope,
    pll,
    plb,
    pbb,
  }
}

/** The period whose value surprises the best model most, if by more than three deviations of the others; else -1. */
function surprise(
  values: readonly number[],
  observed: readonly boolean[],
  n: number,
  { best, count }: Runs,
): number {
  if (count < 5) return -1
  const standardised = new Float64Array(n)
  filter(values, observed, n, best.model, -1, count, standardised)
  let at = -1
  let largest = 0
  let squares = 0
  for (let t = 3; t < n; t++) {
    const z = standardised[t]! ** 2
    squares += z
    if (z > largest) {
      largest = z
      at = t
    }
  }
  return largest > (9 * (squares - largest)) / (count - 1) ? at : -1
}

/** How much wider Student's t is than the normal near the 80 % interval (Cornish-Fisher; Abramowitz and Stegun 26.7.5). */
function studentWidening(freedom: number): number {
  const z = 1.2816
  const v = Math.max(1, freedom)
  return 1 + (z ** 2 + 1) / (4 * v) + (5 * z ** 4 + 16 * z ** 2 + 3) / (96 * v * v) + 0.3 / v ** 3
}

/**
 * The same for a running total: the models describe what is added in each period, and the additions are summed, so
 * that noise in them never goes away again.
 */
export function totalSpread(
  values: readonly number[],
  observed: readonly boolean[],
  n: number,
  horizon: number,
): Spread | null {
  const added = values.slice(1, n).map((value, t) => value - values[t]!)
  const known = added.map((_, t) => observed[t]! && observed[t + 1]!)
  if (added.length < 3) return null
  return structuralSpread(added, known, added.length, horizon, { total: values[n - 1]! })
}
