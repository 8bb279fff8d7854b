import { civilDate } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { type AssessmentResult, assess } from '../domain/assess.ts'
import { MANUAL_FRESH_DAYS, type Point, type TargetFacts } from '../domain/target.ts'
import { type ObservationPoint, selectSeries } from '../store/observation.ts'
import { type PlanRow, selectActivePlan, selectTasks, type TaskRow } from '../store/plan.ts'
import { selectAssessments, selectTargets, type TargetRow } from '../store/target.ts'
import { districtSeries } from './district-values.ts'
import { indicatorOf, isCumulative, type Offered } from './indicators.ts'

/** A target with all that its figures are made of. */
export interface TargetView {
  readonly row: TargetRow
  readonly task: TaskRow | undefined
  readonly offer: Offered | undefined
  readonly facts: TargetFacts
  /** Values of the city, or of the district asked for. */
  readonly points: readonly ObservationPoint[]
  readonly assessment: AssessmentResult
}

/** The active plan as of a day. */
export interface Board {
  readonly plan: PlanRow
  readonly tasks: readonly TaskRow[]
  readonly targets: readonly TargetView[]
  readonly asOf: string
}

/** Today in the product's time zone. */
export function today(ctx: Ctx): string {
  return civilDate(ctx.kernel.now())
}

/** The facts that the rules need of a target. */
export function factsOf(row: TargetRow, plan: PlanRow, offer: Offered | undefined): TargetFacts {
  return {
    value: row.value,
    unit: row.unit,
    displayUnit: row.display_unit,
    displayUnitEn: row.display_unit_en,
    comparator: row.comparator,
    basis: row.basis,
    cumulative: row.basis === 'new' || isCumulative(offer),
    baseline: row.baseline,
    deadline: row.deadline,
    live: offer !== undefined,
    freshDays: offer?.indicator.freshDays ?? MANUAL_FRESH_DAYS,
    measuredOn: row.measured_on,
    start: plan.starts_on,
  }
}

/** Values that are numbers, as the rules take them. */
export function known(points: readonly ObservationPoint[]): Point[] {
  return points.flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
}

/**
 * Reads the active plan with its values. Stored assessments are used for today; for a past day, or where none is
 * stored yet, the state is worked out from the values up to that day.
 */
export async function readBoard(
  ctx: Ctx,
  { asOf = today(ctx), region = null }: { asOf?: string; region?: string | null } = {},
): Promise<Board | undefined> {
  const plan = await selectActivePlan(ctx.db)
  if (!plan) return undefined
  const tasks = await selectTasks(ctx.db, plan.id)
  const rows = await selectTargets(ctx.db, plan.id)
  const ids = rows.map(({ id }) => id)
  const stored =
    asOf === today(ctx)
      ? new Map((await selectAssessments(ctx.db, ids)).map((row) => [row.target_id, row]))
      : new Map()
  const city = Map.groupBy(await selectSeries(ctx.db, ids), (point) => point.target_id)
  const shown =
    region === null
      ? city
      : Map.groupBy(
          await districtSeries(
            ctx,
            rows.map((row) => ({ row, offer: indicatorOf(ctx, row.indicator) })),
            region,
          ),
          (point) => point.target_id,
        )
  const taskById = new Map(tasks.map((task) => [task.id, task]))
  return {
    plan,
    tasks,
    asOf,
    targets: rows.map((row) => {
      const offer = indicatorOf(ctx, row.indicator)
      const facts = factsOf(row, plan, offer)
      return {
        row,
        task: row.task_id === null ? undefined : taskById.get(row.task_id),
        offer,
        facts,
        points: shown.get(row.id) ?? [],
        assessment: stored.get(row.id)?.result ?? assess(facts, known(city.get(row.id) ?? []), asOf),
      }
    }),
  }
}
