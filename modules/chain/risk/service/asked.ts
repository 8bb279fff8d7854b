import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { indexOf, type Network } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { firmSight } from '../../service/sight.ts'
import type { RiskRules } from '../domain/assumptions.ts'
import { type Prepared, prepared } from './prepared.ts'

export const secondsSince = (begun: number) => (performance.now() - begun) / 1000
/** A firm that fails altogether. */
export const whole = (firm: number) => ({ firm: Uint32Array.of(firm), share: Float64Array.of(1) })

export interface Asked {
  readonly network: Network
  readonly firm: number
  readonly rules: RiskRules
  readonly ready: Prepared
}

/** The firm that is asked about, under the assumptions asked for. */
export async function asked(ctx: Ctx, id: string, changes: Partial<RiskRules> = {}): Promise<Asked> {
  const network = await networkOf(ctx)
  const firm = indexOf(network).firmById.get(id)
  if (firm === undefined || !firmSight(ctx, network)(firm))
    throw new AppError('chain.risk.firmNotFound', { id }, { status: 404 })
  const rules = withChanges((await settingsOf(ctx)).risk, changes)
  return { network, firm, rules, ready: await prepared(network, rules) }
}

/** Assumptions with what one question changes; what is left out stays. */
export function withChanges(rules: RiskRules, changes: Partial<RiskRules>): RiskRules {
  const told = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...rules, ...Object.fromEntries(told) }
}
