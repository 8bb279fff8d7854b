/** How often a value is reported; also the length of one forecast step. */
export type Frequency = 'month' | 'quarter' | 'year'

/**
 * What the numbers are, which decides bounds and candidate methods.
 * - `count`: how many there are (firms, stations); never below 0, may saturate (logistic).
 * - `flow`: how much in each period (output, sales); never below 0 if the history is not, seasonal swings scale with the level.
 * - `ratio`: a share stored as 0..1; stays in 0..1 if the history does.
 * - `level`: anything else; no bounds, treated the same at every height (shift equivariant).
 */
export type SeriesKind = 'count' | 'level' | 'ratio' | 'flow'

/** One reported value. `period` is any day of the period (`YYYY-MM-DD`), `YYYY-MM`, or `YYYY`. */
export interface SeriesPoint {
  period: string
  value: number
}

export interface ForecastOptions {
  frequency: Frequency
  /** Steps to forecast beyond the last observed period, 1 or more. */
  horizon: number
  /** Nominal coverage of the interval, 0.5 to 0.99; 0.8 by default. */
  level?: number
  /** `level` by default. */
  kind?: SeriesKind
  /** Values can never lie below this; overrides the bound that the kind implies. */
  lowerBound?: number
  /** Values can never lie above this; overrides the bound that the kind implies. */
  upperBound?: number
  /** The value can only grow (a running total): path and lower bound never fall below the last value. */
  cumulative?: boolean
}

type BaseMethodId =
  | 'naive'
  | 'drift'
  | 'linear-pace'
  | 'recent-pace'
  | 'damped-holt'
  | 'theta'
  | 'structural'
  | 'logistic'

export type MethodId =
  | BaseMethodId
  | 'seasonal-naive'
  | 'seasonal-linear-pace'
  | 'seasonal-damped-holt'
  | 'seasonal-theta'
  | 'seasonal-structural'

/** One step of the forecast, in the unit of the series. */
export interface ForecastStep {
  step: number
  /** Last day of the period, `YYYY-MM-DD`. */
  period: string
  point: number
  lower: number
  upper: number
  /** Half width of the interval before bounds are applied; what `probabilityOf` uses. */
  halfWidth: number
}

/** How one candidate did when the past was forecast from earlier origins. */
export interface BacktestRow {
  method: MethodId | 'combination'
  /** Symmetric mean absolute percentage error, 0..2 (0.1 is 10 %). */
  smape: number
  /** Mean absolute scaled error: below 1 beats the (seasonal) naive in-sample step. */
  mase: number
  /** Share of past values inside the interval made from the other origins; null with fewer than 3 origins. */
  coverage: number | null
  origins: number
  /** What the choice is made by: horizon-weighted absolute error over that of the naive; lower is better. */
  score: number
  chosen: boolean
}

/** A thing the reader should know about the forecast: a translation key and its parameters. */
export interface ForecastNote {
  code:
    | 'no-observations'
    | 'too-few-for-pace'
    | 'insufficient'
    | 'too-many-missing'
    | 'missing-filled'
    | 'corrections-used'
    | 'not-a-number'
    | 'seasonal'
    | 'no-variation'
    | 'beyond-backtest'
  params: Record<string, number | string>
}

/** A period that was reported more than once; the later entry of the input counts. */
export interface Correction {
  period: string
  values: number[]
  used: number
}

export interface HistoryPoint {
  period: string
  value: number
  /** True where the period was not reported and the value is interpolated for the methods only. */
  filled: boolean
}

export interface Forecast {
  /** `ok`: backtested. `insufficient`: too short, linear pace with a wide interval. `unknown`: no forecast at all. */
  status: 'ok' | 'insufficient' | 'unknown'
  method: MethodId | 'combination' | null
  /** The methods behind `method` with their weights, which add up to 1. */
  members: { method: MethodId; weight: number }[]
  frequency: Frequency
  level: number
  steps: ForecastStep[]
  backtest: BacktestRow[]
  notes: ForecastNote[]
  history: HistoryPoint[]
  corrections: Correction[]
  lowerBound: number | null
  upperBound: number | null
}
