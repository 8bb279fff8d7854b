import {
  type Backtest,
  naiveScale,
  type Residual,
  residualsOf,
  rollingOrigin,
  smape,
  weightedError,
} from './backtest.ts'
import { periodEnd, SEASONS } from './calendar.ts'
import { type Candidate, candidatesFor } from './candidates.ts'
import { blend, chooseMembers, type Member } from './combine.ts'
import { calibratedLevel, type HalfWidth, halfWidthOf, scoresOf } from './intervals.ts'
import { type PreparedSeries, prepareSeries } from './prepare.ts'
import { shortForecast } from './short.ts'
import type { Spread } from './structural.ts'
import { TUNING, type Tuning } from './tuning.ts'
import type {
  BacktestRow,
  Forecast,
  ForecastNote,
  ForecastOptions,
  ForecastStep,
  SeriesPoint,
} from './types.ts'

/**
 * Forecasts a series to a horizon with a calibrated interval.
 *
 * Fits several simple methods, scores each by rolling-origin backtest, combines the best, and builds the interval
 * from the combination's own out-of-sample misses (methods and sources: README). Deterministic: no clock, no
 * randomness. Entries may come in any order; where a period is reported twice the later entry counts.
 *
 * @param series values in any unit; forecast and bounds come back in the same one
 * @returns `status` says whether to trust it: fewer than 8 observations, or more gaps than values, give
 *   `insufficient` (linear pace, wide interval, no backtest); fewer than 3 give `unknown` and no steps
 * @throws RangeError for a period that is no date, or options out of range
 *
 * @example
 * const f = forecast(stations, { frequency: 'month', horizon: 14, kind: 'count' })
 * f.steps.at(-1) // { step: 14, period: '2027-12-31', point: 1985, lower: 1890, upper: 2080, ... }
 */
export function forecast(series: readonly SeriesPoint[], options: ForecastOptions): Forecast {
  return forecastWith(series, options, TUNING)
}

/** `forecast` with other constants; for calibration only. */
export function forecastWith(
  series: readonly SeriesPoint[],
  options: ForecastOptions,
  tuning: Tuning,
): Forecast {
  const level = checkOptions(options)
  const prepared = prepareSeries(series, options.frequency)
  const known = prepared.values.filter((_, t) => prepared.observed[t])
  const bounds = boundsOf(known, options)
  const result: Forecast = {
    status: 'unknown',
    method: null,
    members: [],
    frequency: options.frequency,
    level,
    steps: [],
    backtest: [],
    notes: dataNotes(prepared),
    history: prepared.values.map((value, t) => ({
      period: periodEnd(prepared.first + t, options.frequency),
      value,
      filled: !prepared.observed[t],
    })),
    corrections: prepared.corrections,
    lowerBound: bounds.lower,
    upperBound: bounds.upper,
  }
  const place = (path: readonly number[], halfWidth: HalfWidth): ForecastStep[] =>
    placeSteps(path, halfWidth, prepared, options, bounds)

  const gappy = prepared.missing.length > known.length
  if (known.length < tuning.enough || gappy) {
    const short = shortForecast(prepared, options.frequency, known, options.horizon, level, tuning.enough)
    result.notes.push(...short.notes)
    if (short.path) {
      result.status = 'insufficient'
      result.method = short.method
      result.members = [{ method: short.method, weight: 1 }]
      result.steps = place(short.path, short.halfWidth)
    }
    return result
  }

  const plan = backtestAll(prepared, options, bounds.upper, tuning)
  const { candidates, members, rows, residuals } = plan
  const path = blend(members, (c) => candidates[c]!.extrapolate(prepared.values, options.horizon))!
  const spread = plan.spreadOf(prepared.values.length, options.horizon)
  const scores = scoresOf(beside(residuals, plan.origins, spread?.breakAt ?? -1), plan.spreads)
  const halfWidth = spread ? halfWidthOf(spread, path, calibratedLevel(scores, level, tuning)) : () => 0
  result.status = 'ok'
  result.method = members.length === 1 ? candidates[members[0]!.candidate]!.id : 'combination'
  result.members = members.map(({ candidate, weight }) => ({ method: candidates[candidate]!.id, weight }))
  result.backtest = rows(level)
  result.steps = place(path, halfWidth)
  result.notes.push(...plan.notes)
  return result
}

interface Bounds {
  lower: number | null
  upper: number | null
}

function checkOptions(options: ForecastOptions): number {
  const level = options.level ?? 0.8
  if (!Number.isInteger(options.horizon) || options.horizon < 1) {
    throw new RangeError(`horizon must be a whole number of at least 1, not ${options.horizon}`)
  }
  if (!(level >= 0.5 && level <= 0.99)) throw new RangeError(`level must lie in 0.5..0.99, not ${level}`)
  return level
}

function boundsOf(known: readonly number[], options: ForecastOptions): Bounds {
  const { kind = 'level' } = options
  const implied: Bounds = { lower: null, upper: null }
  if (kind !== 'level' && known.every((value) => value >= 0)) implied.lower = 0
  if (kind === 'ratio' && known.every((value) => value <= 1)) implied.upper = 1
  return { lower: options.lowerBound ?? implied.lower, upper: options.upperBound ?? implied.upper }
}

function dataNotes(prepared: PreparedSeries): ForecastNote[] {
  const notes: ForecastNote[] = []
  const { missing, corrections, notNumbers } = prepared
  if (missing.length) {
    notes.push({ code: 'missing-filled', params: { count: missing.length, periods: missing.join(', ') } })
  }
  if (corrections.length) notes.push({ code: 'corrections-used', params: { count: corrections.length } })
  if (notNumbers) notes.push({ code: 'not-a-number', params: { count: notNumbers } })
  return notes
}

interface Plan {
  candidates: Candidate[]
  members: Member[]
  /** Misses of the chosen combination. */
  residuals: Residual[]
  /** What the structural models hold likely from the first n values; null where those lie on a line. */
  spreadOf: (n: number, horizon: number) => Spread | null
  /** Number of values known at each origin. */
  origins: number[]
  /** The same at every origin of the backtest. */
  spreads: (Spread | null)[]
  rows: (level: number) => BacktestRow[]
  notes: ForecastNote[]
}

function backtestAll(
  prepared: PreparedSeries,
  options: ForecastOptions,
  upperBound: number | null,
  tuning: Tuning,
): Plan {
  const { values, observed } = prepared
  const n = values.length
  const seasons = SEASONS[options.frequency]
  const { seasonal, candidates, spreadOf } = candidatesFor(values, observed, seasons, {
    kind: options.kind ?? 'level',
    upperBound,
    cumulative: options.cumulative ?? false,
  })
  let firstTrain = Math.max(tuning.firstTrain, Math.floor(n * tuning.trainShare))
  // origins that see two whole years estimate the season honestly; use only those when there are enough of them
  if (seasonal) firstTrain = Math.max(n - 2 * seasons >= 4 ? 2 * seasons : seasons + 1, firstTrain)
  const tested: Backtest = rollingOrigin(values, candidates, {
    firstTrain,
    maxOrigins: tuning.maxOrigins,
    horizon: options.horizon,
  })
  const residualsBy = tested.paths.map((paths) => residualsOf(values, observed, tested.origins, paths))
  const yardstick = weightedError(residualsBy[0]!)
  const scores = residualsBy.map((residuals, c) => {
    const usable =
      residuals.length >= residualsBy[0]!.length * 0.5 && candidates[c]!.extrapolate(values, options.horizon)
    if (!usable) return Number.NaN
    // a method that did not run at some origins is compared on the others only
    const ran = new Set(residuals.map((r) => r.origin))
    const base = weightedError(residualsBy[0]!.filter((r) => ran.has(r.origin)))
    return base > 0 ? weightedError(residuals) / base : weightedError(residuals) > 0 ? Number.NaN : 0
  })
  const members = chooseMembers(
    scores.map((score, c) => (candidates[c]!.id.endsWith('structural') ? score * tuning.favour : score)),
    tuning,
  )
  const blended = tested.origins.map((_, o) => blend(members, (c) => tested.paths[c]![o]!))
  const residuals = residualsOf(values, observed, tested.origins, blended)

  const spreads = tested.origins.map((k) => spreadOf(k, Math.min(options.horizon, n - k)))
  const scale = naiveScale(values, seasonal ? seasons : 1)
  const rowOf = (
    method: BacktestRow['method'],
    of: readonly Residual[],
    score: number,
    chosen: boolean,
    level: number,
  ): BacktestRow => ({
    method,
    smape: smape(of.map(({ truth, error }) => ({ truth, point: truth - error }))),
    mase: scale > 0 ? of.reduce((sum, r) => sum + Math.abs(r.error), 0) / of.length / scale : 0,
    coverage: leaveOneOutCoverage(of, spreads, level, tuning),
    origins: new Set(of.map((r) => r.origin)).size,
    score,
    chosen,
  })
  const rows = (level: number): BacktestRow[] => {
    const table = candidates.flatMap(({ id }, c) =>
      residualsBy[c]!.length && Number.isFinite(scores[c])
        ? [rowOf(id, residualsBy[c]!, scores[c]!, members.length === 1 && members[0]!.candidate === c, level)]
        : [],
    )
    if (members.length > 1) {
      const score = weightedError(residuals) / yardstick
      table.push(rowOf('combination', residuals, score, true, level))
    }
    return table.sort((a, b) => a.score - b.score)
  }
  const notes: ForecastNote[] = []
  if (seasonal) notes.push({ code: 'seasonal', params: { seasons } })
  if (values.every((value) => value === values[0])) notes.push({ code: 'no-variation', params: {} })
  const reach = Math.max(0, ...residuals.map((r) => r.h))
  if (reach < options.horizon) {
    notes.push({ code: 'beyond-backtest', params: { tested: reach, horizon: options.horizon } })
  }
  return { candidates, members, residuals, origins: tested.origins, spreadOf, spreads, rows, notes }
}

/** Misses that a sudden change of level found in the history has no part in: it is not expected to come again. */
function beside(
  residuals: readonly Residual[],
  origins: readonly number[],
  breakAt: number,
): readonly Residual[] {
  if (breakAt < 0) return residuals
  return residuals.filter(({ origin, h }) => origins[origin]! > breakAt || origins[origin]! + h <= breakAt)
}

/** Share of misses inside an interval made without the origin they come from. */
function leaveOneOutCoverage(
  residuals: readonly Residual[],
  spreads: readonly (Spread | null)[],
  level: number,
  tuning: Tuning,
): number | null {
  const scores = scoresOf(residuals, spreads)
  const origins = [...new Set(scores.map((score) => score.origin))]
  if (origins.length < 3) return null
  let inside = 0
  for (const origin of origins) {
    const others = scores.filter((score) => score.origin !== origin)
    const limit = calibratedLevel(others, level, tuning)
    for (const score of scores) if (score.origin === origin && score.inside <= limit) inside++
  }
  return inside / scores.length
}

function placeSteps(
  path: readonly number[],
  halfWidth: HalfWidth,
  prepared: PreparedSeries,
  options: ForecastOptions,
  bounds: Bounds,
): ForecastStep[] {
  const last = prepared.values.at(-1)!
  let floor = options.cumulative ? last : Number.NEGATIVE_INFINITY
  const clip = (value: number): number =>
    Math.min(
      bounds.upper ?? Number.POSITIVE_INFINITY,
      Math.max(bounds.lower ?? Number.NEGATIVE_INFINITY, value, options.cumulative ? last : value),
    )
  let widest = 0
  return path.map((raw, i) => {
    const step = i + 1
    // uncertainty never shrinks further ahead
    widest = Math.max(widest, halfWidth(step))
    const point = clip(Math.max(raw, floor))
    if (options.cumulative) floor = point
    return {
      step,
      period: periodEnd(prepared.first + prepared.values.length - 1 + step, options.frequency),
      point,
      lower: clip(point - widest),
      upper: clip(point + widest),
      halfWidth: widest,
    }
  })
}
