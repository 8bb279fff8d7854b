import type { EndpointInput, EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { getNodeFirms, getSurroundings } from '../../contract/graph.ts'
import { indexOf, type Network, nodesBelow } from '../../domain/network.ts'
import { firmSight } from '../../service/sight.ts'
import { gather } from '../domain/gather.ts'
import { elementOf, pictureOf } from './picture.ts'
import { narrowed, noFirm, noNode, searcherOf } from './prepared.ts'

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
  return pictureOf(ctx, network, isWanted, gathered)
}

/** Larger revenue first, unknown last; then by number. */
function bySize({ firms: { revenue } }: Network, a: number, b: number): number {
  const [x, y] = [revenue[a] as number, revenue[b] as number]
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b
  return y - x || a - b
}

/**
 * A firm with those that it gets from and delivers to, so many hops far. Its own partners have names for who may see the
 * firm, because its relations are theirs to read; beyond them only firms that the caller may see.
 */
export async function surroundingsOf(
  ctx: Ctx,
  id: string,
  { hops, direction, size, ...query }: EndpointInput<typeof getSurroundings>['query'],
): Promise<EndpointReply<typeof getSurroundings>> {
  const { network, isWanted } = await narrowed(ctx, query)
  const focus = indexOf(network).firmById.get(id)
  const sees = firmSight(ctx, network)
  if (focus === undefined || !sees(focus)) throw noFirm(id)
  const hopOf = new Map<number, number>([[focus, 0]])
  if (direction !== 'down') reach(network, focus, hops, 'up', hopOf)
  if (direction !== 'up') reach(network, focus, hops, 'down', hopOf)
  const bought = tradeWith(network, hopOf)
  const members = [...hopOf]
    .map(([firm, hop]) => ({ firm, hop }))
    .sort(
      (a, b) =>
        Math.abs(a.hop) - Math.abs(b.hop) ||
        (bought.get(b.firm) ?? 0) - (bought.get(a.firm) ?? 0) ||
        bySize(network, a.firm, b.firm),
    )
  const { firms } = network
  const maySee = (firm: number, hop: number) => Math.abs(hop) <= 1 || sees(firm)
  const gathered = gather(firms.id.length, members, (firm) => firms.node[firm] as number, maySee, size)
  const group = gathered.groups[gathered.groupOf[focus] as number]
  return {
    ...pictureOf(ctx, network, isWanted, gathered),
    focus: elementOf(network, group ?? { firm: focus, node: firms.node[focus] as number, hop: 0, firms: 1 }),
  }
}

/** Adds the firms within so many hops, by the shorter way where a firm is reached both ways. */
function reach(
  network: Network,
  focus: number,
  hops: number,
  direction: 'up' | 'down',
  hopOf: Map<number, number>,
): void {
  const { nodes, levels, count } = searcherOf(network, direction).within([focus], hops)
  const sign = direction === 'up' ? -1 : 1
  for (let hop = 1; hop < levels.length; hop++)
    for (let at = levels[hop] as number; at < (levels[hop + 1] ?? count); at++) {
      const firm = nodes[at] as number
      const known = hopOf.get(firm)
      if (known === undefined || Math.abs(known) > hop) hopOf.set(firm, sign * hop)
    }
}

/** What each firm of the picture trades with the others of it, as far as amounts are known. */
function tradeWith({ relations }: Network, hopOf: ReadonlyMap<number, number>): Map<number, number> {
  const trade = new Map<number, number>()
  for (let row = 0; row < relations.supplier.length; row++) {
    const [a, b] = [relations.supplier[row] as number, relations.buyer[row] as number]
    if (!hopOf.has(a) || !hopOf.has(b)) continue
    const amount = relations.amount[row] as number
    if (!(amount > 0)) continue
    trade.set(a, (trade.get(a) ?? 0) + amount)
    trade.set(b, (trade.get(b) ?? 0) + amount)
  }
  return trade
}
