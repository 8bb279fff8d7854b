import type { ColumnType, Generated } from 'kysely'
import { type Db, tables } from '#kernel/db'

type WithDefault<T> = ColumnType<T, T | undefined, T>
/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>

export interface RegionTable {
  code: string
  parent: string | null
  name_zh: string
  name_en: string
  kind: string
  groups: string[]
  sort: number
}

export interface ChainNodeTable {
  code: string
  parent: string | null
  tier: number
  name_zh: string
  name_en: string
  synonyms_zh: string[]
  synonyms_en: string[]
  electronics: boolean
  parts: boolean
  key_link: boolean
  stage: string | null
  sort: number
}

export interface EnterpriseTable {
  id: string
  uscc: string | null
  name: string
  /** The name folded for exact comparison, see domain/name-key.ts. */
  name_key: string
  name_en: string | null
  former_names: WithDefault<string[]>
  /** Full pinyin and initials, for search. */
  pinyin: string
  district: string | null
  address: string | null
  legal_rep: string | null
  registered_capital: number | null
  established: string | null
  /** From which date it counts as a firm of this chain; its founding date when unknown. */
  counted_since: string | null
  closed_on: string | null
  industry_code: string | null
  business_scope: string | null
  products: WithDefault<string[]>
  /** Derived: has a capability on a parts node / on an automotive-electronics node. */
  parts: WithDefault<boolean>
  electronics: WithDefault<boolean>
  recruited_on: string | null
  recruited_from: string | null
  transformed_on: string | null
  listed_on: string | null
  listed_board: string | null
  website: string | null
  synthetic: WithDefault<boolean>
  source: string
  /** Derived: the node of the main capability, and the newest yearly figures. */
  main_node: string | null
  revenue_latest: number | null
  revenue_year: number | null
  staff_latest: number | null
  search_text: WithDefault<string>
  /** Single characters and pairs of search_text, see domain/search-text.ts. */
  grams: WithDefault<unknown>
  created_at: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

/** One row: a number that grows with every write, so that answers can be kept until something changed. */
export interface RevisionTable {
  one: Generated<boolean>
  value: number
}

export interface SiteTable {
  id: string
  enterprise_id: string
  name: string
  kind: string
  district: string | null
  address: string | null
  area_m2: number | null
  power_kva: number | null
  source: string
}

export interface CapabilityTable {
  id: string
  enterprise_id: string
  node: string
  product: string | null
  stage: string | null
  capacity: number | null
  capacity_unit: string | null
  utilisation: number | null
  certificates: WithDefault<string[]>
  main: WithDefault<boolean>
  source: string
  as_of: string | null
}

export interface QualificationTable {
  id: string
  enterprise_id: string
  kind: string
  number: string | null
  issued_by: string | null
  valid_from: string | null
  valid_until: string | null
  source: string
}

export interface YearlyTable {
  enterprise_id: string
  year: number
  revenue: number | null
  rnd: number | null
  output: number | null
  staff: number | null
  exports: number | null
  source: string
}

export interface MonthlyTable {
  enterprise_id: string
  month: string
  revenue: number | null
  output: number | null
  staff: number | null
  electricity_kwh: number | null
  source: string
}

export interface RelationTable {
  id: string
  kind: string
  from_id: string
  to_id: string | null
  to_name: string | null
  node: string | null
  amount: number | null
  share: number | null
  period: string | null
  evidence: string | null
  source: string
}

export interface ContactTable {
  id: string
  enterprise_id: string
  name: string
  title: string | null
  phone: string | null
  email: string | null
  source: string
}

export interface DocumentTable {
  id: string
  enterprise_id: string
  title: string
  file_id: string
  file_name: string
  bytes: number
  created_at: Generated<string>
  created_by: string
}

export interface ImportBatchTable {
  id: string
  table_name: string
  file_id: string
  file_name: string
  state: string
  sheet: string | null
  header_row: number | null
  mapping: Json<unknown> | null
  job_id: string | null
  total: WithDefault<number>
  good: WithDefault<number>
  faulty: WithDefault<number>
  doubtful: WithDefault<number>
  created_rows: WithDefault<number>
  updated_rows: WithDefault<number>
  unchanged_rows: WithDefault<number>
  synthetic: WithDefault<boolean>
  created_at: Generated<string>
  created_by: string
  committed_at: string | null
  undone_at: string | null
}

export interface SourceRecordTable {
  batch_id: string
  row_number: number
  raw: Json<Record<string, string>>
  parsed: Json<Record<string, unknown>> | null
  faults: Json<unknown[]> | null
  outcome: string
  enterprise_id: string | null
}

export interface ReviewItemTable {
  id: string
  batch_id: string
  row_number: number
  reason: string
  params: Json<Record<string, unknown>>
  candidates: WithDefault<string[]>
  state: WithDefault<string>
  decision: Json<unknown> | null
  decided_at: string | null
  decided_by: string | null
}

export interface FieldChangeTable {
  id: Generated<number>
  enterprise_id: string
  part: string
  record_id: string
  operation: string
  field: string | null
  old_value: Json<unknown> | null
  new_value: Json<unknown> | null
  source: string
  batch_id: string | null
  at: Generated<string>
  actor: string
}

/** The registry's tables, in its own schema. */
export interface RegistryTables {
  'registry.region': RegionTable
  'registry.chain_node': ChainNodeTable
  'registry.enterprise': EnterpriseTable
  'registry.revision': RevisionTable
  'registry.site': SiteTable
  'registry.capability': CapabilityTable
  'registry.qualification': QualificationTable
  'registry.yearly': YearlyTable
  'registry.monthly': MonthlyTable
  'registry.relation': RelationTable
  'registry.contact': ContactTable
  'registry.document': DocumentTable
  'registry.import_batch': ImportBatchTable
  'registry.source_record': SourceRecordTable
  'registry.review_item': ReviewItemTable
  'registry.field_change': FieldChangeTable
}

/** The registry's view of a database or transaction. */
export function registryTables(db: Db) {
  return tables<RegistryTables>(db)
}
