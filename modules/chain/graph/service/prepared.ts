import { Searcher, type SupplyGraph, soleSuppliers, supplyGraph } from '#engines/graph'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { GraphNarrowing } from '../../contract/graph.ts'
import type { Network } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { type Narrowing, type Wanted, wanted } from '../domain/wanted.ts'

/** What pictures of a network need besides its columns, made once for a network. */
interface Made {
  graph?: SupplyGraph
  up?: Searcher
  down?: Searcher
  soleFor?: Uint32Array
}
const made = new WeakMap<Network, Made>()

function madeOf(network: Network): Made {
  const known = made.get(network) ?? {}
  made.set(network, known)
  return known
}

/** Relations as a graph with amounts as weights; an unknown amount weighs nothing. */
export function graphOf(network: Network): SupplyGraph {
  const of = madeOf(network)
  of.graph ??= supplyGraph({
    nodes: network.firms.id.length,
    from: network.relations.supplier,
    to: network.relations.buyer,
    weight: network.relations.amount.map((amount) => (amount > 0 ? amount : 0)),
  })
  return of.graph
}

export function searcherOf(network: Network, direction: 'up' | 'down'): Searcher {
  const of = madeOf(network)
  const graph = graphOf(network)
  if (direction === 'up') {
    of.up ??= new Searcher(graph.upstream)
    return of.up
  }
  of.down ??= new Searcher(graph.downstream)
  return of.down
}

/** For each firm, how many buyers get a node from it alone. */
export function soleForOf(network: Network): Uint32Array {
  const of = madeOf(network)
  if (of.soleFor) return of.soleFor
  const { supplier, buyer, node } = network.relations
  const counts = new Uint32Array(network.firms.id.length)
  for (const sole of soleSuppliers(counts.length, supplier, buyer, node))
    if (sole.supplier !== sole.buyer) counts[sole.supplier] = (counts[sole.supplier] as number) + 1
  of.soleFor = counts
  return counts
}

/** The network of the day asked for, and what of it is wanted. */
export async function narrowed(
  ctx: Ctx,
  { district, tier, date, trust }: GraphNarrowing,
): Promise<{ network: Network; isWanted: Wanted }> {
  const network = await networkOf(ctx, date)
  const narrowing: Narrowing = {
    ...(district ? { districts: new Set(district.split(',')) } : {}),
    ...(tier === undefined ? {} : { tier }),
    ...(trust === undefined ? {} : { trust }),
  }
  return { network, isWanted: wanted(network, narrowing) }
}

export const noFirm = (id: string) => new AppError('chain.graph.firmNotFound', { id }, { status: 404 })
export const noNode = (code: string) => new AppError('chain.graph.nodeNotFound', { code }, { status: 404 })
