import type { SourceKind } from './confidence.ts'
import { trustOn } from './confidence.ts'
import { type Claim, consolidate } from './consolidate.ts'
import {
  LOCAL,
  type Network,
  type NetworkCapabilities,
  type NetworkFirms,
  type NetworkNodes,
  NONE,
  OUTSIDE,
  UNKNOWN_PLACE,
} from './network.ts'
import type { ChainSettings } from './settings.ts'

export interface NodeInput {
  readonly code: string
  readonly parent: string | null
  readonly tier: number
  readonly nameZh: string
  readonly nameEn: string
  readonly parts: boolean
  readonly electronics: boolean
  readonly keyLink: boolean
}
export interface FirmInput {
  readonly id: string
  readonly name: string
  readonly region: string | null
  readonly node: string | null
  readonly revenue: number | null
  readonly staff: number | null
  readonly inLibrary: boolean
}
export interface SupplyInput {
  readonly id: string
  readonly supplierId: string
  readonly buyerId: string
  readonly node: string | null
  readonly amount: number | null
  readonly sourceKind: string
  readonly observedOn: string
  readonly confidence: number
}
export interface CapabilityInput {
  readonly firmId: string
  readonly node: string
  readonly capacity: number | null
  readonly utilisation: number | null
  readonly stage: string | null
}

export interface NetworkInput {
  readonly revision: string
  readonly asOf: string
  readonly synthetic: boolean
  readonly settings: ChainSettings
  readonly nodes: readonly NodeInput[]
  readonly firms: readonly FirmInput[]
  readonly supplies: readonly SupplyInput[]
  readonly capabilities: readonly CapabilityInput[]
  /** Whether a region code lies in the city. */
  readonly isLocal: (region: string) => boolean
}

const STAGES = ['developing', 'sample', 'small_batch', 'series']

/**
 * Puts what is stored into columns. Facts whose trust has decayed below the setting's limit are left out, as are those
 * that name a firm which is no longer there (closed or removed).
 */
export function assembleNetwork(input: NetworkInput): Network {
  const nodeAt = new Map(input.nodes.map(({ code }, at) => [code, at]))
  const firmAt = new Map(input.firms.map(({ id }, at) => [id, at]))
  return {
    revision: input.revision,
    asOf: input.asOf,
    synthetic: input.synthetic,
    nodes: nodeColumns(input.nodes, nodeAt),
    firms: firmColumns(input, nodeAt),
    relations: relationColumns(input, firmAt, nodeAt),
    capabilities: capabilityColumns(input.capabilities, firmAt, nodeAt),
  }
}

function nodeColumns(nodes: readonly NodeInput[], at: ReadonlyMap<string, number>): NetworkNodes {
  return {
    code: nodes.map(({ code }) => code),
    nameZh: nodes.map(({ nameZh }) => nameZh),
    nameEn: nodes.map(({ nameEn }) => nameEn),
    parent: Int32Array.from(nodes, ({ parent }) => (parent === null ? -1 : (at.get(parent) ?? -1))),
    tier: Uint8Array.from(nodes, ({ tier }) => tier),
    parts: Uint8Array.from(nodes, ({ parts }) => Number(parts)),
    electronics: Uint8Array.from(nodes, ({ electronics }) => Number(electronics)),
    key: Uint8Array.from(nodes, ({ keyLink }) => Number(keyLink)),
  }
}

function firmColumns({ firms, isLocal }: NetworkInput, nodeAt: ReadonlyMap<string, number>): NetworkFirms {
  const placeOf = (region: string | null) =>
    region === null || region === '' ? UNKNOWN_PLACE : isLocal(region) ? LOCAL : OUTSIDE
  return {
    id: firms.map(({ id }) => id),
    name: firms.map(({ name }) => name),
    region: firms.map(({ region }) => region ?? ''),
    place: Uint8Array.from(firms, ({ region }) => placeOf(region)),
    node: Uint16Array.from(firms, ({ node }) => (node === null ? NONE : (nodeAt.get(node) ?? NONE))),
    revenue: Float64Array.from(firms, ({ revenue }) => revenue ?? Number.NaN),
    staff: Float64Array.from(firms, ({ staff }) => staff ?? Number.NaN),
    inLibrary: Uint8Array.from(firms, ({ inLibrary }) => Number(inLibrary)),
  }
}

function relationColumns(
  { supplies, settings, asOf, firms, nodes }: NetworkInput,
  firmAt: ReadonlyMap<string, number>,
  nodeAt: ReadonlyMap<string, number>,
) {
  const claims: Claim[] = []
  const rows: SupplyInput[] = []
  for (const supply of supplies) {
    const supplier = firmAt.get(supply.supplierId)
    const buyer = firmAt.get(supply.buyerId)
    if (supplier === undefined || buyer === undefined) continue
    const { halfLifeDays } = settings.trust[supply.sourceKind as SourceKind] ?? settings.trust.analyst
    const trust = trustOn(supply.confidence, supply.observedOn, asOf, halfLifeDays)
    if (trust < settings.dropBelow) continue
    const node = supply.node === null ? NONE : (nodeAt.get(supply.node) ?? NONE)
    claims.push({ supplier, buyer, node, observedOn: supply.observedOn, trust })
    rows.push(supply)
  }
  const kept = [...consolidate(claims, firms.length, nodes.length)]
  const claim = (row: number) => claims[row] as Claim
  return {
    id: kept.map((row) => (rows[row] as SupplyInput).id),
    supplier: Uint32Array.from(kept, (row) => claim(row).supplier),
    buyer: Uint32Array.from(kept, (row) => claim(row).buyer),
    node: Uint16Array.from(kept, (row) => claim(row).node),
    amount: Float64Array.from(kept, (row) => (rows[row] as SupplyInput).amount ?? Number.NaN),
    trust: Float64Array.from(kept, (row) => claim(row).trust),
  }
}

function capabilityColumns(
  capabilities: readonly CapabilityInput[],
  firmAt: ReadonlyMap<string, number>,
  nodeAt: ReadonlyMap<string, number>,
): NetworkCapabilities {
  const known = capabilities.filter(({ firmId, node }) => firmAt.has(firmId) && nodeAt.has(node))
  return {
    firm: Uint32Array.from(known, ({ firmId }) => firmAt.get(firmId) as number),
    node: Uint16Array.from(known, ({ node }) => nodeAt.get(node) as number),
    capacity: Float64Array.from(known, ({ capacity }) => capacity ?? Number.NaN),
    utilisation: Float64Array.from(known, ({ utilisation }) => utilisation ?? Number.NaN),
    stage: Uint8Array.from(known, ({ stage }) => STAGES.indexOf(stage ?? '') + 1),
  }
}
