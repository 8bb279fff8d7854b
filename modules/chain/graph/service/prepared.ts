import { compress, Searcher, soleSuppliers } from '#engines/graph'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { GraphNarrowing } from '../../contract/graph.ts'
import { type Network, NONE } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { type Narrowing, type Wanted, wanted } from '../domain/wanted.ts'

/** The wanted relations of a network as a graph; searches walk these only. */
export interface Walk {
  readonly nodes: number
  /** Row of the network for each arc's row. */
  readonly rows: Uint32Array
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Amounts; an unknown one weighs nothing. */
  readonly weight: Float64Array
  up?: Searcher
  down?: Searcher
}

/** What pictures of a network need besides its columns, made once for a network. */
interface Made {
  readonly walks: Map<string, Walk>
  soleFor?: Uint32Array
}
const made = new WeakMap<Network, Made>()
/** Narrowings of one network that are kept. */
const MOST_WALKS = 4

function madeOf(network: Network): Made {
  const known = made.get(network) ?? { walks: new Map() }
  made.set(network, known)
  return known
}

/** The network of the day asked for, and what of it is wanted. */
export interface Narrowed {
  readonly network: Network
  readonly isWanted: Wanted
  readonly walk: () => Walk
}

export async function narrowed(ctx: Ctx, { district, tier, date, trust }: GraphNarrowing): Promise<Narrowed> {
  const network = await networkOf(ctx, date)
  const districts = district?.split(',').filter(Boolean).sort() ?? []
  const narrowing: Narrowing = {
    ...(districts.length > 0 ? { districts: new Set(districts) } : {}),
    ...(tier === undefined ? {} : { tier }),
    ...(trust === undefined ? {} : { trust }),
  }
  const isWanted = wanted(network, narrowing)
  const key = JSON.stringify([districts, tier ?? null, trust ?? null])
  return { network, isWanted, walk: () => walkOf(network, isWanted, key) }
}

function walkOf(network: Network, isWanted: Wanted, key: string): Walk {
  const { walks } = madeOf(network)
  const walk = walks.get(key) ?? makeWalk(network, isWanted)
  walks.delete(key)
  walks.set(key, walk)
  for (const oldest of walks.keys()) if (walks.size > MOST_WALKS) walks.delete(oldest)
  return walk
}

function makeWalk({ firms, relations }: Network, isWanted: Wanted): Walk {
  const rows = Uint32Array.from(relations.supplier.keys()).filter((row) => isWanted.relation(row))
  return {
    nodes: firms.id.length,
    rows,
    from: rows.map((row) => relations.supplier[row] as number),
    to: rows.map((row) => relations.buyer[row] as number),
    weight: Float64Array.from(rows, (row) => {
      const amount = relations.amount[row] as number
      return amount > 0 ? amount : 0
    }),
  }
}

/** Searches upstream or downstream; its rows are those of the walk. */
export function searcherOf(walk: Walk, direction: 'up' | 'down'): Searcher {
  if (direction === 'up') {
    walk.up ??= new Searcher(compress(walk.nodes, walk.to, walk.from))
    return walk.up
  }
  walk.down ??= new Searcher(compress(walk.nodes, walk.from, walk.to))
  return walk.down
}

/** For each firm, how many buyers get some node from it alone, of all relations of the day. */
export function soleForOf(network: Network): Uint32Array {
  const of = madeOf(network)
  if (of.soleFor) return of.soleFor
  const { supplier, buyer, node } = network.relations
  const counts = new Uint32Array(network.firms.id.length)
  const counted = new Set<number>()
  for (const sole of soleSuppliers(counts.length, supplier, buyer, node)) {
    const pair = sole.supplier * counts.length + sole.buyer
    // Of relations whose node is unknown nobody can say that they have no second source.
    if (sole.category === NONE || sole.supplier === sole.buyer || counted.has(pair)) continue
    counted.add(pair)
    counts[sole.supplier] = (counts[sole.supplier] as number) + 1
  }
  of.soleFor = counts
  return counts
}

export const noFirm = (id: string) => new AppError('chain.graph.firmNotFound', { id }, { status: 404 })
export const noNode = (code: string) => new AppError('chain.graph.nodeNotFound', { code }, { status: 404 })
