import type { EndpointInput, EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { getFirmRisk } from '../../contract/risk-firm.ts'
import type { Network } from '../../domain/network.ts'
import { selectNewestDone } from '../../runs/index.ts'
import { knownOr, shownFirm } from '../../service/sight.ts'
import { alternativesFor } from '../domain/alternatives.ts'
import type { ShockReply } from '../domain/tasks.ts'
import { asked, secondsSince, whole } from './asked.ts'
import { importanceOf } from './importance.ts'
import { recordsOf } from './list.ts'
import { modelsOf } from './models.ts'
import { outcomeOf, pathsOf, shownAssumptions } from './outcome.ts'
import { ask } from './prepared.ts'

const STAGES = [null, 'developing', 'sample', 'small_batch', 'series']
const MOST_PATHS = 60
const MOST_ALTERNATIVES = 100

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
