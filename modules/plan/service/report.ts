import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx, FileReply } from '#kernel/module'
import { librarySummary } from '#modules/registry'
import { type createReport, type downloadReport, type listReports, TARGET_STATES } from '../contract.ts'
import { monthEnd, monthOf } from '../domain/months.ts'
import type { FigureSource, ReportContent, ReportTarget } from '../report/content.ts'
import { reportDocument } from '../report/document.ts'
import { reportDocx } from '../report/docx.ts'
import { reportHtml } from '../report/html.ts'
import { selectMeasures } from '../store/measure.ts'
import { selectObservation } from '../store/observation.ts'
import { insertReport, selectReport, selectReports } from '../store/report.ts'
import { type Board, readBoard, type TargetView, today } from './board.ts'
import { requirePlan } from './detail.ts'
import { districtsOf } from './districts.ts'
import { glanceOf } from './glance.ts'
import { measureOf } from './measures.ts'

const MOST_DISTRICTS = 5
const MOST_MEASURES = 2_000

/**
 * Makes the dispatch report of a month, the running one by default: every figure is frozen with its source. A past
 * month is reported as of its last day, from the values now on record for it.
 */
export async function makeReport(ctx: Ctx, month?: string): Promise<EndpointReply<typeof createReport>> {
  ctx.kernel.permissions.require(ctx.actor, 'plan.report.write')
  const plan = await requirePlan(ctx)
  const now = today(ctx)
  const wanted = month ?? monthOf(now)
  if (wanted > monthOf(now))
    throw new AppError('plan.report.future', { month: wanted }, { field: 'body.month' })
  if (wanted < monthOf(plan.starts_on)) {
    throw new AppError(
      'plan.report.beforePlan',
      { month: wanted, start: monthOf(plan.starts_on) },
      { field: 'body.month' },
    )
  }
  const end = monthEnd(`${wanted}-01`)
  const id = newId()
  await inTransaction(ctx, async (inside) => {
    const board = (await readBoard(inside, { asOf: end < now ? end : now }))!
    const content = await contentOf(inside, board, wanted)
    await insertReport(inside.db, {
      id,
      plan_id: plan.id,
      month: wanted,
      content: JSON.stringify(content),
      created_at: content.madeAt,
      created_by: ctx.actor.name,
    })
    await ctx.kernel.audit.append(inside, {
      action: 'plan.report.create',
      resource: 'plan.report',
      recordId: id,
      detail: { month: wanted, asOf: content.asOf, counts: content.counts },
    })
    await ctx.kernel.events.emit(inside, {
      type: 'plan.report.created',
      stream: `report:${id}`,
      payload: { report: id, month: wanted },
    })
  })
  const row = await requireReport(ctx, id)
  return { id, month: row.month, createdAt: row.created_at, createdBy: row.created_by }
}

async function contentOf(ctx: Ctx, board: Board, month: string): Promise<ReportContent> {
  const { plan, asOf } = board
  const library = await librarySummary(ctx)
  const targets: ReportTarget[] = []
  for (const view of board.targets) targets.push(await targetOf(ctx, view, asOf))
  const counts = Object.fromEntries(TARGET_STATES.map((state) => [state, 0])) as ReportContent['counts']
  for (const { state } of targets) counts[state]++
  const measures = await selectMeasures(ctx.db, plan.id, { today: asOf, offset: 0, limit: MOST_MEASURES })
  const byTask = Map.groupBy(measures.rows, (row) => row.task_id)
  return {
    plan: {
      titleZh: plan.title_zh,
      titleEn: plan.title_en,
      startsOn: plan.starts_on,
      endsOn: plan.ends_on,
    },
    month,
    asOf,
    madeAt: ctx.kernel.now().toISOString(),
    madeBy: ctx.actor.name,
    synthetic: library.synthetic,
    enterprises: library.enterprises,
    counts,
    targets,
    tasks: board.tasks.map((task) => ({
      number: task.number,
      titleZh: task.title_zh,
      titleEn: task.title_en,
      departments: task.departments,
      measures: (byTask.get(task.id) ?? []).map((row) => {
        const { id, title, titleEn, department, ownerName, dueOn, progress, state, blocker, overdue } =
          measureOf(row, asOf)
        return { id, title, titleEn, department, ownerName, dueOn, progress, state, blocker, overdue }
      }),
    })),
  }
}

async function targetOf(ctx: Ctx, view: TargetView, asOf: string): Promise<ReportTarget> {
  const { spark: _, hidden: __, ...glance } = glanceOf(view, asOf)
  const { assessment } = view
  const lags = glance.state === 'red' || glance.state === 'amber'
  const { districts } = lags ? await districtsOf(ctx, view, glance.current, asOf) : { districts: [] }
  return {
    ...glance,
    daysLeft: assessment.daysLeft,
    requiredPace: assessment.requiredPace,
    actualPace: assessment.actualPace,
    forecastNote: assessment.forecastNote,
    source: await sourceOf(ctx, view, asOf),
    districts: districts
      .flatMap(({ nameZh, nameEn, value, previous, pull }) =>
        value === null || pull === null ? [] : [{ nameZh, nameEn, value, previous, why: pull.reason }],
      )
      .slice(0, MOST_DISTRICTS),
    withheld: districts.filter(({ hidden }) => hidden).length,
  }
}

async function sourceOf(ctx: Ctx, view: TargetView, asOf: string): Promise<FigureSource> {
  const point = view.points.findLast(({ period, value }) => value !== null && period <= asOf)
  const row = point && (await selectObservation(ctx.db, point.id))
  return {
    kind: view.facts.live ? 'live' : row ? 'manual' : 'none',
    indicator: view.row.indicator,
    formula: view.offer?.indicator.formula ?? null,
    observation: row
      ? {
          id: row.id,
          period: row.period,
          source: row.source,
          recordedAt: row.recorded_at,
          recordedBy: row.recorded_by,
          note: row.note,
          documentName: row.document_name,
        }
      : null,
  }
}

/** Reports of the active plan, newest month first. */
export async function reports(
  ctx: Ctx,
  query: EndpointInput<typeof listReports>['query'],
): Promise<EndpointReply<typeof listReports>> {
  const plan = await requirePlan(ctx)
  const { page, size, q, sort } = query
  const { rows, total } = await selectReports(ctx.db, plan.id, {
    q,
    sort,
    offset: (page - 1) * size,
    limit: size,
  })
  return {
    rows: rows.map((row) => ({
      id: row.id,
      month: row.month,
      createdAt: row.created_at,
      createdBy: row.created_by,
    })),
    total,
    page,
    size,
  }
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A report as a Word document or as print-ready HTML, written from what was frozen. */
export async function sendReport(
  ctx: Ctx,
  id: string,
  { format, lang = ctx.lang }: EndpointInput<typeof downloadReport>['query'],
): Promise<FileReply> {
  const { content } = await requireReport(ctx, id)
  const document = reportDocument(content, lang)
  const name = lang === 'zh' ? `调度报告-${content.month}` : `dispatch-report-${content.month}`
  if (format === 'html') {
    return {
      fileName: `${name}.html`,
      contentType: 'text/html; charset=utf-8',
      stream: new TextEncoder().encode(reportHtml(document)),
    }
  }
  return { fileName: `${name}.docx`, contentType: DOCX, stream: await reportDocx(document) }
}

async function requireReport(ctx: Ctx, id: string) {
  const row = await selectReport(ctx.db, id)
  if (!row) throw new AppError('plan.report.notFound', { id })
  return row
}
