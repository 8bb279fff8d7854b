import type { EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { localFirm } from '../../contract/local.ts'
import { indexOf, LOCAL, type Network, NONE } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { contentsOf, knownShares, systemOf } from '../domain/content.ts'
import { type Product, productGraph } from '../domain/product-graph.ts'
import { selectFacts } from '../store/facts.ts'
import { billSight, firmName, isKnown, placeName } from './sight.ts'

/**
 * What the local content of a firm's output is made of: its own value, and what it buys, relation by relation. The parts
 * sum to its content. Seen by who may see the firm's relations.
 */
export async function firmContent(ctx: Ctx, id: string): Promise<EndpointReply<typeof localFirm>> {
  const network = await networkOf(ctx)
  const firm = indexOf(network).firmById.get(id)
  if (firm === undefined || !billSight(ctx, network)(id))
    throw new AppError('chain.local.firm.notFound', { id })
  const { graph, node } = graphOf(network, firm)
  const system = systemOf(graph)
  const { lower, upper } = contentsOf(system, 'traced_value_added', 1)
  const knowns = knownShares(system)
  const known = knowns[node] as number
  const share = (value: number) => (known > 0 ? value / known : 0)
  const own = graph.valueAdded[node] as number
  const bought = new Map<number, number>()
  for (const [edge, buyer] of graph.buyer.entries()) {
    const supplier = graph.supplier[edge] as number
    if (buyer === node) bought.set(supplier, (bought.get(supplier) ?? 0) + (graph.quantity[edge] as number))
  }
  const rows = [...network.relations.id.keys()].filter((row) => network.relations.buyer[row] === firm)
  const facts = await selectFacts(
    ctx.db,
    rows.map((row) => network.relations.id[row] as string),
  )
  const revenue = network.firms.revenue[firm] as number
  // All of a firm's purchases are scaled alike where they exceed its revenue.
  const told = rows.reduce((sum, row) => sum + shareOf(network, row), 0)
  const kept = [...bought.values()].reduce((sum, value) => sum + value, 0)
  const scale = told > 0 ? kept / told : 0
  const relations = rows.map((row) => {
    const supplier = network.relations.supplier[row] as number
    const part = shareOf(network, row) * scale
    const at = graph.firmNode[supplier] as number
    const fact = facts.get(network.relations.id[row] as string)
    const named = network.relations.node[row] as number
    return {
      id: network.relations.id[row] as string,
      supplierId: network.firms.id[supplier] as string,
      supplier: network.firms.name[supplier] as string,
      place: placeName(network.firms.place[supplier] as number),
      node: named === NONE ? null : (network.nodes.code[named] as string),
      amount: isKnown(network.relations.amount[row] as number),
      share: part > 0 ? part : null,
      content: at >= 0 && (knowns[at] as number) > 0 ? (lower[at] as number) / (knowns[at] as number) : null,
      contribution: at >= 0 ? share(part * (lower[at] as number)) : 0,
      sourceKind: fact?.sourceKind ?? 'library',
      source: fact?.source ?? '',
      observedOn: fact?.observedOn ?? network.asOf,
      trust: network.relations.trust[row] as number,
    }
  })
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.local.readFirm',
    resource: 'chain.fact',
    recordId: id,
    detail: { relations: relations.length },
  })
  return {
    id,
    name: firmName(network, id) as string,
    place: placeName(network.firms.place[firm] as number),
    revenue: isKnown(revenue),
    content: known > 0 ? share(lower[node] as number) : null,
    contentLower: lower[node] as number,
    contentUpper: upper[node] as number,
    own,
    ownContribution: network.firms.place[firm] === LOCAL ? share(own) : 0,
    untraced: relations.filter((relation) => relation.share === null).length,
    relations: relations.sort((a, b) => b.contribution - a.contribution || (b.share ?? 0) - (a.share ?? 0)),
    synthetic: network.synthetic,
  }
}

/** A firm that supplies itself buys nothing by it. */
function shareOf({ relations, firms }: Network, row: number): number {
  const buyer = relations.buyer[row] as number
  if (relations.supplier[row] === buyer) return 0
  const part = (relations.amount[row] as number) / (firms.revenue[buyer] as number)
  return part > 0 && part < Number.POSITIVE_INFINITY ? part : 0
}

/** The system behind one firm: a product that is nothing but a fen of its output. */
function graphOf(network: Network, firm: number) {
  const line = {
    id: '',
    parent: -1,
    node: NONE,
    supplier: firm,
    place: network.firms.place[firm] as number,
    quantity: 1,
    unitCost: 1,
    costShare: null,
    localShare: null,
  }
  const product: Product = {
    id: '',
    oem: -1,
    volume: 1,
    place: LOCAL,
    bill: { assemblyValue: 0, lines: [line] },
  }
  const graph = productGraph(network, [product])
  return { graph, node: graph.firmNode[firm] as number }
}
