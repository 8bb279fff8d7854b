import { dampedHolt } from './methods/damped-holt.ts'
import { logistic } from './methods/logistic.ts'
import { deseasonalised, isSeasonal, seasonality, seasonalNaive } from './methods/seasonal.ts'
import { drift, type Extrapolate, linearPace, naive, recentPace, theta } from './methods/trend.ts'
import type { MethodId, SeriesKind } from './types.ts'

export interface Candidate {
  id: MethodId
  extrapolate: Extrapolate
}

export interface CandidateSet {
  seasonal: boolean
  candidates: Candidate[]
}

/**
 * The methods worth trying on this history. With a significant season: seasonal naive and the trend methods on
 * deseasonalised values, beside the plain naive as yardstick; without: the trend methods, and logistic growth
 * for counts and ratios.
 */
export function candidatesFor(
  values: readonly number[],
  kind: SeriesKind,
  seasons: number,
  upperBound: number | null,
): CandidateSet {
  if (isSeasonal(values, seasons)) {
    const multiply = (kind === 'flow' || kind === 'count') && values.every((value) => value > 0)
    const whole = seasonality(values, seasons, multiply)!
    const without =
      (base: Extrapolate): Extrapolate =>
      (train, horizon) =>
        // an origin before the second full year cannot see the season itself and borrows it from the whole history
        deseasonalised(base, seasonality(train, seasons, multiply) ?? whole)(train, horizon)
    return {
      seasonal: true,
      candidates: [
        { id: 'naive', extrapolate: naive },
        { id: 'seasonal-naive', extrapolate: seasonalNaive(seasons) },
        { id: 'seasonal-linear-pace', extrapolate: without(linearPace) },
        { id: 'seasonal-damped-holt', extrapolate: without(dampedHolt) },
        { id: 'seasonal-theta', extrapolate: without(theta) },
      ],
    }
  }
  const candidates: Candidate[] = [
    { id: 'naive', extrapolate: naive },
    { id: 'drift', extrapolate: drift },
    { id: 'linear-pace', extrapolate: linearPace },
    { id: 'recent-pace', extrapolate: recentPace },
    { id: 'damped-holt', extrapolate: dampedHolt },
    { id: 'theta', extrapolate: theta },
  ]
  if (kind === 'count' || kind === 'ratio') {
    candidates.push({
      id: 'logistic',
      extrapolate: (train, horizon) => logistic(train, horizon, upperBound ?? undefined),
    })
  }
  return { seasonal: false, candidates }
}
