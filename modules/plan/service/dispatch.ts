import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { inTransaction } from '#kernel/db'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn, ExportRow } from '#kernel/tables'
import type { dispatchMeeting, exportMeasures, TargetGlance } from '../contract.ts'
import { addDays } from '../domain/months.ts'
import { MEASURE_STATE_TITLES, OVERALL_TITLE } from '../domain/titles.ts'
import {
  type MeasureRow,
  markReminded,
  selectMeasures,
  selectPressing,
  selectToRemind,
} from '../store/measure.ts'
import { today } from './board.ts'
import { cockpit } from './cockpit.ts'
import { requirePlan } from './detail.ts'
import { filterOf, measureOf } from './measures.ts'

const SOON_DAYS = 14
const REMIND_DAYS = 7
const EXPORT_PAGE = 500

type MeetingGroup = EndpointReply<typeof dispatchMeeting>['tasks'][number]

const WORST_FIRST = ['red', 'amber', 'unknown', 'green', 'achieved']

/**
 * What a dispatch meeting talks about: the overall targets, then per task all its targets, the worst first, and its
 * pressing measures. No target is left out: those on track are told as such.
 */
export async function meeting(ctx: Ctx): Promise<EndpointReply<typeof dispatchMeeting>> {
  const plan = await requirePlan(ctx)
  const asOf = today(ctx)
  const { tasks, targets } = await cockpit(ctx)
  const rows = await selectPressing(ctx.db, plan.id, addDays(asOf, SOON_DAYS))
  const byTask = Map.groupBy(rows, (row) => row.task_id)
  const view = (row: MeasureRow) => measureOf(row, asOf)
  const numbers = new Set<number | null>(tasks.map(({ number }) => number))
  const overall = worstFirst(targets.filter(({ taskNumber }) => !numbers.has(taskNumber)))
  return {
    asOf,
    tasks: [
      ...(overall.length > 0 ? [{ ...OVERALL, targets: overall }] : []),
      ...tasks.map((task) => {
        const own = (byTask.get(task.id) ?? []).map(view)
        return {
          taskId: task.id,
          number: task.number,
          titleZh: task.titleZh,
          titleEn: task.titleEn,
          departments: task.departments,
          targets: worstFirst(targets.filter(({ taskNumber }) => taskNumber === task.number)),
          overdue: own.filter(({ overdue }) => overdue),
          blocked: own.filter(({ state }) => state === 'blocked'),
          dueSoon: own.filter(
            ({ overdue, dueOn, state }) => !overdue && dueOn !== null && state !== 'blocked',
          ),
        }
      }),
    ],
  }
}

const OVERALL: Omit<MeetingGroup, 'targets'> = {
  taskId: null,
  number: null,
  titleZh: OVERALL_TITLE.zh,
  titleEn: OVERALL_TITLE.en,
  departments: [],
  overdue: [],
  blocked: [],
  dueSoon: [],
}

function worstFirst(targets: readonly TargetGlance[]): MeetingGroup['targets'] {
  return targets
    .toSorted((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state))
    .map(({ id, code, nameZh, nameEn, state }) => ({ id, code, nameZh, nameEn, state }))
}

/**
 * Reminds of open measures that are due within a week or late, at most once a week each: marks them and tells, by
 * event, who owns them.
 * @returns how many were reminded of
 */
export async function remind(ctx: Ctx): Promise<{ reminded: number }> {
  const asOf = today(ctx)
  const now = ctx.kernel.now()
  return inTransaction(ctx, async (inside) => {
    const weekAgo = new Date(now.getTime() - REMIND_DAYS * 86_400_000)
    const rows = await selectToRemind(inside.db, addDays(asOf, REMIND_DAYS), weekAgo)
    await markReminded(
      inside.db,
      rows.map(({ id }) => id),
      now,
    )
    for (const row of rows) {
      await ctx.kernel.events.emit(inside, {
        type: 'plan.measure.due',
        stream: `measure:${row.id}`,
        payload: {
          measure: row.id,
          title: row.title,
          dueOn: row.due_on,
          overdue: row.due_on !== null && row.due_on < asOf,
          owner: row.owner_account,
          department: row.department,
        },
      })
    }
    if (rows.length > 0) {
      await ctx.kernel.audit.append(inside, {
        action: 'plan.measure.remind',
        resource: 'plan.measure',
        recordId: null,
        detail: { measures: rows.map(({ id }) => id) },
      })
    }
    return { reminded: rows.length }
  })
}

const COLUMNS: readonly ExportColumn[] = [
  { key: 'task', titles: { zh: '任务', en: 'Task' }, type: 'integer', width: 8 },
  { key: 'title', titles: { zh: '举措', en: 'Measure' }, type: 'text', width: 48 },
  { key: 'department', titles: { zh: '责任部门', en: 'Department' }, type: 'text', width: 20 },
  { key: 'owner', titles: { zh: '责任人', en: 'Owner' }, type: 'text', width: 14 },
  { key: 'dueOn', titles: { zh: '完成期限', en: 'Due on' }, type: 'date', width: 12 },
  { key: 'progress', titles: { zh: '进度', en: 'Progress' }, type: 'ratio', width: 8 },
  { key: 'state', titles: { zh: '状态', en: 'State' }, type: 'text', width: 10 },
  { key: 'overdue', titles: { zh: '逾期', en: 'Overdue' }, type: 'boolean', width: 8 },
  { key: 'blocker', titles: { zh: '受阻原因', en: 'Blocker' }, type: 'text', width: 36 },
]

/** The filtered measures as a workbook or CSV. */
export async function sendMeasures(
  ctx: Ctx,
  query: EndpointInput<typeof exportMeasures>['query'],
): Promise<FileReply> {
  const plan = await requirePlan(ctx)
  const asOf = today(ctx)
  return tableReply(allMeasures(ctx, plan.id, query, asOf), COLUMNS, {
    format: query.format,
    lang: ctx.lang,
    name: { zh: `举措-${asOf}`, en: `measures-${asOf}` },
  })
}

async function* allMeasures(
  ctx: Ctx,
  planId: string,
  query: EndpointInput<typeof exportMeasures>['query'],
  asOf: string,
): AsyncGenerator<ExportRow> {
  const filter = { ...filterOf(ctx, query), today: asOf, limit: EXPORT_PAGE }
  for (let offset = 0; ; offset += EXPORT_PAGE) {
    const { rows } = await selectMeasures(ctx.db, planId, { ...filter, offset })
    for (const row of rows) {
      yield {
        task: row.task_number,
        title: ctx.lang === 'en' ? (row.title_en ?? row.title) : row.title,
        department: row.department,
        owner: row.owner_name,
        dueOn: row.due_on,
        progress: row.progress,
        state: MEASURE_STATE_TITLES[row.state][ctx.lang],
        overdue: measureOf(row, asOf).overdue,
        blocker: row.blocker,
      }
    }
    if (rows.length < EXPORT_PAGE) return
  }
}
