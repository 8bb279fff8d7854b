import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx, Indicator, IndicatorValue } from '#kernel/module'
import { librarySummary } from '#modules/registry'
import { assess } from '../domain/assess.ts'
import { addMonths, lastFullMonthEnd, paceWindowStart } from '../domain/months.ts'
import { insertObservations, type ObservationPoint, selectCurrent } from '../store/observation.ts'
import { type PlanRow, selectActivePlan } from '../store/plan.ts'
import { bumpRevision } from '../store/revision.ts'
import {
  saveAssessment,
  selectTarget,
  selectTargets,
  type TargetRow,
  updateTargetRow,
} from '../store/target.ts'
import { factsOf, known } from './board.ts'
import { indicatorOf, measurable } from './indicators.ts'
import { syncSample } from './sample.ts'

/** Months before the plan that the history begins, so that a forecast has something to learn from. */
const MONTHS_BEFORE = 12

export interface RefreshOptions {
  readonly signal?: AbortSignal
  readonly onTarget?: (done: number, total: number, code: string) => Promise<void>
}

/** What a refresh did. */
export interface Refreshed {
  readonly targets: number
  /** New rows: first values and values that changed. */
  readonly written: number
  /** Rows that replaced another value of the same day. */
  readonly superseded: number
}

/**
 * Measures every live target of the active plan as of a day, writes what changed, and assesses all targets anew.
 *
 * Live values are dated by the day of measurement; month ends of the past are worked out again from the records, so a
 * late import shows in the months it belongs to: the value known before stays, superseded. A value that is the same as
 * the newest one writes no row. Each target is one transaction; cut off, it begins again and writes nothing twice.
 */
export async function refreshAll(
  ctx: Ctx,
  asOf: string,
  { signal, onTarget }: RefreshOptions = {},
): Promise<Refreshed> {
  const plan = await selectActivePlan(ctx.db)
  if (!plan) return { targets: 0, written: 0, superseded: 0 }
  await syncSample(ctx, plan, asOf)
  const targets = await selectTargets(ctx.db, plan.id)
  let written = 0
  let superseded = 0
  for (const [at, target] of targets.entries()) {
    signal?.throwIfAborted()
    const done = await refreshTarget(ctx, plan, target, asOf)
    written += done.written
    superseded += done.superseded
    await onTarget?.(at + 1, targets.length, target.code)
  }
  return { targets: targets.length, written, superseded }
}

/** Measures one target, if it is live, and assesses it. */
export async function refreshTarget(ctx: Ctx, plan: PlanRow, target: TargetRow, asOf: string) {
  const offer = indicatorOf(ctx, target.indicator)
  const measured =
    offer && (await measurable(ctx, offer)) ? await readings(ctx, offer.indicator, plan, asOf) : undefined
  const { synthetic } = measured ? await librarySummary(ctx) : { synthetic: false }
  return inTransaction(ctx, async (inside) => {
    let rows: NewRow[] = []
    if (measured) {
      const current = await selectCurrent(inside.db, target.id)
      rows = changesAgainst(current, measured, target.unit).map(({ live, replaces, ...value }) => ({
        ...value,
        id: newId(),
        target_id: target.id,
        source: synthetic ? 'synthetic' : live ? 'live' : 'history',
        indicator: target.indicator,
        note: null,
        document_id: null,
        document_name: null,
        recorded_by: ctx.actor.name,
        replaces,
      }))
      await insertObservations(inside.db, rows, ctx.kernel.now())
      await updateTargetRow(inside.db, target.id, { measured_on: asOf })
      if (rows.length > 0) await announce(inside, target, rows)
    }
    await assessTarget(inside, plan, target.id, asOf)
    await bumpRevision(inside.db)
    return { written: rows.length, superseded: rows.filter((row) => row.replaces !== undefined).length }
  })
}

type NewRow = Parameters<typeof insertObservations>[1][number]

async function announce(ctx: Ctx, target: TargetRow, rows: readonly NewRow[]): Promise<void> {
  await ctx.kernel.audit.append(ctx, {
    action: 'plan.observation.measure',
    resource: 'plan.observation',
    recordId: target.id,
    detail: {
      code: target.code,
      rows: rows.length,
      superseded: rows.filter((row) => row.replaces !== undefined).length,
    },
  })
  await ctx.kernel.events.emit(ctx, {
    type: 'plan.observation.recorded',
    stream: `target:${target.id}`,
    payload: { target: target.id, code: target.code, rows: rows.length },
  })
}

/** Assesses a target from its current values and stores the result; says so when its state changed. */
export async function assessTarget(ctx: Ctx, plan: PlanRow, targetId: string, asOf: string): Promise<void> {
  const target = await selectTarget(ctx.db, targetId)
  if (!target) throw new AppError('plan.target.notFound', { id: targetId })
  const current = await selectCurrent(ctx.db, target.id)
  const city = current.filter((point) => point.region === null)
  const result = assess(factsOf(target, plan, indicatorOf(ctx, target.indicator)), known(city), asOf)
  const { before } = await saveAssessment(ctx.db, target.id, asOf, result, ctx.kernel.now())
  if (before === null || before === result.state) return
  await ctx.kernel.events.emit(ctx, {
    type: 'plan.target.stateChanged',
    stream: `target:${target.id}`,
    payload: { target: target.id, code: target.code, before, after: result.state },
  })
}

interface Reading {
  readonly region: string | null
  readonly period: string
  readonly value: number | null
  readonly hidden: boolean
  readonly live: boolean
}

/** City values at the past month ends; the districts a year ago, city and districts a month ago, and both today. */
async function readings(ctx: Ctx, indicator: Indicator, plan: PlanRow, asOf: string): Promise<Reading[]> {
  const lastMonth = lastFullMonthEnd(asOf)
  const monthAgo = addMonths(asOf, -1)
  const from = addMonths(plan.starts_on, -MONTHS_BEFORE)
  const history = from <= lastMonth ? ((await indicator.history?.(ctx, from, lastMonth)) ?? []) : []
  const past = history
    .filter(({ period, value }) => value !== null && period < asOf && period !== monthAgo)
    .map(({ period, value }): Reading => ({ region: null, period, value, hidden: false, live: false }))
  const windowStart = paceWindowStart(asOf)
  const yearAgo = (await indicator.measure(ctx, windowStart)).filter(({ region }) => region !== undefined)
  const before = await indicator.measure(ctx, monthAgo)
  const now = await indicator.measure(ctx, asOf)
  return [
    ...past,
    ...yearAgo.map((value) => reading(value, windowStart, false)),
    ...before.map((value) => reading(value, monthAgo, false)),
    ...now.map((value) => reading(value, asOf, true)),
  ]
}

function reading({ value, region, hidden }: IndicatorValue, period: string, live: boolean): Reading {
  return { region: region ?? null, period, value, hidden: hidden ?? false, live }
}

/**
 * The readings that say something new against the values on record: none yet for that day and another than the newest
 * before it, or a different one for that day, which then is superseded. Where a district is no longer reported, its
 * count has become 0; other sums become unknown.
 */
export function changesAgainst(
  current: readonly ObservationPoint[],
  measured: readonly Reading[],
  unit: string,
): (Reading & { replaces?: string })[] {
  const readings = [...measured, ...goneRegions(current, measured, unit)]
  const byRegion = Map.groupBy(current, (point) => point.region)
  const changes: (Reading & { replaces?: string })[] = []
  for (const [region, news] of Map.groupBy(readings, (entry) => entry.region)) {
    // The line as it will be: each reading is compared with what then stands before it.
    const line = new Map((byRegion.get(region) ?? []).map((point) => [point.period, point as Known]))
    for (const entry of news.sort((a, b) => a.period.localeCompare(b.period))) {
      const same = line.get(entry.period)
      const before = same ?? newestBefore(line.values(), entry.period)
      if (before && before.value === entry.value && before.hidden === entry.hidden) continue
      changes.push({ ...entry, replaces: same?.id })
      line.set(entry.period, entry)
    }
  }
  return changes
}

type Known = Pick<Reading, 'period' | 'value' | 'hidden'> & { readonly id?: string }

function newestBefore(line: Iterable<Known>, period: string): Known | undefined {
  let found: Known | undefined
  for (const point of line) {
    if (point.period < period && (!found || point.period > found.period)) found = point
  }
  return found
}

function goneRegions(
  current: readonly ObservationPoint[],
  measured: readonly Reading[],
  unit: string,
): Reading[] {
  const days = new Map(
    measured.filter((entry) => entry.region !== null).map(({ period, live }) => [period, live]),
  )
  const told = new Set(measured.map((entry) => `${entry.region} ${entry.period}`))
  const all: (Known & { region: string | null })[] = [...current, ...measured]
  const regions = new Set(all.flatMap(({ region }) => (region === null ? [] : [region])))
  return [...days].flatMap(([period, live]) =>
    [...regions]
      .filter((region) => !told.has(`${region} ${period}`))
      .filter((region) =>
        newestBefore(
          all.filter((point) => point.region === region),
          period,
        ),
      )
      .map((region) => ({ region, period, value: unit === 'fen' ? null : 0, hidden: false, live })),
  )
}
