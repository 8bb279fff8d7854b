import { dampedHolt } from './methods/damped-holt.ts'
import { logistic } from './methods/logistic.ts'
import {
  deseasonalised,
  isSeasonal,
  type Seasonality,
  seasonality,
  seasonalNaive,
} from './methods/seasonal.ts'
import { drift, type Extrapolate, linearPace, naive, recentPace, theta } from './methods/trend.ts'
import { type Spread, structuralSpread, totalSpread } from './structural.ts'
import type { MethodId, SeriesKind } from './types.ts'

export interface Candidate {
  id: MethodId
  extrapolate: Extrapolate
}

/** Log odds against any slope. */
const DOUBTFUL_SLOPE = 3

/** What the caller says of the series. */
export interface Traits {
  kind: SeriesKind
  upperBound: number | null
  cumulative: boolean
}

/** Spread of the structural models from the first n values; null where those are too few or lie on a line. */
type SpreadOf = (n: number, horizon: number) => Spread | null

export interface CandidateSet {
  seasonal: boolean
  candidates: Candidate[]
  spreadOf: SpreadOf
}

/**
 * The methods worth trying on this history. With a significant season: seasonal naive and the trend methods on
 * deseasonalised values, beside the plain naive as yardstick; without: the trend methods, and logistic growth
 * for counts and ratios.
 */
export function candidatesFor(
  values: readonly number[],
  observed: readonly boolean[],
  seasons: number,
  traits: Traits,
): CandidateSet {
  const { kind, upperBound, cumulative } = traits
  if (isSeasonal(values, seasons)) {
    const multiply = (kind === 'flow' || kind === 'count') && values.every((value) => value > 0)
    const whole = seasonality(values, seasons, multiply)!
    // an origin before the second full year cannot see the season itself and borrows it from the whole history
    const seasonOf = (train: readonly number[]): Seasonality => seasonality(train, seasons, multiply) ?? whole
    const without =
      (base: Extrapolate): Extrapolate =>
      (train, horizon) =>
        deseasonalised(base, seasonOf(train))(train, horizon)
    const spreadOf = remembered((n, horizon) =>
      seasonalSpread(values, observed, n, horizon, seasonOf(values.slice(0, n))),
    )
    return {
      seasonal: true,
      candidates: [
        { id: 'naive', extrapolate: naive },
        { id: 'seasonal-naive', extrapolate: seasonalNaive(seasons) },
        { id: 'seasonal-linear-pace', extrapolate: without(linearPace) },
        { id: 'seasonal-damped-holt', extrapolate: without(dampedHolt) },
        { id: 'seasonal-theta', extrapolate: without(theta) },
        { id: 'seasonal-structural', extrapolate: meanOf(spreadOf) },
      ],
      spreadOf,
    }
  }
  if (cumulative) {
    // a running total never returns to a line, so only methods that start from the last value are of use
    const spreadOf = remembered((n, horizon) => totalSpread(values, observed, n, horizon))
    return {
      seasonal: false,
      candidates: [
        { id: 'naive', extrapolate: naive },
        { id: 'drift', extrapolate: drift },
        { id: 'recent-pace', extrapolate: recentPace },
        { id: 'structural', extrapolate: meanOf(spreadOf) },
      ],
      spreadOf,
    }
  }
  const curveBound = kind === 'count' || kind === 'ratio' ? (upperBound ?? Number.POSITIVE_INFINITY) : null
  // within less than two years, the slope of a flow may be half of a season
  const doubt = kind === 'flow' && values.length < 2 * seasons ? DOUBTFUL_SLOPE : 0
  const spreadOf = remembered((n, horizon) =>
    structuralSpread(values, observed, n, horizon, { curveBound, doubt }),
  )
  const candidates: Candidate[] = [
    { id: 'naive', extrapolate: naive },
    { id: 'drift', extrapolate: drift },
    { id: 'linear-pace', extrapolate: linearPace },
    { id: 'recent-pace', extrapolate: recentPace },
    { id: 'damped-holt', extrapolate: dampedHolt },
    { id: 'theta', extrapolate: theta },
    { id: 'structural', extrapolate: meanOf(spreadOf) },
  ]
  if (curveBound !== null) {
    candidates.push({ id: 'logistic', extrapolate: (train, horizon) => logistic(train, horizon, curveBound) })
  }
  return { seasonal: false, candidates, spreadOf }
}

/** The structural models as a method; they are run on the series that they were made for, known to its first n values. */
function meanOf(spreadOf: SpreadOf): Extrapolate {
  return (train, horizon) => spreadOf(train.length, horizon)?.path ?? null
}

function remembered(spreadOf: SpreadOf): SpreadOf {
  const known = new Map<string, Spread | null>()
  return (n, horizon) => {
    const key = `${n}+${horizon}`
    let spread = known.get(key)
    if (spread === undefined) {
      spread = spreadOf(n, horizon)
      known.set(key, spread)
    }
    return spread
  }
}

function seasonalSpread(
  values: readonly number[],
  observed: readonly boolean[],
  n: number,
  horizon: number,
  season: Seasonality,
): Spread | null {
  const index = (t: number): number => season.indices[t % season.indices.length]!
  const plain = values.slice(0, n).map((value, t) => (season.multiply ? value / index(t) : value - index(t)))
  const spread = structuralSpread(plain, observed, n, horizon)
  if (!spread) return null
  const back = (value: number, at: number): number =>
    season.multiply ? value * index(n + (at % horizon)) : value + index(n + (at % horizon))
  return {
    ...spread,
    means: spread.means.map(back),
    sds: season.multiply ? spread.sds.map(back) : spread.sds,
    path: spread.path.map(back),
  }
}
