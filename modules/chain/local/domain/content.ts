import {
  type ContentSystem,
  contentSystem,
  localShares,
  prices,
  solveDown,
  type TracedDefinition,
} from '#engines/local-content'
import { LOCAL, OUTSIDE } from '../../domain/network.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import type { ProductGraph } from './product-graph.ts'

export type { TracedDefinition }

/** Definitions that look through all tiers; the other two look at what is put into the vehicle itself. */
export const TRACED = [
  'traced_value_added',
  'roll_up',
  'originating',
] as const satisfies readonly TracedDefinition[]
export const isTraced = (name: LocalDefinition): name is TracedDefinition =>
  (TRACED as readonly string[]).includes(name)

/** How much of each node's output counts one tier up, as a share: unknown value taken as not local, and as local. */
export interface Contents {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** A product graph, ready to be solved many times. */
export interface System {
  readonly graph: ProductGraph
  readonly content: ContentSystem
  /** Fen of a unit of each node: of a product what a vehicle costs, 1 of everything else. */
  readonly price: Float64Array
  readonly offsets: Uint32Array
  readonly suppliers: Uint32Array
  readonly quantities: Float64Array
  /** The edge of the graph that each arc came from. */
  readonly arcRows: Uint32Array
}

export function systemOf(graph: ProductGraph): System {
  const { supplier, buyer, quantity, valueAdded } = graph
  const content = contentSystem({
    nodes: valueAdded.length,
    supplier,
    buyer,
    quantity,
    valueAdded,
    local: localOf(graph, Number.NaN),
  })
  const { offsets, neighbours, rows } = content.inputs
  return {
    graph,
    content,
    price: prices(content),
    offsets,
    suppliers: neighbours,
    quantities: content.quantity,
    arcRows: rows,
  }
}

/** 1 for local nodes, 0 for those outside; `unknown` for the rest. */
function localOf({ place }: ProductGraph, unknown: number): Float64Array {
  return Float64Array.from(place, (at) => (at === LOCAL ? 1 : at === OUTSIDE ? 0 : unknown))
}

/** Share of each node's value whose place is known, through everything that goes into it. */
export function knownShares({ graph, content, price }: System): Float64Array {
  const isKnown = localOf(graph, Number.NaN).map((at) => Number(!Number.isNaN(at)))
  return localShares(content, price, 'traced_value_added', 1, isKnown).share.map((share) =>
    Math.min(1, share),
  )
}

/** What counts of every node under a definition. */
export function contentsOf(system: System, definition: TracedDefinition, threshold: number): Contents {
  const counted = (unknown: number) => {
    const { graph, content, price } = system
    const { share, originating } = localShares(content, price, definition, threshold, localOf(graph, unknown))
    return share.map((of, node) =>
      originating[node] === 1 ? 1 : definition === 'originating' ? 0 : Math.min(1, of),
    )
  }
  return { lower: counted(0), upper: counted(1) }
}

/** How much of each node's output goes into given amounts of the products: one solve of the transposed system. */
export const throughput = ({ content }: System, demand: ArrayLike<number>): Float64Array =>
  solveDown(content, demand)
