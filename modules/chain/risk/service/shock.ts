import type { DaysOutcome } from '#engines/systemic-risk'
import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import type { runShock, ShockHit } from '../../contract/risk-shock.ts'
import { indexOf, type Network } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { firmSight, seesAllFirms } from '../../service/sight.ts'
import { daysOptions } from '../domain/days.ts'
import type { ShockReply } from '../domain/tasks.ts'
import { withChanges } from './asked.ts'
import { outcomeOf, shownAssumptions, shownTimeline } from './outcome.ts'
import { ask, prepared } from './prepared.ts'

const KINDS = {
  firm: { zh: '企业', en: 'firm' },
  node: { zh: '环节', en: 'node' },
  district: { zh: '地区', en: 'district' },
}

/** What a shock of any firms, nodes and districts would do. A firm that is hit twice loses the larger share. */
export async function shockOf(
  ctx: Ctx,
  { hits, ...changes }: EndpointInput<typeof runShock>['body'],
): Promise<EndpointReply<typeof runShock>> {
  const begun = performance.now()
  const network = await networkOf(ctx)
  const struck = await firmsHit(ctx, network, hits)
  if (struck.size === 0) throw new AppError('chain.risk.hitEmpty', {}, { status: 422 })
  const hit = { firm: Uint32Array.from(struck.keys()), share: Float64Array.from(struck.values()) }
  const rules = withChanges((await settingsOf(ctx)).risk, changes)
  const ready = await prepared(network, rules)
  const reply = await ask<ShockReply>({
    kind: 'shock',
    network: ready.network,
    eps: rules.eps,
    ...hit,
    paths: 0,
  })
  const days = await ask<DaysOutcome>({
    kind: 'days',
    network: ready.network,
    ...hit,
    options: daysOptions(network, ready.columns, hit.firm, rules),
  })
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.risk.shock',
    resource: 'chain.analysis',
    recordId: null,
    detail: { hits: hits.length, firms: struck.size },
  })
  const { output, totalOutput } = ready.network
  const direct = [...struck].reduce((sum, [firm, share]) => sum + share * (output[firm] as number), 0)
  return {
    ...outcomeOf(ctx, network, ready, rules, reply),
    synthetic: network.synthetic,
    asOf: network.asOf,
    assumptions: shownAssumptions(rules),
    coverage: ready.coverage,
    hit: struck.size,
    direct: totalOutput > 0 ? direct / totalOutput : 0,
    ...shownTimeline(ctx, days),
    seconds: (performance.now() - begun) / 1000,
  }
}

/** The firms behind the hits and the share that each loses. Only firms that the caller may see may be asked about. */
async function firmsHit(ctx: Ctx, network: Network, hits: readonly ShockHit[]): Promise<Map<number, number>> {
  const known = await reference(ctx)
  const { firmById } = indexOf(network)
  const { firms, nodes } = network
  const sees = firmSight(ctx, network)
  const open = seesAllFirms(ctx)
  const struck = new Map<number, number>()
  const strike = (firm: number, share: number) => {
    if ((struck.get(firm) ?? 0) < share) struck.set(firm, share)
  }
  for (const [at, { kind, code, share }] of hits.entries()) {
    const refuse = () =>
      new AppError(
        'chain.risk.hitUnknown',
        { row: at + 1, kind: KINDS[kind][ctx.lang], code },
        { status: 422 },
      )
    if (kind === 'firm') {
      const firm = firmById.get(code)
      if (firm === undefined || !sees(firm)) throw refuse()
      strike(firm, share)
      continue
    }
    const isKnown = kind === 'node' ? known.nodeByCode.has(code) : known.regionByCode.has(code)
    if (!isKnown) throw refuse()
    const below = kind === 'node' ? new Set(known.below(code)) : undefined
    for (let firm = 0; firm < firms.id.length; firm++) {
      const isIn = below
        ? below.has(nodes.code[firms.node[firm] as number] ?? '')
        : firms.region[firm] === code
      if (!isIn) continue
      // Differences of two shocks would tell of firms that are not the caller's.
      if (!open && !sees(firm)) throw refuse()
      strike(firm, share)
    }
  }
  return struck
}
