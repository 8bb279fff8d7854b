import {
  type Forecast,
  forecast,
  horizonTo,
  type PaceState,
  paceState,
  type SeriesKind,
} from '#engines/forecast'
import type { Bilingual } from '#kernel/contract'
import { monthlySeries, valueAt } from './months.ts'
import { forecastNote, reasonOf } from './reason.ts'
import { decideState } from './state-rule.ts'
import type { Point, TargetFacts } from './target.ts'

/** Where a target stands on a day; stored whole, so that pages only read. Values in base units. */
export interface AssessmentResult {
  readonly state: PaceState['state']
  /** Name of the rule that decided, see state-rule.ts. */
  readonly rule: string
  readonly reason: Bilingual
  readonly daysLeft: number
  /** Change per month that would meet the target, and the recent one. */
  readonly requiredPace: number | null
  readonly actualPace: number | null
  readonly projectedDate: string | null
  readonly forecast: { point: number; lower: number; upper: number; method: string } | null
  readonly forecastPath: { period: string; point: number; lower: number; upper: number }[]
  readonly backtest: {
    method: string
    smape: number | null
    mase: number | null
    coverage: number | null
    chosen: boolean
  }[]
  readonly forecastNote: Bilingual | null
}

const LEVEL = 0.8

/**
 * Forecasts a target to its deadline with an 80% interval and decides its state on a day.
 * Only values dated up to that day count; pure, so a past month can be assessed again from what is recorded for it.
 */
export function assess(target: TargetFacts, points: readonly Point[], asOf: string): AssessmentResult {
  const observed = paceObservations(target, points, asOf)
  const series = monthlySeries(observed, asOf, { carry: target.live, withRunning: !target.live })
  const expected = notBelow(forecastOf(target, series), target, observed)
  const pace = paceState({
    observations: observed.map(({ period, value }) => ({ date: period, value })),
    target: target.value,
    comparator: target.comparator,
    start: target.start,
    deadline: target.deadline,
    today: asOf,
    baseline: target.baseline ?? undefined,
    forecast: expected,
  })
  const decided = decideState(pace)
  const last = expected?.steps.at(-1)
  return {
    state: decided.state,
    rule: decided.rule.code,
    reason: reasonOf(target, decided),
    daysLeft: pace.daysLeft,
    requiredPace: pace.requiredPerMonth,
    actualPace: pace.actualPerMonth,
    projectedDate: pace.projectedDate,
    forecast:
      last && expected?.method
        ? { point: last.point, lower: last.lower, upper: last.upper, method: expected.method }
        : null,
    forecastPath: (expected?.steps ?? []).map(({ period, point, lower, upper }) => ({
      period,
      point,
      lower,
      upper,
    })),
    backtest: (expected?.backtest ?? []).map(({ method, smape, mase, coverage, chosen }) => ({
      method,
      smape,
      mase,
      coverage,
      chosen,
    })),
    forecastNote: expected ? forecastNote(expected) : null,
  }
}

/** A live value that was measured again and found the same is known for the day it was measured, too. */
function paceObservations(target: TargetFacts, points: readonly Point[], asOf: string): Point[] {
  const known = points.filter((point) => point.period <= asOf)
  const newest = known.reduce<Point | null>(
    (best, point) => (best === null || point.period > best.period ? point : best),
    null,
  )
  const { measuredOn } = target
  if (!target.live || newest === null || measuredOn === null) return known
  const day = measuredOn < asOf ? measuredOn : asOf
  return day > newest.period ? [...known, { period: day, value: newest.value }] : known
}

/**
 * What is counted stays counted: neither the forecast nor its interval may lie below today's value. The engine knows the
 * full months only, so it cannot see what the running month has brought.
 */
function notBelow(
  expected: Forecast | undefined,
  target: TargetFacts,
  observed: readonly Point[],
): Forecast | undefined {
  if (!expected || !target.cumulative) return expected
  const today = valueAt(observed, '9999-12-31')?.value
  if (today === undefined) return expected
  return {
    ...expected,
    steps: expected.steps.map((step) => ({
      ...step,
      point: Math.max(step.point, today),
      lower: Math.max(step.lower, today),
      upper: Math.max(step.upper, today),
    })),
  }
}

function forecastOf(target: TargetFacts, series: readonly Point[]): Forecast | undefined {
  const last = series.at(-1)
  if (!last) return undefined
  const horizon = horizonTo(last.period, target.deadline, 'month')
  if (horizon < 1) return undefined
  const kind: SeriesKind = target.unit === 'ratio' ? 'ratio' : target.unit === 'fen' ? 'level' : 'count'
  return forecast(series, {
    frequency: 'month',
    horizon,
    level: LEVEL,
    kind,
    // Money that never was negative stays so; an S-curve or a season of its own would be a guess.
    lowerBound: kind === 'level' && series.every(({ value }) => value >= 0) ? 0 : undefined,
    cumulative: target.cumulative,
  })
}
