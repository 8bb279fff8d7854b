/** Whether a firm or an origin is in the city: yes, no, or not known. */
export const LOCAL = 1
export const OUTSIDE = 0
export const UNKNOWN_PLACE = 2

/** No index: a firm without node, a relation without node. */
export const NONE = 0xffff

/** The chain's tree, in the order of the taxonomy; `parent` is an index or -1. */
export interface NetworkNodes {
  readonly code: readonly string[]
  readonly nameZh: readonly string[]
  readonly nameEn: readonly string[]
  readonly parent: Int32Array
  readonly tier: Uint8Array
  readonly parts: Uint8Array
  readonly electronics: Uint8Array
  readonly key: Uint8Array
}

/** Firms: the enterprises of the library that are not closed, then firms known by name only. */
export interface NetworkFirms {
  readonly id: readonly string[]
  readonly name: readonly string[]
  /** GB/T 2260 code, or an empty text. */
  readonly region: readonly string[]
  /** LOCAL, OUTSIDE or UNKNOWN_PLACE. */
  readonly place: Uint8Array
  /** Index of the main node, or NONE. */
  readonly node: Uint16Array
  /** Fen a year; NaN is unknown. */
  readonly revenue: Float64Array
  readonly staff: Float64Array
  /** 1: an enterprise of the library; 0: a firm known by name only. */
  readonly inLibrary: Uint8Array
}

/** Supply relations that count: one for each supplier, buyer and node, the newest and surest of what is known. */
export interface NetworkRelations {
  readonly id: readonly string[]
  readonly supplier: Uint32Array
  readonly buyer: Uint32Array
  /** Index of the node supplied, or NONE. */
  readonly node: Uint16Array
  /** Fen a year; NaN is unknown. */
  readonly amount: Float64Array
  /** How far it is trusted on the day of the network, 0 … 1. */
  readonly trust: Float64Array
}

/** What firms can make. */
export interface NetworkCapabilities {
  readonly firm: Uint32Array
  readonly node: Uint16Array
  readonly capacity: Float64Array
  readonly utilisation: Float64Array
  /** 0 unknown, 1 developing, 2 sample, 3 small batch, 4 series. */
  readonly stage: Uint8Array
}

/** The chain as of a day, on typed arrays; it changes with `revision` only. */
export interface Network {
  readonly revision: string
  readonly asOf: string
  readonly synthetic: boolean
  readonly nodes: NetworkNodes
  readonly firms: NetworkFirms
  readonly relations: NetworkRelations
  readonly capabilities: NetworkCapabilities
}

/** Lookups that are made once for a network. */
export interface NetworkIndex {
  readonly firmById: ReadonlyMap<string, number>
  readonly nodeByCode: ReadonlyMap<string, number>
}
const indexes = new WeakMap<Network, NetworkIndex>()

/** Index of a network by ids and codes. */
export function indexOf(network: Network): NetworkIndex {
  const known = indexes.get(network)
  if (known) return known
  const index = {
    firmById: new Map(network.firms.id.map((id, at) => [id, at])),
    nodeByCode: new Map(network.nodes.code.map((code, at) => [code, at])),
  }
  indexes.set(network, index)
  return index
}

/** For each node the indices of itself and everything below it. */
export function nodesBelow(nodes: NetworkNodes): readonly (readonly number[])[] {
  const below: number[][] = nodes.code.map((_, at) => [at])
  // Children stand after their parents in the taxonomy only by custom: climb from every node instead.
  for (let at = 0; at < nodes.code.length; at++)
    for (let up = nodes.parent[at] as number; up >= 0; up = nodes.parent[up] as number) below[up]?.push(at)
  return below
}
