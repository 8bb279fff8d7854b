import type { FirmColumns, SupplyNetwork } from '#engines/link-prediction'
import { LOCAL, type Network, NONE } from '../../domain/network.ts'
import { CANDIDATES, LEAST_NODES, MOST_BUYERS, SUPPLIERS_PER_NODE } from './limits.ts'

/** What the prediction reads: columns only, so that a worker takes them cheaply. */
export interface LinkInput {
  readonly network: SupplyNetwork
  readonly firms: FirmColumns
  readonly buyers: Uint32Array
  /** Nodes looked at for each buyer: all of them where the network is small enough. */
  readonly nodesPerBuyer: number
}

/** Stage of a capability from 0 to 1 by its number in the network; the first is unknown. */
const STAGE = [Number.NaN, 0.25, 0.5, 0.75, 1]

/** The columns of a network that the prediction reads. Relations without a node say nothing of what is supplied. */
export function linkInput({ nodes, firms, relations, capabilities }: Network): LinkInput {
  const rows = [...relations.node.keys()].filter((row) => relations.node[row] !== NONE)
  const codes = [...new Set(firms.region.filter(Boolean))]
  const districtOf = new Map(codes.map((code, at) => [code, at]))
  const supplier = Uint32Array.from(rows, (row) => relations.supplier[row] as number)
  const buyer = Uint32Array.from(rows, (row) => relations.buyer[row] as number)
  const buyers = buyersFor(firms.id.length, buyer, firms.place)
  return {
    network: {
      firms: firms.id.length,
      nodes: nodes.code.length,
      supplier,
      buyer,
      node: Uint32Array.from(rows, (row) => relations.node[row] as number),
    },
    firms: {
      capability: {
        firm: capabilities.firm,
        node: Uint32Array.from(capabilities.node),
        stage: Float64Array.from(capabilities.stage, (stage) => STAGE[stage] ?? Number.NaN),
      },
      district: Int32Array.from(firms.region, (code) => districtOf.get(code) ?? -1),
      size: firms.revenue,
    },
    buyers,
    nodesPerBuyer: nodesPerBuyer(buyers.length, nodes.code.length),
  }
}

/** Firms known to buy, local ones first, then those with the most known suppliers; at most MOST_BUYERS. */
function buyersFor(firms: number, buyer: Uint32Array, place: Uint8Array): Uint32Array {
  const known = new Uint32Array(firms)
  for (const firm of buyer) known[firm] = (known[firm] as number) + 1
  const isLocal = (firm: number) => Number(place[firm] === LOCAL)
  return Uint32Array.from(
    [...known.keys()]
      .filter((firm) => (known[firm] as number) > 0)
      .sort((a, b) => isLocal(b) - isLocal(a) || (known[b] as number) - (known[a] as number) || a - b)
      .slice(0, MOST_BUYERS),
  )
}

/** As many nodes as the candidates of a run allow, between LEAST_NODES and all. */
export function nodesPerBuyer(buyers: number, nodes: number): number {
  const affordable = Math.floor(CANDIDATES / (Math.max(1, buyers) * SUPPLIERS_PER_NODE))
  return Math.min(nodes, Math.max(LEAST_NODES, affordable))
}
