import type { ColumnType, Generated } from 'kysely'
import { type Db, tables } from '#kernel/db'
import type { AssessmentResult } from '../domain/assess.ts'
import type { Comparator } from '../domain/target.ts'
import type { ReportContent } from '../report/content.ts'

type WithDefault<T> = ColumnType<T, T | undefined, T>
/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>

export interface PlanTable {
  id: string
  title_zh: string
  title_en: string
  /** `pack:chongqing`, or `compilation:ID`. */
  source: string
  starts_on: string
  ends_on: string
  active: WithDefault<boolean>
  created_at: Generated<string>
  created_by: string
}

export interface TaskTable {
  id: string
  plan_id: string
  number: number
  title_zh: string
  title_en: string
  summary_zh: string | null
  summary_en: string | null
  module: string | null
  departments: WithDefault<string[]>
}

export interface TargetTable {
  id: string
  plan_id: string
  task_id: string | null
  code: string
  name_zh: string
  name_en: string
  unit: string
  display_unit: string
  display_unit_en: string
  value: number
  value_max: number | null
  comparator: Comparator
  baseline: number | null
  baseline_on: string | null
  deadline: string
  scope: string | null
  scope_en: string | null
  /** Key of a live indicator; null when people enter the values. */
  indicator: string | null
  place: string | null
  sentence: string | null
  note_zh: string | null
  note_en: string | null
  /** level, new, annual or change: see the pack's plan.yaml. */
  basis: string
  position: number
  /** Civil date of the newest measurement of a live indicator; values that stay the same write no row. */
  measured_on: string | null
}

export interface ObservationTable {
  id: string
  target_id: string
  /** Null for the whole city. */
  region: string | null
  period: string
  value: number | null
  /** Withheld because fewer than five firms make it. */
  hidden: WithDefault<boolean>
  source: 'live' | 'manual' | 'history' | 'synthetic'
  indicator: string | null
  note: string | null
  document_id: string | null
  document_name: string | null
  recorded_at: WithDefault<string>
  recorded_by: string
  superseded_by: string | null
  superseded_at: string | null
}

export interface AssessmentTable {
  target_id: string
  as_of: string
  state: string
  result: Json<AssessmentResult>
  computed_at: WithDefault<string>
}

export interface MeasureTable {
  id: string
  task_id: string
  target_id: string | null
  /** The pack's own number of the measure, when it came from there. */
  seed: string | null
  title: string
  title_en: string | null
  department: string | null
  owner_account: string | null
  due_on: string | null
  progress: WithDefault<number>
  state: WithDefault<'open' | 'doing' | 'blocked' | 'done' | 'dropped'>
  blocker: string | null
  reminded_at: string | null
  created_at: Generated<string>
  updated_at: WithDefault<string>
  version: WithDefault<number>
}

export interface MeasureNoteTable {
  id: string
  measure_id: string
  at: WithDefault<string>
  author: string
  progress: number | null
  state: string | null
  text: string
}

export interface ReportTable {
  id: string
  plan_id: string
  month: string
  content: Json<ReportContent>
  created_at: WithDefault<string>
  created_by: string
}

export interface CompilationTable {
  id: string
  title: string
  file_name: string | null
  text: string
  result: Json<unknown>
  state: WithDefault<'draft' | 'saved'>
  plan_id: string | null
  created_at: WithDefault<string>
  created_by: string
}

interface PlanTables {
  'plan.plan': PlanTable
  'plan.task': TaskTable
  'plan.target': TargetTable
  'plan.observation': ObservationTable
  'plan.assessment': AssessmentTable
  'plan.state_change': { target_id: string; as_of: string; state: string }
  'plan.measure': MeasureTable
  'plan.measure_note': MeasureNoteTable
  'plan.report': ReportTable
  'plan.compilation': CompilationTable
  'plan.revision': { one: WithDefault<boolean>; value: number }
  'plan.refresh_request': { one: WithDefault<boolean>; job_id: string }
}

/** The module's own tables. */
export function planTables(db: Db) {
  return tables<PlanTables>(db)
}
