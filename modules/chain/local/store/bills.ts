import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** A vehicle model on sale on a day, as stored. */
export interface StoredModel {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly oemId: string
  readonly segment: string | null
  readonly powertrain: string | null
  readonly volume: number | null
  readonly assemblyRegion: string | null
  readonly assemblyValue: number | null
  readonly sourceKind: string
  readonly source: string
  readonly observedOn: string
  readonly confidence: number
  readonly synthetic: boolean
}

export interface StoredLine {
  readonly id: string
  readonly modelId: string
  readonly parentId: string | null
  readonly position: number
  readonly node: string | null
  readonly part: string
  readonly supplierId: string | null
  readonly quantity: number
  readonly unitCost: number | null
  readonly costShare: number | null
  readonly localShare: number | null
  readonly origin: string | null
  readonly sourceKind: string
  readonly source: string
  readonly observedOn: string
  readonly confidence: number
}

/** The models on sale on a day, in the order of their codes. */
export async function selectModels(db: Db, asOf: string): Promise<readonly StoredModel[]> {
  const { rows } = await sql<StoredModel>`
    select id, code, name, oem_id as "oemId", segment, powertrain, annual_volume as volume,
      assembly_region as "assemblyRegion", assembly_value as "assemblyValue", source_kind as "sourceKind", source,
      observed_on as "observedOn", confidence, synthetic
    from chain.vehicle_model
    where (on_sale_from is null or on_sale_from <= ${asOf}::date)
      and (on_sale_until is null or on_sale_until >= ${asOf}::date)
    order by code`.execute(db)
  return rows
}

/** Lines in force of some models, by position. */
export async function selectLines(db: Db, models: readonly string[]): Promise<readonly StoredLine[]> {
  if (models.length === 0) return []
  const { rows } = await sql<StoredLine>`
    select id, model_id as "modelId", parent_id as "parentId", position, node, part, supplier_id as "supplierId",
      quantity, unit_cost as "unitCost", cost_share as "costShare", local_share as "localShare", origin,
      source_kind as "sourceKind", source, observed_on as "observedOn", confidence
    from chain.bill_line where model_id = any(${models}::uuid[]) and status = 'active'
    order by model_id, position, id`.execute(db)
  return rows
}

/** First and last day on which any model was on sale: between them past rates can be worked out. */
export async function selectSaleSpan(db: Db): Promise<{ from: string | null }> {
  const { rows } = await sql<{ from: string | null }>`
    select min(on_sale_from) as "from" from chain.vehicle_model`.execute(db)
  return rows[0] ?? { from: null }
}
