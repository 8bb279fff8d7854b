import type { NodeInput, Synthetic } from './types.ts'

/** A firm of the city as its supply chain sees it. */
export interface ChainFirm {
  /** Whatever names the firm; the order of the firms decides nothing, the key does. */
  key: string
  nodeCode: string | null
  regionCode: string | null
  /** Fen a year; null is unknown. */
  revenueFen: number | null
}

export interface ChainCapability {
  key: string
  nodeCode: string
}

export interface ChainOptions {
  seed: number | string
  /** The day the chain is looked at, YYYY-MM-DD; nothing in it was observed later. */
  asOf: string
  taxonomy: NodeInput[]
  /** Firms that are not closed. */
  firms: ChainFirm[]
  /** What they make in series. */
  capabilities: ChainCapability[]
  /** Regions outside the city, one level: provinces. */
  outsideRegions: { code: string }[]
}

export type ChainSource = 'survey' | 'declaration'

/** Where an invented fact claims to come from, and when it was noted. */
interface Fact extends Synthetic {
  source: ChainSource
  observedOn: string
}

/** An invented firm outside the city, or of which it is not known where it is (`regionCode` null). */
export interface OutsideParty extends Synthetic {
  key: string
  nameZh: string
  regionCode: string | null
  nodeCode: string
}

export type Powertrain = 'bev' | 'phev' | 'reev'

export interface VehicleModelRow extends Fact {
  code: string
  nameZh: string
  oemKey: string
  segment: string
  powertrain: Powertrain
  /** Vehicles a year. */
  annualVolume: number
  assemblyRegion: string | null
  /** Fen a vehicle: what the assembler adds itself. */
  assemblyValueFen: number
  onSaleFrom: string
  onSaleUntil: string | null
}

export interface BillLineRow extends Fact {
  key: string
  modelCode: string
  parentKey: string | null
  /** 1-based within the model; a line stands after its parent. */
  position: number
  nodeCode: string
  part: string
  /** A firm of the city. */
  supplierKey: string | null
  /** Or a party outside; both null is an unknown supplier. */
  partyKey: string | null
  /** Pieces per piece of the parent line, or per vehicle. */
  quantity: number
  unit: string
  /** Fen a piece; null where only the share is told, or neither. */
  unitCostFen: number | null
  /** Of the cost of the parent line, or of the vehicle. */
  costShare: number | null
  /** Local share of the value where the supplier declares it. */
  localShare: number | null
  /** Region of the place of making; null is unknown. */
  originCode: string | null
}

/** What a maker of the city buys from outside in a year. */
export interface OutsideSupplyRow extends Fact {
  partyKey: string
  buyerKey: string
  nodeCode: string
  /** Fen a year; null is unknown. */
  amountFen: number | null
  /** The year, YYYY. */
  period: string
  validFrom: string
  /** Null for the newest year, which stands until a newer one is known. */
  validUntil: string | null
}
