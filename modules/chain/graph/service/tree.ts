import type { EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { GapState } from '../../contract/gaps.ts'
import type { GraphNarrowing, getChainTree } from '../../contract/graph.ts'
import { LOCAL, NONE } from '../../domain/network.ts'
import { selectGaps } from '../../gaps/index.ts'
import { selectNewestDone } from '../../runs/index.ts'
import { knownOr } from '../../service/sight.ts'
import { addTo, emptyFlow, type Flow, flowsBetween } from '../domain/flows.ts'
import { narrowed } from './prepared.ts'
import { mayTell, relationSight } from './seen.ts'

/** The tree with what stands on each node, and what flows from node to node: from the node supplied to the buyer's. */
export async function chainTreeOf(
  ctx: Ctx,
  query: GraphNarrowing,
): Promise<EndpointReply<typeof getChainTree>> {
  const { network, isWanted } = await narrowed(ctx, query)
  const { nodes, firms, relations } = network
  const states = await statesOf(ctx)
  const count = nodes.code.length
  const onNode = new Float64Array(count)
  const localOnNode = new Float64Array(count)
  let looseFirms = 0
  const add = (into: Float64Array, at: number) => {
    into[at] = (into[at] as number) + 1
  }
  const isLocal = (firm: number) => firms.place[firm] === LOCAL
  let firmsInAll = 0
  for (let firm = 0; firm < firms.id.length; firm++) {
    if (!isWanted.firm(firm)) continue
    firmsInAll++
    const node = firms.node[firm] as number
    if (node === NONE) looseFirms++
    else {
      add(onNode, node)
      if (isLocal(firm)) add(localOnNode, node)
    }
  }
  const rules = { isSeen: relationSight(ctx, network), isLocal }
  const supplied = nodes.code.map((_, node) => emptyFlow(node, node, node, -1))
  const loose = emptyFlow(-1, -1, NONE, -1)
  for (let row = 0; row < relations.supplier.length; row++) {
    if (!isWanted.relation(row)) continue
    const node = relations.node[row] as number
    addTo(node === NONE ? loose : (supplied[node] as Flow), relations, row, rules)
  }
  const indexOr = (node: number) => (node === NONE ? -1 : node)
  const flows = flowsBetween(network, count, {
    ...rules,
    fromOf: (row) => indexOr(relations.node[row] as number),
    toOf: (row) => indexOr(firms.node[relations.buyer[row] as number] as number),
    isIn: isWanted.relation,
  })
  return {
    asOf: network.asOf,
    synthetic: network.synthetic,
    firms: firmsInAll,
    // What is withheld of a node is not in the total either: else the difference would tell it.
    relations: [loose, ...supplied].filter(mayTell).reduce((sum, { relations }) => sum + relations, 0),
    loose: { firms: looseFirms, relations: mayTell(loose) ? loose.relations : null },
    nodes: nodes.code.map((code, at) => {
      const own = supplied[at] as Flow
      const isTold = mayTell(own)
      return {
        code,
        parent: nodes.code[nodes.parent[at] as number] ?? null,
        nameZh: nodes.nameZh[at] as string,
        nameEn: nodes.nameEn[at] as string,
        tier: nodes.tier[at] as number,
        keyLink: nodes.key[at] === 1,
        firms: onNode[at] as number,
        localFirms: localOnNode[at] as number,
        relations: isTold ? own.relations : null,
        localRelations: isTold ? own.local : null,
        amount: isTold ? knownOr(own.amount) : null,
        state: states.get(code) ?? null,
      }
    }),
    flows: flows.map((flow) => ({
      from: nodes.code[flow.from] as string,
      to: nodes.code[flow.to] as string,
      relations: mayTell(flow) ? flow.relations : null,
      amount: mayTell(flow) ? knownOr(flow.amount) : null,
    })),
  }
}

/** State of each node by the newest gap list; a node that nothing is known of has none. */
async function statesOf(ctx: Ctx): Promise<Map<string, GapState>> {
  const run = await selectNewestDone(ctx.db, 'gaps')
  const gaps = run ? await selectGaps(ctx.db, run.id) : []
  return new Map(gaps.flatMap(({ node, state }) => (state === 'unknown' ? [] : [[node, state] as const])))
}
