import type { EndpointInput, EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { findPath, PathStep } from '../../contract/graph.ts'
import { indexOf, type Network, NONE, nodesBelow } from '../../domain/network.ts'
import { firmSight, knownOr } from '../../service/sight.ts'
import { widestBetween } from '../domain/widest.ts'
import { narrowed, noFirm, noNode, searcherOf, type Walk } from './prepared.ts'
import { relationSight } from './seen.ts'

interface Found {
  /** Rows of the walk. */
  readonly rows: readonly number[]
  readonly width: number | null
}

/** The path of goods between two ends along the wanted relations; if there is none that way, the one the other way. */
export async function pathBetween(
  ctx: Ctx,
  { from, to, by, ...query }: EndpointInput<typeof findPath>['query'],
): Promise<EndpointReply<typeof findPath>> {
  const of = await narrowed(ctx, query)
  const { network } = of
  const walk = of.walk()
  const [starts, ends] = [endOf(ctx, network, from), endOf(ctx, network, to)]
  const search = by === 'wide' ? widestBetween : shortest
  const forward = search(walk, starts, ends)
  const found = forward ?? search(walk, ends, starts)
  const isSeen = relationSight(ctx, network)
  const rows = found?.rows.map((arc) => walk.rows[arc] as number)
  const seen = rows?.filter(isSeen) ?? []
  if (seen.length > 0)
    await ctx.kernel.audit.append(ctx, {
      action: 'chain.graph.path',
      resource: 'chain.fact',
      recordId: null,
      detail: { from, to, relations: seen.map((row) => network.relations.id[row] as string) },
    })
  return {
    forward: forward !== undefined || found === undefined,
    steps: rows?.map((row) => stepOf(network, row, isSeen(row))) ?? null,
    // The smallest amount may be one that is not the caller's to read; of none known it says nothing.
    width: rows && seen.length === rows.length ? found?.width || null : null,
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

function shortest(walk: Walk, starts: readonly number[], ends: readonly number[]): Found | undefined {
  const searcher = searcherOf(walk, 'down')
  const goal = new Set(ends)
  const { nodes } = searcher.within(
    starts.filter((firm) => !goal.has(firm)),
    walk.nodes,
  )
  const first = nodes.find((firm) => goal.has(firm))
  const rows = first === undefined ? undefined : searcher.pathTo(first)
  return rows && { rows, width: null }
}

function stepOf({ relations, firms, nodes }: Network, row: number, isSeen: boolean): PathStep {
  const [supplier, buyer] = [relations.supplier[row] as number, relations.buyer[row] as number]
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
    trust: isSeen ? (relations.trust[row] as number) : null,
  }
}
