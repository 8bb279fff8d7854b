import type { ColumnType } from 'kysely'
import { type Db, tables } from '#kernel/db'

type WithDefault<T> = ColumnType<T, T | undefined, T>
/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>

/** Where a fact comes from, when it was true, and how far it was trusted then. */
interface Evidence {
  source_kind: string
  source: string
  observed_on: string
  confidence: number
  synthetic: WithDefault<boolean>
  batch_id: string | null
  updated_at: WithDefault<string>
  version: WithDefault<number>
}

export interface PartyTable {
  id: string
  name: string
  name_key: string
  region: string | null
  synthetic: WithDefault<boolean>
  created_at: WithDefault<string>
}

export interface SupplyTable extends Evidence {
  id: string
  /** The library's relation that it mirrors; such a row is changed there. */
  library_id: string | null
  supplier_id: string
  buyer_id: string
  node: string | null
  /** Fen a year. */
  amount: number | null
  quantity: number | null
  unit: string | null
  share: number | null
  period: string | null
  valid_from: string | null
  valid_until: string | null
  status: WithDefault<string>
  evidence: string | null
  created_by: string
}

export interface VehicleModelTable extends Evidence {
  id: string
  code: string
  name: string
  oem_id: string
  segment: string | null
  powertrain: string | null
  annual_volume: number | null
  assembly_region: string | null
  /** Fen a vehicle: what the assembler itself adds. */
  assembly_value: number | null
  on_sale_from: string | null
  on_sale_until: string | null
}

export interface BillLineTable extends Evidence {
  id: string
  model_id: string
  parent_id: string | null
  position: number
  node: string | null
  part: string
  supplier_id: string | null
  /** Per piece of the parent line, or per vehicle. */
  quantity: WithDefault<number>
  unit: string | null
  /** Fen a piece. */
  unit_cost: number | null
  /** Of the cost of the parent line, or of the vehicle. */
  cost_share: number | null
  /** Local share of the value, where the supplier declares it. */
  local_share: number | null
  /** Region code of the place of making; null is unknown. */
  origin: string | null
  status: WithDefault<string>
  evidence: string | null
}

export interface BatchTable {
  id: string
  table_name: string
  file_id: string
  file_name: string
  state: string
  job_id: string | null
  total: WithDefault<number>
  good: WithDefault<number>
  faulty: WithDefault<number>
  created_rows: WithDefault<number>
  updated_rows: WithDefault<number>
  unchanged_rows: WithDefault<number>
  source_kind: string
  source: string
  observed_on: string
  synthetic: WithDefault<boolean>
  error: Json<unknown> | null
  created_by: string
  created_at: WithDefault<string>
  committed_at: string | null
  undone_at: string | null
}

export interface BatchRowTable {
  batch_id: string
  row_number: number
  raw: Json<Record<string, unknown>>
  parsed: Json<Record<string, unknown>> | null
  faults: Json<unknown[]> | null
  outcome: string
  record_id: string | null
  /** The record as it was before the batch; null when the batch made it. */
  before: Json<Record<string, unknown>> | null
}

export interface FactCheckTable {
  id: string
  record_kind: string
  record_id: string
  outcome: string
  note: string | null
  before: Json<Record<string, unknown>>
  by: string
  at: WithDefault<string>
}

export interface RunTable {
  id: string
  kind: string
  state: string
  job_id: string | null
  input: Json<Record<string, unknown>>
  as_of: string
  /** Of the network that it computed on. */
  revision: string | null
  result: Json<Record<string, unknown>> | null
  error: Json<{ code: string; params: Record<string, unknown> }> | null
  created_by: string
  created_at: WithDefault<string>
  started_at: string | null
  ended_at: string | null
}

export interface FirmRiskTable {
  run_id: string
  firm_id: string
  esri: number
  esri_down: number
  esri_up: number
  steps: number
  position: number
  detail: Json<Record<string, unknown>> | null
}

export interface NodeGapTable {
  run_id: string
  node: string
  state: string
  score: number | null
  detail: Json<Record<string, unknown>>
}

export interface LocalRateTable {
  run_id: string
  definition: string
  scope: string
  scope_id: string
  value: number | null
  lower: number | null
  upper: number | null
  coverage: number | null
  firms: number
  detail: Json<Record<string, unknown>> | null
}

export interface TaggerTable {
  id: string
  trained_at: WithDefault<string>
  trained_by: string
  examples: number
  model: Json<unknown>
  evaluation: Json<unknown>
}

export interface TagTable {
  enterprise_id: string
  node: string
  probability: number
  evidence: Json<unknown>
  tagger_id: string
  state: WithDefault<string>
  decided_by: string | null
  decided_at: string | null
}

export interface ProposalTable {
  id: string
  supplier_id: string
  buyer_id: string
  node: string | null
  probability: number
  reasons: Json<unknown>
  run_id: string
  state: WithDefault<string>
  decided_by: string | null
  decided_at: string | null
  supply_id: string | null
}

/** The chain's tables, in its own schema. */
export interface ChainTables {
  'chain.party': PartyTable
  'chain.supply': SupplyTable
  'chain.vehicle_model': VehicleModelTable
  'chain.bill_line': BillLineTable
  'chain.batch': BatchTable
  'chain.batch_row': BatchRowTable
  'chain.fact_check': FactCheckTable
  'chain.run': RunTable
  'chain.firm_risk': FirmRiskTable
  'chain.node_gap': NodeGapTable
  'chain.local_rate': LocalRateTable
  'chain.tagger': TaggerTable
  'chain.tag': TagTable
  'chain.proposal': ProposalTable
}

/** The chain's view of a database or transaction. */
export const chainDb = (db: Db) => tables<ChainTables>(db)
