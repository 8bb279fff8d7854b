import type { BillLineRow, OutsideSupplyRow, VehicleModelRow } from '#engines/synthetic-city'
import { newId } from '#kernel/core'
import type { BulkColumn } from '#kernel/db'
import type { ChainSettings } from '../domain/settings.ts'

/** Source written beside every synthetic fact. */
export const SYNTHETIC_SOURCE = 'synthetic'

const columns = (text: string): BulkColumn[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = '', type = ''] = word.split(':')
      return { name, type: type === 'double' ? 'double precision' : type }
    })

export const SUPPLY_COLUMNS =
  columns(`id:uuid supplier_id:uuid buyer_id:uuid node:text amount:bigint period:text
  valid_from:date valid_until:date source_kind:text source:text observed_on:date confidence:double synthetic:boolean
  created_by:text`)

export const MODEL_COLUMNS = columns(`id:uuid code:text name:text oem_id:uuid segment:text powertrain:text
  annual_volume:integer assembly_region:text assembly_value:bigint on_sale_from:date on_sale_until:date
  source_kind:text source:text observed_on:date confidence:double synthetic:boolean`)

export const LINE_COLUMNS =
  columns(`id:uuid model_id:uuid parent_id:uuid position:integer node:text part:text supplier_id:uuid
  quantity:double unit:text unit_cost:bigint cost_share:double local_share:double origin:text source_kind:text
  source:text observed_on:date confidence:double synthetic:boolean`)

/** Ids of what the generator names by keys: firms of the library, parties outside. */
export interface KeyIds {
  readonly firms: ReadonlyMap<string, string>
  readonly parties: ReadonlyMap<string, string>
}

interface Noted {
  readonly source: 'survey' | 'declaration'
  readonly observedOn: string
}

const evidence = ({ source, observedOn }: Noted, { trust }: ChainSettings) => ({
  source_kind: source,
  source: SYNTHETIC_SOURCE,
  observed_on: observedOn,
  confidence: trust[source].confidence,
  synthetic: true,
})

export const supplyRow = (row: OutsideSupplyRow, ids: KeyIds, settings: ChainSettings) => ({
  id: newId(),
  supplier_id: ids.parties.get(row.partyKey),
  buyer_id: ids.firms.get(row.buyerKey),
  node: row.nodeCode,
  amount: row.amountFen,
  period: row.period,
  valid_from: row.validFrom,
  valid_until: row.validUntil,
  created_by: SYNTHETIC_SOURCE,
  ...evidence(row, settings),
})

export const modelRow = (row: VehicleModelRow, id: string, ids: KeyIds, settings: ChainSettings) => ({
  id,
  code: row.code,
  name: row.nameZh,
  oem_id: ids.firms.get(row.oemKey),
  segment: row.segment,
  powertrain: row.powertrain,
  annual_volume: row.annualVolume,
  assembly_region: row.assemblyRegion,
  assembly_value: row.assemblyValueFen,
  on_sale_from: row.onSaleFrom,
  on_sale_until: row.onSaleUntil,
  ...evidence(row, settings),
})

export const lineRow = (
  row: BillLineRow,
  lines: ReadonlyMap<string, string>,
  models: ReadonlyMap<string, string>,
  ids: KeyIds,
  settings: ChainSettings,
) => ({
  id: lines.get(row.key),
  model_id: models.get(row.modelCode),
  parent_id: row.parentKey === null ? null : lines.get(row.parentKey),
  position: row.position,
  node: row.nodeCode,
  part: row.part,
  supplier_id:
    row.supplierKey !== null
      ? ids.firms.get(row.supplierKey)
      : row.partyKey !== null
        ? ids.parties.get(row.partyKey)
        : null,
  quantity: row.quantity,
  unit: row.unit,
  unit_cost: row.unitCostFen,
  cost_share: row.costShare,
  local_share: row.localShare,
  origin: row.originCode,
  ...evidence(row, settings),
})
