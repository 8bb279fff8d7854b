import type { Forecast } from './types.ts'

/**
 * How the value is held against the target. `increase_by` and `decrease_by` count from `baseline`;
 * `reach` is `at_least`.
 */
export type PaceComparator = 'reach' | 'at_least' | 'more_than' | 'at_most' | 'increase_by' | 'decrease_by'

export interface Observed {
  /** Civil date the value holds for: the last day of its period. */
  date: string
  value: number
}

export interface PaceInput {
  observations: readonly Observed[]
  /** In the unit of the observations; for `increase_by` and `decrease_by` the change. */
  target: number
  comparator: PaceComparator
  /** First day of the plan, `YYYY-MM-DD`. */
  start: string
  /** Last day on which the target may be met, `YYYY-MM-DD`. */
  deadline: string
  /** The day of the question; the engine has no clock. */
  today: string
  /** Value at `start`. Needed for `increase_by` and `decrease_by`; else it only helps to read a pace. */
  baseline?: number
  /** Forecast of the same observations that reaches the deadline; used when its status is `ok`. */
  forecast?: Forecast
}

export type State = 'achieved' | 'green' | 'amber' | 'red' | 'unknown'

/** The rule that decided the state: a translation key, with the numbers it looked at. See the README's table. */
export type PaceRule =
  | 'no-observation'
  | 'no-target'
  | 'no-baseline'
  | 'not-started'
  | 'achieved'
  | 'achieved-may-not-hold'
  | 'deadline-passed'
  | 'deadline-value-missing'
  | 'forecast-reaches'
  | 'forecast-upper-reaches'
  | 'forecast-falls-short'
  | 'pace-enough'
  | 'pace-slow'
  | 'pace-too-slow'
  | 'pace-unknown'

export interface PaceState {
  state: State
  rule: { code: PaceRule; params: Record<string, number | string> }
  /** The target as a value to compare with: baseline added where the comparator counts from it. */
  targetValue: number | null
  latest: Observed | null
  /** Still missing, in the unit of the target; 0 when met. */
  gap: number | null
  /** Whole days from today to the deadline; negative after it. */
  daysLeft: number
  /** Change per month needed from the latest value to the deadline; negative where the value must fall. */
  requiredPerMonth: number | null
  /** Recent change per month, see `recentMonthlyPace`. */
  actualPerMonth: number | null
  /** actual / required; null where nothing is required or the pace is unknown. */
  paceRatio: number | null
  /** Day on which the target is met if forecast and pace hold; null when never within 50 years, or unknown. */
  projectedDate: string | null
  /** Point and interval of the forecast at the deadline. */
  atDeadline: { point: number; lower: number; upper: number; probability: number } | null
}
