import type {
  Network,
  NetworkCapabilities,
  NetworkFirms,
  NetworkNodes,
  NetworkRelations,
} from '../../domain/network.ts'

/** What the measurement of nodes reads: columns only, so that a worker takes them cheaply. */
export interface GapInput {
  readonly nodes: Pick<NetworkNodes, 'code' | 'parent'>
  readonly firms: Pick<NetworkFirms, 'place'> & {
    /** Number of the district of each firm, or `districts` where it is none of the city's. */
    readonly district: Uint16Array
  }
  /** Number of districts. */
  readonly districts: number
  readonly relations: Pick<NetworkRelations, 'supplier' | 'buyer' | 'node' | 'amount' | 'trust'>
  readonly capabilities: Pick<NetworkCapabilities, 'firm' | 'node' | 'stage' | 'utilisation'>
  /** What vehicle models made here need of each node and below it by their bills, fen a year; NaN unknown. */
  readonly billDemand: Float64Array
  /** Systemic risk index of each firm, or nothing where it was not computed. */
  readonly systemicRisk?: Float64Array
}

/** The columns of a network that the measurement reads; `districts` in the order of their numbers. */
export function gapInput(
  { nodes, firms, relations, capabilities }: Network,
  districts: readonly string[],
  billDemand: ReadonlyMap<string, number>,
  systemicRisk?: ReadonlyMap<string, number>,
): GapInput {
  const numberOf = new Map(districts.map((code, at) => [code, at]))
  return {
    nodes: { code: nodes.code, parent: nodes.parent },
    firms: {
      place: firms.place,
      district: Uint16Array.from(firms.region, (code) => numberOf.get(code) ?? districts.length),
    },
    districts: districts.length,
    relations: {
      supplier: relations.supplier,
      buyer: relations.buyer,
      node: relations.node,
      amount: relations.amount,
      trust: relations.trust,
    },
    capabilities: {
      firm: capabilities.firm,
      node: capabilities.node,
      stage: capabilities.stage,
      utilisation: capabilities.utilisation,
    },
    billDemand: Float64Array.from(nodes.code, (code) => billDemand.get(code) ?? Number.NaN),
    systemicRisk: systemicRisk && Float64Array.from(firms.id, (id) => systemicRisk.get(id) ?? Number.NaN),
  }
}
