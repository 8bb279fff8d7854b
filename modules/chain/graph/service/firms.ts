import type { EndpointInput, EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { GraphPicture, getNodeFirms, getSurroundings } from '../../contract/graph.ts'
import { indexOf, type Network, nodesBelow } from '../../domain/network.ts'
import { firmSight } from '../../service/sight.ts'
import { gather } from '../domain/gather.ts'
import { elementsOf, pictureOf } from './picture.ts'
import { narrowed, noFirm, noNode, searcherOf, type Walk } from './prepared.ts'

/** The firms of a node and below it: the largest by themselves, the others and those not to be seen put together. */
export async function nodeFirmsOf(
  ctx: Ctx,
  code: string,
  { size, ...query }: EndpointInput<typeof getNodeFirms>['query'],
): Promise<EndpointReply<typeof getNodeFirms>> {
  const { network, isWanted } = await narrowed(ctx, query)
  const node = indexOf(network).nodeByCode.get(code)
  if (node === undefined) throw noNode(code)
  const { firms } = network
  const below = new Set(nodesBelow(network.nodes)[node])
  const members: { firm: number; hop: number }[] = []
  for (let firm = 0; firm < firms.id.length; firm++)
    if (below.has(firms.node[firm] as number) && isWanted.firm(firm)) members.push({ firm, hop: 0 })
  members.sort((a, b) => bySize(network, a.firm, b.firm))
  const nodeOf = (firm: number) => firms.node[firm] as number
  const gathered = gather(firms.id.length, members, nodeOf, firmSight(ctx, network), size)
  const picture = pictureOf(ctx, network, isWanted, gathered)
  await auditFirms(ctx, picture, { node: code })
  return picture
}

/** Larger revenue first, unknown last; then by number. */
function bySize({ firms: { revenue } }: Network, a: number, b: number): number {
  const [x, y] = [revenue[a] as number, revenue[b] as number]
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b
  return y - x || a - b
}

/**
 * A firm with those that it gets from and delivers to by wanted relations, so many hops far. Its own partners have names
 * for who may see the firm, because its relations are theirs to read; beyond them only firms that the caller may see.
 */
export async function surroundingsOf(
  ctx: Ctx,
  id: string,
  { hops, direction, size, ...query }: EndpointInput<typeof getSurroundings>['query'],
): Promise<EndpointReply<typeof getSurroundings>> {
  const { network, isWanted, walk } = await narrowed(ctx, query)
  const focus = indexOf(network).firmById.get(id)
  const sees = firmSight(ctx, network)
  if (focus === undefined || !sees(focus)) throw noFirm(id)
  const hopOf = new Map<number, number>([[focus, 0]])
  if (direction !== 'down') reach(walk(), focus, hops, 'up', hopOf)
  if (direction !== 'up') reach(walk(), focus, hops, 'down', hopOf)
  const trade = tradeWith(walk(), hopOf)
  const members = [...hopOf]
    .map(([firm, hop]) => ({ firm, hop }))
    .sort(
      (a, b) =>
        Math.abs(a.hop) - Math.abs(b.hop) ||
        (trade.get(b.firm) ?? 0) - (trade.get(a.firm) ?? 0) ||
        bySize(network, a.firm, b.firm),
    )
  const { firms } = network
  const nodeOf = (firm: number) => firms.node[firm] as number
  const maySee = (firm: number, hop: number) => Math.abs(hop) <= 1 || sees(firm)
  const gathered = gather(firms.id.length, members, nodeOf, maySee, size)
  const picture = pictureOf(ctx, network, isWanted, gathered)
  await auditFirms(ctx, picture, { firm: id })
  const [own] = elementsOf(ctx, network, [{ firm: focus, node: nodeOf(focus), hop: 0, firms: 1 }])
  return { ...picture, focus: own as NonNullable<typeof own> }
}

/** Who looked at which firms' relations. */
async function auditFirms(ctx: Ctx, { elements, links }: GraphPicture, of: Record<string, string>) {
  const firms = elements.filter(({ kind }) => kind === 'firm').length
  if (firms === 0) return
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.graph.readFirms',
    resource: 'chain.analysis',
    recordId: of.firm ?? null,
    detail: { ...of, firms, links: links.length },
  })
}

/** Adds the firms within so many hops, by the shorter way where a firm is reached both ways. */
function reach(
  walk: Walk,
  focus: number,
  hops: number,
  direction: 'up' | 'down',
  hopOf: Map<number, number>,
) {
  const { nodes, levels, count } = searcherOf(walk, direction).within([focus], hops)
  const sign = direction === 'up' ? -1 : 1
  for (let hop = 1; hop < levels.length; hop++)
    for (let at = levels[hop] as number; at < (levels[hop + 1] ?? count); at++) {
      const firm = nodes[at] as number
      const known = hopOf.get(firm)
      if (known === undefined || Math.abs(known) > hop) hopOf.set(firm, sign * hop)
    }
}

/** What each firm of the picture trades with the others of it, as far as amounts are known. */
function tradeWith({ from, to, weight }: Walk, hopOf: ReadonlyMap<number, number>): Map<number, number> {
  const trade = new Map<number, number>()
  for (let arc = 0; arc < from.length; arc++) {
    const [a, b] = [from[arc] as number, to[arc] as number]
    if (!hopOf.has(a) || !hopOf.has(b)) continue
    trade.set(a, (trade.get(a) ?? 0) + (weight[arc] as number))
    trade.set(b, (trade.get(b) ?? 0) + (weight[arc] as number))
  }
  return trade
}
