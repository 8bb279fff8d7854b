import type { PaceState } from '#engines/forecast'
import { STATE_RULE } from '../contract.ts'

export type StateCode =
  | Exclude<PaceState['rule']['code'], 'forecast-reaches' | 'forecast-upper-reaches' | 'forecast-falls-short'>
  | 'forecast-likely'
  | 'forecast-open'
  | 'forecast-unlikely'

export interface Decided {
  readonly state: PaceState['state']
  readonly rule: { readonly code: StateCode; readonly params: Record<string, number | string> }
}

/**
 * The state of a target. With a forecast that passed its backtest the probability of reaching the target by the deadline
 * decides: green from 70 %, red below 30 %, amber between. Without one the pace does: green when the recent pace is at
 * least the required one, amber from 80 % of it, red below. What is met, over or unknown stays as the engine has it: a
 * target that is met now but expected to slip back by the deadline is amber.
 */
export function decideState({
  state,
  rule,
  atDeadline,
}: Pick<PaceState, 'state' | 'rule' | 'atDeadline'>): Decided {
  const { code, params } = rule
  switch (code) {
    case 'forecast-reaches':
    case 'forecast-upper-reaches':
    case 'forecast-falls-short': {
      const probability = atDeadline?.probability ?? Number(params.probability)
      const { greenFrom, redBelow } = STATE_RULE
      const told = { ...params, green: greenFrom, red: redBelow }
      if (probability >= greenFrom) return { state: 'green', rule: { code: 'forecast-likely', params: told } }
      return probability < redBelow
        ? { state: 'red', rule: { code: 'forecast-unlikely', params: told } }
        : { state: 'amber', rule: { code: 'forecast-open', params: told } }
    }
    default:
      return { state, rule: { code, params } }
  }
}
