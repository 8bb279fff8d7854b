import { daysBetween } from '#kernel/core'
import type { TargetGlance, Task } from '../contract.ts'
import { addMonths, monthEnds, monthOf, toldAt } from '../domain/months.ts'
import { type Point, progressOf } from '../domain/target.ts'
import type { PlanRow, TaskRow } from '../store/plan.ts'
import type { TargetView } from './board.ts'

const SPARK_MONTHS = 12

/** The newest value on or before a day, dated by the last measurement that found it so; null where it is withheld. */
export function currentOf({ facts, points }: TargetView, asOf: string): Point | null {
  const found = toldAt(points, asOf)
  if (found === 'withheld') return null
  if (!found || !facts.live || facts.measuredOn === null) return found
  const measured = facts.measuredOn < asOf ? facts.measuredOn : asOf
  return measured > found.period ? { ...found, period: measured } : found
}

/** The value a month before the current one. */
export function previousOf(view: TargetView, asOf: string): number | null {
  const current = currentOf(view, asOf)
  if (!current) return null
  const found = toldAt(view.points, addMonths(current.period, -1))
  return found === 'withheld' ? null : (found?.value ?? null)
}

/** A target at a glance. For a district the values are the district's, state and forecast the city's. */
export function glanceOf(view: TargetView, asOf: string, region: string | null = null): TargetGlance {
  const { row, facts, task, assessment } = view
  const current = currentOf(view, asOf)
  return {
    id: row.id,
    code: row.code,
    taskNumber: task?.number ?? null,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    unit: row.unit,
    displayUnit: row.display_unit,
    displayUnitEn: row.display_unit_en,
    value: row.value,
    valueMax: row.value_max,
    comparator: row.comparator,
    baseline: row.baseline,
    deadline: row.deadline,
    scope: row.scope,
    scopeEn: row.scope_en,
    indicator: row.indicator,
    live: facts.live,
    current: current?.value ?? null,
    hidden: toldAt(view.points, asOf) === 'withheld',
    currentPeriod: current?.period ?? null,
    previous: previousOf(view, asOf),
    stale: current !== null && daysBetween(current.period, asOf) > facts.freshDays,
    state: assessment.state,
    reason: assessment.reason,
    progress: region === null ? progressOf(facts, current?.value ?? null) : null,
    forecast: region === null ? assessment.forecast : null,
    spark: sparkOf(view, asOf),
  }
}

/** One value a month over the last year; live values stand until they change, manual ones only for their month. */
function sparkOf({ facts, points }: TargetView, asOf: string): TargetGlance['spark'] {
  return monthEnds(addMonths(asOf, -SPARK_MONTHS), asOf).map((end) => {
    const period = end < asOf ? end : asOf
    const point = toldAt(points, period)
    if (point === null || point === 'withheld') return { period, value: null }
    const counts = facts.live || monthOf(point.period) === monthOf(period)
    return { period, value: counts ? point.value : null }
  })
}

export function taskOf(row: TaskRow): Task {
  return {
    id: row.id,
    number: row.number,
    titleZh: row.title_zh,
    titleEn: row.title_en,
    summaryZh: row.summary_zh,
    summaryEn: row.summary_en,
    module: row.module,
    departments: row.departments,
  }
}

export function headOf(row: PlanRow) {
  return {
    id: row.id,
    titleZh: row.title_zh,
    titleEn: row.title_en,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }
}
