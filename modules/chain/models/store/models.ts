import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** A model with the state of its bill. */
export interface StoredModel {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly oemId: string
  readonly segment: string | null
  readonly powertrain: string | null
  readonly volume: number | null
  readonly region: string | null
  readonly assemblyValue: number | null
  readonly lines: number
  readonly withSupplier: number
  readonly withCost: number
  readonly onSaleFrom: string | null
  readonly onSaleUntil: string | null
  readonly sourceKind: string
  readonly source: string
  readonly observedOn: string
  readonly confidence: number
  readonly synthetic: boolean
}

/** All models: a city has hundreds, and who may see which is for the caller to decide. */
export async function selectModels(db: Db): Promise<readonly StoredModel[]> {
  const { rows } = await sql<StoredModel>`
    select m.id, m.code, m.name, m.oem_id as "oemId", m.segment, m.powertrain, m.annual_volume as volume,
      m.assembly_region as region, m.assembly_value as "assemblyValue", m.on_sale_from as "onSaleFrom",
      m.on_sale_until as "onSaleUntil", m.source_kind as "sourceKind", m.source, m.observed_on as "observedOn",
      m.confidence, m.synthetic, count(l.id)::integer as lines, count(l.supplier_id)::integer as "withSupplier",
      count(coalesce(l.unit_cost::float8, l.cost_share))::integer as "withCost"
    from chain.vehicle_model m left join chain.bill_line l on l.model_id = m.id and l.status = 'active'
    group by m.id order by m.code`.execute(db)
  return rows
}
