import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { librarySummary } from '#modules/registry'
import type { TargetDetail } from '../contract.ts'
import { addMonths } from '../domain/months.ts'
import { selectHistory } from '../store/observation.ts'
import { selectActivePlan } from '../store/plan.ts'
import { readRevision } from '../store/revision.ts'
import { selectTarget } from '../store/target.ts'
import { readBoard, type TargetView, today } from './board.ts'
import { toldNodes } from './district-values.ts'
import { districtsOf } from './districts.ts'
import { glanceOf } from './glance.ts'
import { observationOf } from './observe.ts'

/** Observations on the page; older ones are in the export. */
const MOST_OBSERVATIONS = 200
const MOST_NODES = 30
const MAX_KEPT = 200

/** A target of the active plan as of today. */
export async function viewOf(ctx: Ctx, id: string): Promise<TargetView> {
  const board = await readBoard(ctx)
  const view = board?.targets.find(({ row }) => row.id === id)
  if (!view) throw new AppError('plan.target.notFound', { id })
  return view
}

const kept = new WeakMap<object, { stamp: string; nodes: Map<string, TargetDetail['nodes']> }>()

/** One target with pace, forecast, values (superseded ones among them), and what pulls it down. */
export async function targetDetail(ctx: Ctx, id: string): Promise<TargetDetail> {
  const view = await viewOf(ctx, id)
  const { row, task, offer, assessment } = view
  const asOf = today(ctx)
  const glance = glanceOf(view, asOf)
  return {
    ...glance,
    taskTitleZh: task?.title_zh ?? null,
    taskTitleEn: task?.title_en ?? null,
    departments: task?.departments ?? [],
    baselineOn: row.baseline_on,
    place: row.place,
    sentence: row.sentence,
    indicatorTitles: offer?.indicator.titles ?? null,
    formula: offer?.indicator.formula ?? null,
    freshDays: view.facts.freshDays,
    daysLeft: assessment.daysLeft,
    requiredPace: assessment.requiredPace,
    actualPace: assessment.actualPace,
    forecastPath: assessment.forecastPath,
    backtest: assessment.backtest,
    forecastNote: assessment.forecastNote,
    observations: (await selectHistory(ctx.db, id, MOST_OBSERVATIONS)).map(observationOf),
    ...(await districtsOf(ctx, view, glance.current, asOf)),
    nodes: await nodesOf(ctx, view, asOf),
  }
}

/** Parts of the chain behind the value, with their change over a year, those that lost most first. */
async function nodesOf(ctx: Ctx, { row, offer }: TargetView, asOf: string): Promise<TargetDetail['nodes']> {
  const indicator = offer?.indicator
  if (!indicator?.byNode) return []
  const stamp = `${(await librarySummary(ctx)).revision} ${await readRevision(ctx.db)} ${asOf}`
  let memory = kept.get(ctx.kernel)
  if (memory?.stamp !== stamp || memory.nodes.size > MAX_KEPT) {
    memory = { stamp, nodes: new Map() }
    kept.set(ctx.kernel, memory)
  }
  const known = memory.nodes.get(row.id)
  if (known) return known
  const now = toldNodes(await indicator.byNode(ctx, asOf), { row, offer })
  const yearAgo = toldNodes(await indicator.byNode(ctx, addMonths(asOf, -12)), { row, offer })
  const before = new Map(yearAgo.map(({ node, value }) => [node, value]))
  const names = new Map(ctx.kernel.pack.taxonomy.map((node) => [node.code, node]))
  const nodes = now
    .map(({ node, value }) => ({
      code: node,
      nameZh: names.get(node)?.nameZh ?? node,
      nameEn: names.get(node)?.nameEn ?? node,
      value,
      change: before.has(node) ? value - before.get(node)! : null,
    }))
    .sort((a, b) => (a.change ?? a.value) - (b.change ?? b.value) || b.value - a.value)
    .slice(0, MOST_NODES)
  memory.nodes.set(row.id, nodes)
  return nodes
}

/** The active plan, or a refusal that says what to do. */
export async function requirePlan(ctx: Ctx) {
  const plan = await selectActivePlan(ctx.db)
  if (!plan) throw new AppError('plan.none.notFound')
  return plan
}

/** A target of any plan. */
export async function requireTarget(ctx: Ctx, id: string, lock = false) {
  const target = await selectTarget(ctx.db, id, lock)
  if (!target) throw new AppError('plan.target.notFound', { id })
  return target
}
