import { addMonths, daysBetween, horizonTo, monthsBetween, periodEnd, periodIndex } from './calendar.ts'
import type { Observed, PaceComparator, PaceInput, PaceState, State } from './pace-types.ts'
import { normalCdf, normalQuantile, theilSen } from './statistics.ts'
import type { Forecast, ForecastStep } from './types.ts'

/** Pace ratios that separate green from amber from red where there is no forecast. */
export const PACE_GREEN = 1
export const PACE_AMBER = 0.8

/** Window of the recent pace, in months before the latest value. */
const RECENT_MONTHS = 12
/** A change over less than this many months is no pace. */
const SHORTEST_MONTHS = 2
const FARTHEST_MONTHS = 600

/**
 * Change per month from `latest` that meets `target` on `deadline`; 0 when it is met already, null when the
 * latest value is not from before the deadline. Unit: that of the values, per mean month (30.44 days).
 *
 * Counted from the day of the latest value, not from today: what happened since is unknown, not nothing.
 *
 * @example requiredPace({ date: '2026-10-31', value: 700 }, 1000, 'at_least', '2027-12-31') // 21.4
 */
export function requiredPace(
  latest: Observed,
  target: number,
  comparator: PaceComparator,
  deadline: string,
): number | null {
  if (meets(latest.value, target, comparator)) return 0
  const months = monthsBetween(latest.date, deadline)
  return months > 0 ? (target - latest.value) / months : null
}

/**
 * Robust recent change per month: Theil-Sen slope over the values of the last 12 months, or over all since there
 * are at least 3. With fewer, the straight line between the first and the last; null when they span less
 * than 2 months.
 */
export function recentMonthlyPace(observations: readonly Observed[]): number | null {
  const sorted = latestFirst(observations)
  const last = sorted[0]
  if (!last) return null
  const age = (o: Observed): number => monthsBetween(o.date, last.date)
  const recent = sorted.filter((o) => age(o) <= RECENT_MONTHS + 0.5)
  const used = recent.length >= 3 ? recent : sorted.slice(0, 3)
  if (used.length < 2 || age(used.at(-1)!) < SHORTEST_MONTHS) return null
  return theilSen(
    used.map((o) => -age(o)),
    used.map((o) => o.value),
  ).slope
}

/** Whether a value satisfies the target; `target` is absolute here (baseline already added). */
export function meets(value: number, target: number, comparator: PaceComparator): boolean {
  if (comparator === 'more_than') return value > target
  return isCeiling(comparator) ? value <= target : value >= target
}

/**
 * Probability that a forecast step satisfies the target: normal, centred on the point, as wide as the interval.
 * Between 0 and 1; exactly 0.5 where the point is the target.
 */
export function probabilityOf(
  step: ForecastStep,
  level: number,
  target: number,
  comparator: PaceComparator,
): number {
  const spread = step.halfWidth / normalQuantile((1 + level) / 2)
  if (!(spread > 0)) return meets(step.point, target, comparator) ? 1 : 0
  const above = normalCdf((step.point - target) / spread)
  return isCeiling(comparator) ? 1 - above : above
}

/**
 * State of a target: required against actual pace, projection, and green, amber, red, achieved or unknown with the
 * rule that decided. Pure: `today` is passed in; observations after `today` or the deadline are ignored.
 *
 * @throws RangeError for a date that is none
 *
 * @example
 * paceState({ observations, target: 1000, comparator: 'at_least', start: '2025-01-01',
 *   deadline: '2027-12-31', today: '2026-11-23', forecast: forecast(series, options) })
 * // { state: 'amber', rule: { code: 'forecast-upper-reaches', params: { point: 960, upper: 1030, ... } }, ... }
 */
export function paceState(input: PaceInput): PaceState {
  const { comparator, baseline, deadline, today } = input
  const relative = comparator === 'increase_by' || comparator === 'decrease_by'
  // what was reached after the deadline was not reached by it
  const usable = latestFirst(input.observations).filter(
    (o) => daysBetween(o.date, today) >= 0 && daysBetween(o.date, deadline) >= 0,
  )
  const result: PaceState = {
    state: 'unknown',
    rule: { code: 'no-target', params: {} },
    targetValue: null,
    latest: usable[0] ?? null,
    gap: null,
    daysLeft: daysBetween(today, deadline),
    requiredPerMonth: null,
    actualPerMonth: recentMonthlyPace(usable),
    paceRatio: null,
    projectedDate: null,
    atDeadline: null,
  }
  const decide = (state: State, code: PaceState['rule']['code'], params = {}): PaceState => ({
    ...result,
    state,
    rule: { code, params },
  })
  if (!Number.isFinite(input.target)) return decide('unknown', 'no-target')
  if (relative && !Number.isFinite(baseline)) return decide('unknown', 'no-baseline')
  const sign = comparator === 'decrease_by' ? -1 : 1
  const target = relative ? baseline! + sign * input.target : input.target
  result.targetValue = target
  const latest = result.latest
  if (!latest) {
    const started = daysBetween(input.start, today) >= 0
    return decide('unknown', started ? 'no-observation' : 'not-started', { start: input.start })
  }

  // the start of the plan is a point of the line too, where nothing older is known
  if (result.actualPerMonth === null && Number.isFinite(baseline)) {
    result.actualPerMonth = recentMonthlyPace([...usable, { date: input.start, value: baseline! }])
  }
  const actual = result.actualPerMonth
  const met = meets(latest.value, target, comparator)
  result.gap = met ? 0 : Math.abs(target - latest.value)
  result.requiredPerMonth = requiredPace(latest, target, comparator, deadline)
  const required = result.requiredPerMonth
  if (required && actual !== null) result.paceRatio = actual / required
  const step = stepAt(input.forecast, deadline)
  if (step) {
    result.atDeadline = {
      point: step.point,
      lower: step.lower,
      upper: step.upper,
      probability: probabilityOf(step, input.forecast!.level, target, comparator),
    }
  }
  result.projectedDate = met ? latest.date : projectedDate(latest, target, comparator, actual, input.forecast)

  if (met) {
    const slips = step && daysBetween(latest.date, deadline) > 0 && !meets(step.point, target, comparator)
    return slips
      ? decide('amber', 'achieved-may-not-hold', { value: latest.value, target, point: step.point })
      : decide('achieved', 'achieved', { value: latest.value, target, date: latest.date })
  }
  if (result.daysLeft < 0) {
    // the last word is a value of the deadline's own day, not the silence after an older one
    const final = daysBetween(latest.date, deadline) === 0
    return final
      ? decide('red', 'deadline-passed', { value: latest.value, target, deadline })
      : decide('unknown', 'deadline-value-missing', { date: latest.date, deadline })
  }
  if (step && result.atDeadline) {
    const { point, lower, upper, probability } = result.atDeadline
    const params = { point, lower, upper, probability, target, level: input.forecast!.level }
    if (meets(point, target, comparator)) return decide('green', 'forecast-reaches', params)
    const best = isCeiling(comparator) ? lower : upper
    return meets(best, target, comparator)
      ? decide('amber', 'forecast-upper-reaches', params)
      : decide('red', 'forecast-falls-short', params)
  }
  const ratio = result.paceRatio
  if (ratio === null) return decide('unknown', 'pace-unknown', { observations: usable.length })
  const params = { ratio, actual: actual!, required: required!, green: PACE_GREEN, amber: PACE_AMBER }
  if (ratio >= PACE_GREEN) return decide('green', 'pace-enough', params)
  return ratio >= PACE_AMBER ? decide('amber', 'pace-slow', params) : decide('red', 'pace-too-slow', params)
}

function isCeiling(comparator: PaceComparator): boolean {
  return comparator === 'at_most' || comparator === 'decrease_by'
}

/** Newest first; of several values for one day the last given stays, the others were superseded. */
function latestFirst(observations: readonly Observed[]): Observed[] {
  const byDate = new Map(observations.filter((o) => Number.isFinite(o.value)).map((o) => [o.date, o]))
  return [...byDate.values()].sort((a, b) => daysBetween(a.date, b.date))
}

/** The step whose period holds the deadline; only a backtested forecast may decide a state. */
function stepAt(forecast: Forecast | undefined, deadline: string): ForecastStep | null {
  const first = forecast?.status === 'ok' ? forecast.steps[0] : undefined
  if (!forecast || !first) return null
  const before = periodEnd(periodIndex(first.period, forecast.frequency) - 1, forecast.frequency)
  return forecast.steps[horizonTo(before, deadline, forecast.frequency) - 1] ?? null
}

function projectedDate(
  latest: Observed,
  target: number,
  comparator: PaceComparator,
  pace: number | null,
  forecast: Forecast | undefined,
): string | null {
  const steps = forecast?.status === 'ok' ? forecast.steps : []
  const reached = steps.find((step) => meets(step.point, target, comparator))
  if (reached) return reached.period
  const last = steps.at(-1)
  const from = last ? { date: last.period, value: last.point } : latest
  const months = pace === null || pace === 0 ? Number.NaN : (target - from.value) / pace
  return months >= 0 && months <= FARTHEST_MONTHS ? addMonths(from.date, months) : null
}
