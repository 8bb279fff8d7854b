import { widestPath } from '#engines/graph'
import type { EndpointInput, EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { findPath, PathStep } from '../../contract/graph.ts'
import { indexOf, type Network, NONE, nodesBelow } from '../../domain/network.ts'
import { firmSight, knownOr } from '../../service/sight.ts'
import { graphOf, narrowed, noFirm, noNode, searcherOf } from './prepared.ts'

interface Found {
  readonly rows: readonly number[]
  readonly width: number | null
}

/** The path of goods between two ends; if there is none that way, the one the other way. */
export async function pathBetween(
  ctx: Ctx,
  { from, to, by, ...query }: EndpointInput<typeof findPath>['query'],
): Promise<EndpointReply<typeof findPath>> {
  const { network } = await narrowed(ctx, query)
  const [starts, ends] = [endOf(ctx, network, from), endOf(ctx, network, to)]
  const search = by === 'wide' ? widest : shortest
  const forward = search(network, starts, ends)
  const found = forward ?? search(network, ends, starts)
  return {
    forward: forward !== undefined || found === undefined,
    steps: found ? found.rows.map((row) => stepOf(ctx, network, row)) : null,
    width: found?.width ?? null,
  }
}

/** The firms of an end: one firm that the caller may see, or all of a node and below it. */
function endOf(ctx: Ctx, network: Network, text: string): number[] {
  const { firmById, nodeByCode } = indexOf(network)
  const id = text.slice(5)
  if (text.startsWith('firm:')) {
    const firm = firmById.get(id)
    if (firm === undefined || !firmSight(ctx, network)(firm)) throw noFirm(id)
    return [firm]
  }
  const node = nodeByCode.get(id)
  if (node === undefined) throw noNode(id)
  const below = new Set(nodesBelow(network.nodes)[node])
  return [...network.firms.node.keys()].filter((firm) => below.has(network.firms.node[firm] as number))
}

function shortest(network: Network, starts: readonly number[], ends: readonly number[]): Found | undefined {
  const searcher = searcherOf(network, 'down')
  const goal = new Set(ends)
  const { nodes } = searcher.within(
    starts.filter((firm) => !goal.has(firm)),
    network.firms.id.length,
  )
  const first = nodes.find((firm) => goal.has(firm))
  const rows = first === undefined ? undefined : searcher.pathTo(first)
  return rows && { rows, width: null }
}

/** Ends of one firm each, or the widest over the firms of an end: the ends of a node are few. */
function widest(network: Network, starts: readonly number[], ends: readonly number[]): Found | undefined {
  const { downstream, downWeight } = graphOf(network)
  let best: Found | undefined
  for (const from of starts.slice(0, MOST_ENDS))
    for (const to of ends.slice(0, MOST_ENDS)) {
      if (from === to) continue
      const path = widestPath(downstream, downWeight, from, to)
      if (path && path.width > (best?.width ?? -1)) best = path
    }
  return best
}
/** Each pair of ends is a search of its own. */
const MOST_ENDS = 8

function stepOf(ctx: Ctx, network: Network, row: number): PathStep {
  const { relations, firms, nodes } = network
  const sees = firmSight(ctx, network)
  const [supplier, buyer] = [relations.supplier[row] as number, relations.buyer[row] as number]
  const isSeen = sees(supplier) || sees(buyer)
  const named = (firm: number) =>
    isSeen ? { id: firms.id[firm] as string, name: firms.name[firm] as string } : null
  const codeOf = (node: number) => (node === NONE ? null : (nodes.code[node] as string))
  return {
    relationId: isSeen ? (relations.id[row] as string) : null,
    supplier: named(supplier),
    buyer: named(buyer),
    supplierNode: codeOf(firms.node[supplier] as number),
    buyerNode: codeOf(firms.node[buyer] as number),
    node: codeOf(relations.node[row] as number),
    amount: isSeen ? knownOr(relations.amount[row] as number) : null,
    trust: relations.trust[row] as number,
  }
}
