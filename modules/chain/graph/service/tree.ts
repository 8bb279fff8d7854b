import type { EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { GapState } from '../../contract/gaps.ts'
import type { GraphNarrowing, getChainTree } from '../../contract/graph.ts'
import { LOCAL, NONE } from '../../domain/network.ts'
import { selectGaps } from '../../gaps/index.ts'
import { selectNewestDone } from '../../runs/index.ts'
import { FEW, knownOr, seesAllFirms } from '../../service/sight.ts'
import { flowsBetween } from '../domain/flows.ts'
import { narrowed } from './prepared.ts'

/** The tree with what stands on each node, and what flows from node to node: from the node supplied to the buyer's. */
export async function chainTreeOf(
  ctx: Ctx,
  query: GraphNarrowing,
): Promise<EndpointReply<typeof getChainTree>> {
  const { network, isWanted } = await narrowed(ctx, query)
  const { nodes, firms, relations } = network
  const states = await statesOf(ctx)
  const count = nodes.code.length
  const zeros = () => new Float64Array(count)
  const [onNode, localOnNode, supplied, localSupplied] = [zeros(), zeros(), zeros(), zeros()]
  const amounts = zeros().fill(Number.NaN)
  const loose = { firms: 0, relations: 0 }
  const add = (into: Float64Array, at: number, by = 1) => {
    into[at] = (into[at] as number) + by
  }
  let firmsInAll = 0
  for (let firm = 0; firm < firms.id.length; firm++) {
    if (!isWanted.firm(firm)) continue
    firmsInAll++
    const node = firms.node[firm] as number
    if (node === NONE) {
      loose.firms++
      continue
    }
    add(onNode, node)
    if (firms.place[firm] === LOCAL) add(localOnNode, node)
  }
  let relationsInAll = 0
  for (let row = 0; row < relations.supplier.length; row++) {
    if (!isWanted.relation(row)) continue
    relationsInAll++
    const node = relations.node[row] as number
    if (node === NONE) {
      loose.relations++
      continue
    }
    add(supplied, node)
    if (firms.place[relations.supplier[row] as number] === LOCAL) add(localSupplied, node)
    const amount = relations.amount[row] as number
    if (!Number.isNaN(amount))
      amounts[node] = (Number.isNaN(amounts[node]) ? 0 : (amounts[node] as number)) + amount
  }
  const open = seesAllFirms(ctx)
  const indexOr = (node: number) => (node === NONE ? -1 : node)
  const flows = flowsBetween(
    network,
    count,
    (row) => indexOr(relations.node[row] as number),
    (row) => indexOr(firms.node[relations.buyer[row] as number] as number),
    isWanted.relation,
  )
  return {
    asOf: network.asOf,
    synthetic: network.synthetic,
    firms: firmsInAll,
    relations: relationsInAll,
    loose,
    nodes: nodes.code.map((code, at) => ({
      code,
      parent: nodes.code[nodes.parent[at] as number] ?? null,
      nameZh: nodes.nameZh[at] as string,
      nameEn: nodes.nameEn[at] as string,
      tier: nodes.tier[at] as number,
      keyLink: nodes.key[at] === 1,
      firms: onNode[at] as number,
      localFirms: localOnNode[at] as number,
      relations: supplied[at] as number,
      localRelations: localSupplied[at] as number,
      amount: open || (supplied[at] as number) >= FEW ? knownOr(amounts[at] as number) : null,
      state: states.get(code) ?? null,
    })),
    flows: flows.map((flow) => ({
      from: nodes.code[flow.from] as string,
      to: nodes.code[flow.to] as string,
      relations: flow.relations,
      amount: open || (flow.suppliers.size >= FEW && flow.buyers.size >= FEW) ? knownOr(flow.amount) : null,
    })),
  }
}

/** State of each node by the newest gap list; a node that nothing is known of has none. */
async function statesOf(ctx: Ctx): Promise<Map<string, GapState>> {
  const run = await selectNewestDone(ctx.db, 'gaps')
  const gaps = run ? await selectGaps(ctx.db, run.id) : []
  return new Map(gaps.flatMap(({ node, state }) => (state === 'unknown' ? [] : [[node, state] as const])))
}
