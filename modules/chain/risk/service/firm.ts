import type { DaysOutcome } from '#engines/systemic-risk'
import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { getFirmDays, getFirmRisk, getSecondSources } from '../../contract/risk.ts'
import { indexOf, type Network } from '../../domain/network.ts'
import { selectNewestDone } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { firmSight, knownOr, shownFirm } from '../../service/sight.ts'
import { alternativesFor } from '../domain/alternatives.ts'
import { horizonOf, type RiskRules } from '../domain/assumptions.ts'
import { daysOptions } from '../domain/days.ts'
import { SECOND_SHARE, type SecondReply } from '../domain/second-sources.ts'
import type { ShockReply } from '../domain/tasks.ts'
import { selectModelsNaming } from '../store/models.ts'
import { importanceOf } from './importance.ts'
import { recordsOf } from './list.ts'
import { outcomeOf, pathsOf, shownAssumptions } from './outcome.ts'
import { ask, type Prepared, prepared } from './prepared.ts'

const STAGES = [null, 'developing', 'sample', 'small_batch', 'series']
const MOST_PATHS = 12
const MOST_ALTERNATIVES = 100
const MOST_FOLLOWED = 200
/** Suppliers whose bills are looked up: the failing firm and those that it stops. */
const MOST_NAMED = 300

const secondsSince = (begun: number) => (performance.now() - begun) / 1000
const whole = (firm: number) => ({ firm: Uint32Array.of(firm), share: Float64Array.of(1) })

interface Asked {
  readonly network: Network
  readonly firm: number
  readonly rules: RiskRules
  readonly ready: Prepared
}

/** The firm that is asked about, under the assumptions asked for. */
async function asked(ctx: Ctx, id: string, changes: Partial<RiskRules> = {}): Promise<Asked> {
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

/** What a firm's failing would do: how much of the chain, whom, by which path, which models, and who could step in. */
export async function firmRiskOf(
  ctx: Ctx,
  id: string,
  query: EndpointInput<typeof getFirmRisk>['query'],
): Promise<EndpointReply<typeof getFirmRisk>> {
  const begun = performance.now()
  const { network, firm, rules, ready } = await asked(ctx, id, query)
  const reply = await ask<ShockReply>({
    kind: 'shock',
    network: ready.network,
    eps: rules.eps,
    ...whole(firm),
    paths: MOST_PATHS,
  })
  const run = await selectNewestDone(ctx.db, 'risk')
  const records = run ? await recordsOf(ctx, run) : []
  const { position } = await importanceOf(ctx, network)
  const { supplier, buyer } = network.relations
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.risk.readFirm',
    resource: 'chain.analysis',
    recordId: id,
    detail: { reached: reply.losses.firm.length },
  })
  return {
    ...outcomeOf(ctx, network, ready, rules, reply),
    firm: shownFirm(network, firm),
    synthetic: network.synthetic,
    asOf: network.asOf,
    position: records.find((record) => record.id === id)?.position ?? null,
    of: records.length > 0 ? records.length : null,
    importance: position[firm] ?? null,
    suppliers: new Set(supplier.filter((of, row) => buyer[row] === firm && of !== firm)).size,
    buyers: new Set(buyer.filter((of, row) => supplier[row] === firm && of !== firm)).size,
    coverage: ready.coverage,
    assumptions: shownAssumptions(rules),
    paths: pathsOf(ctx, network, reply),
    models: await modelsOf(ctx, network, firm, rules, reply),
    alternatives: shownAlternatives(network, firm),
    seconds: secondsSince(begun),
  }
}

/** Models whose bills name the firm or one that it stops, each by the worst of them. */
async function modelsOf(
  ctx: Ctx,
  network: Network,
  firm: number,
  { stoppedFrom }: RiskRules,
  { losses }: ShockReply,
): Promise<EndpointReply<typeof getFirmRisk>['models']> {
  const { firmById } = indexOf(network)
  const own = network.firms.id[firm] as string
  const lossOf = new Map([[own, 1]])
  for (const [at, of] of losses.firm.entries())
    if ((losses.loss[at] as number) >= stoppedFrom && lossOf.size < MOST_NAMED)
      lossOf.set(network.firms.id[of] as string, losses.loss[at] as number)
  const named = await selectModelsNaming(ctx.db, [...lossOf.keys()], network.asOf)
  const sees = firmSight(ctx, network)
  const mayBill = (id: string) => {
    const at = firmById.get(id)
    const facts = { enterpriseId: id, district: at === undefined ? null : network.firms.region[at] || null }
    return ctx.kernel.permissions.decide(ctx.actor, 'chain.fact.read', facts).field('bills')
  }
  const byModel = Map.groupBy(
    named.filter(({ oemId, supplierId }) => mayBill(oemId) || mayBill(supplierId)),
    ({ id }) => id,
  )
  return [...byModel.values()]
    .map((lines) => {
      const worst = lines.reduce((a, b) =>
        (lossOf.get(b.supplierId) ?? 0) * Number(b.supplierId === own ? 2 : 1) >
        (lossOf.get(a.supplierId) ?? 0) * Number(a.supplierId === own ? 2 : 1)
          ? b
          : a,
      )
      const maker = firmById.get(worst.oemId)
      const supplier = firmById.get(worst.supplierId)
      return {
        id: worst.id,
        code: worst.code,
        name: worst.name,
        oem: maker !== undefined && sees(maker) ? (network.firms.name[maker] as string) : null,
        direct: worst.supplierId === own,
        lines: lines.reduce((sum, line) => sum + line.lines, 0),
        parts: [...worst.parts],
        supplier: supplier !== undefined && sees(supplier) ? (network.firms.name[supplier] as string) : null,
        loss: lossOf.get(worst.supplierId) ?? 0,
      }
    })
    .sort((a, b) => Number(b.direct) - Number(a.direct) || b.loss - a.loss || a.code.localeCompare(b.code))
}

/** Nodes that a firm delivers in the network, or its main node where it delivers nothing. */
function nodesDelivered({ relations, firms, nodes }: Network, firm: number): Set<number> {
  const found = new Set<number>()
  for (let row = 0; row < relations.supplier.length; row++)
    if (relations.supplier[row] === firm) found.add(relations.node[row] as number)
  if (found.size === 0) found.add(firms.node[firm] as number)
  return new Set([...found].filter((node) => node < nodes.code.length))
}

/** Capabilities are no secret of the chain: who may read the analysis sees who could step in. */
function shownAlternatives(
  network: Network,
  firm: number,
): EndpointReply<typeof getFirmRisk>['alternatives'] {
  return alternativesFor(network, nodesDelivered(network, firm), new Set([firm]))
    .slice(0, MOST_ALTERNATIVES)
    .map((of) => ({
      ...shownFirm(network, of.firm),
      node: network.nodes.code[of.node] as string,
      stage: STAGES[of.stage] ?? null,
      capacity: knownOr(of.capacity),
      utilisation: knownOr(of.utilisation),
      spare: knownOr(of.spare),
    }))
}

/** The failing followed day by day. */
export async function firmDaysOf(
  ctx: Ctx,
  id: string,
  query: EndpointInput<typeof getFirmDays>['query'],
): Promise<EndpointReply<typeof getFirmDays>> {
  const begun = performance.now()
  const { network, firm, rules, ready } = await asked(ctx, id, query)
  const hit = whole(firm)
  const options = daysOptions(network, ready.columns, hit.firm, rules)
  const found = await ask<DaysOutcome>({ kind: 'days', network: ready.network, ...hit, options })
  const { output } = ready.network
  const lostOf = (of: number) => ((found.lostDays[of] as number) * (output[of] as number)) / 365
  const hurt = [...found.timeToSurvive.keys()].filter(
    (of) => of !== firm && (found.timeToSurvive[of] as number) >= 0,
  )
  const sees = firmSight(ctx, network)
  const seen = hurt.filter(sees).sort((a, b) => lostOf(b) - lostOf(a) || a - b)
  const first = hurt.reduce(
    (day, of) => Math.min(day, found.timeToSurvive[of] as number),
    Number.POSITIVE_INFINITY,
  )
  const day = (value: number) => (value < 0 ? null : value)
  return {
    assumptions: shownAssumptions(rules),
    horizon: horizonOf(rules),
    curve: [...found.lost],
    switched: found.switched.reduce((sum, amount) => sum + amount, 0) / found.switched.length / 365,
    spareFirms: new Set(options.spare.map((of) => of.firm)).size,
    firstDay: Number.isFinite(first) ? first : null,
    lost: ready.network.totalOutput > 0 ? hurt.reduce((sum, of) => sum + lostOf(of), lostOf(firm)) : null,
    firms: [firm, ...seen.slice(0, MOST_FOLLOWED)].map((of) => {
      const losesOn = found.timeToSurvive[of] as number
      const takes = found.timeToRecover[of] as number
      return {
        ...shownFirm(network, of),
        losesOn,
        stopsOn: day(found.stopDay[of] as number),
        runsOn: takes < 0 ? null : losesOn + takes,
        lostDays: found.lostDays[of] as number,
        lost: (output[of] as number) > 0 ? lostOf(of) : null,
      }
    }),
    hidden: hurt.length - seen.length,
    seconds: secondsSince(begun),
  }
}

/** What a further supplier would save, for each need that only this firm meets. */
export async function secondSourcesOf(ctx: Ctx, id: string): Promise<EndpointReply<typeof getSecondSources>> {
  const begun = performance.now()
  const { network, firm, rules, ready } = await asked(ctx, id)
  const found = await ask<SecondReply>({ kind: 'second', network: ready.network, eps: rules.eps, firm })
  const sees = firmSight(ctx, network)
  const seen = found.slots.filter(({ buyer }) => sees(buyer))
  const ableOn = new Map<number, number>()
  const able = (node: number) => {
    const held = ableOn.get(node)
    if (held !== undefined) return held
    const makers = alternativesFor(network, new Set([node]), new Set([firm])).filter(
      ({ stage }) => stage >= 3,
    )
    const count = new Set(makers.map((maker) => maker.firm)).size
    ableOn.set(node, count)
    return count
  }
  return {
    esri: found.esri,
    withAll: found.withAll,
    assumed: { share: SECOND_SHARE },
    slots: seen.map(({ buyer, sector, amount, dependence, esri }) => ({
      buyer: shownFirm(network, buyer),
      node: network.nodes.code[sector] ?? null,
      amount: isAmountKnown(network, firm, buyer, sector) ? amount : null,
      dependence,
      esri,
      saved: found.esri - esri,
      able: able(sector),
    })),
    hidden: found.slots.length - seen.length + found.more,
    seconds: secondsSince(begun),
  }
}

function isAmountKnown({ relations }: Network, supplier: number, buyer: number, node: number): boolean {
  for (let row = 0; row < relations.supplier.length; row++)
    if (
      relations.supplier[row] === supplier &&
      relations.buyer[row] === buyer &&
      relations.node[row] === node &&
      Number.isNaN(relations.amount[row])
    )
      return false
  return true
}
