import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn, ExportRow } from '#kernel/tables'
import { librarySummary } from '#modules/registry'
import type { activatePlan, listTargets, planList, TargetDetail, updateTarget } from '../contract.ts'
import { inDisplayUnit } from '../domain/quantity.ts'
import { COMPARATOR_TITLES, METHOD_TITLES, STATE_TITLES } from '../domain/titles.ts'
import { selectPlan, selectPlans, setActivePlan } from '../store/plan.ts'
import { bumpRevision } from '../store/revision.ts'
import { updateTargetRow } from '../store/target.ts'
import { today } from './board.ts'
import { cockpit } from './cockpit.ts'
import { requireTarget, targetDetail } from './detail.ts'
import { SYNTHETIC_NOTE } from './evidence.ts'
import { requireIndicator } from './indicators.ts'
import { assessTarget, refreshTarget } from './refresh.ts'

/** All targets of the active plan. */
export async function targetList(ctx: Ctx): Promise<EndpointReply<typeof listTargets>> {
  const { plan, targets } = await cockpit(ctx)
  return { plan, targets }
}

const COLUMNS: readonly ExportColumn[] = [
  { key: 'code', titles: { zh: '编号', en: 'Code' }, type: 'code', width: 8 },
  { key: 'task', titles: { zh: '任务', en: 'Task' }, type: 'integer', width: 8 },
  { key: 'name', titles: { zh: '目标', en: 'Target' }, type: 'text', width: 30 },
  { key: 'scope', titles: { zh: '范围', en: 'Scope' }, type: 'text', width: 20 },
  { key: 'comparator', titles: { zh: '比较', en: 'Comparison' }, type: 'text', width: 10 },
  { key: 'value', titles: { zh: '目标值', en: 'Goal' }, type: 'number', width: 12 },
  { key: 'unit', titles: { zh: '单位', en: 'Unit' }, type: 'text', width: 14 },
  { key: 'baseline', titles: { zh: '基期值', en: 'Baseline' }, type: 'number', width: 12 },
  { key: 'current', titles: { zh: '现值', en: 'Current' }, type: 'number', width: 12 },
  { key: 'currentPeriod', titles: { zh: '现值日期', en: 'Date of the value' }, type: 'date', width: 12 },
  { key: 'previous', titles: { zh: '一个月前', en: 'A month before' }, type: 'number', width: 12 },
  { key: 'progress', titles: { zh: '完成进度', en: 'Progress' }, type: 'ratio', width: 10 },
  { key: 'state', titles: { zh: '状态', en: 'State' }, type: 'text', width: 10 },
  { key: 'reason', titles: { zh: '判定依据', en: 'Why' }, type: 'text', width: 60 },
  { key: 'forecast', titles: { zh: '到期预测', en: 'Forecast for the deadline' }, type: 'number', width: 14 },
  { key: 'lower', titles: { zh: '80%区间下限', en: '80% interval from' }, type: 'number', width: 14 },
  { key: 'upper', titles: { zh: '80%区间上限', en: '80% interval to' }, type: 'number', width: 14 },
  { key: 'method', titles: { zh: '预测方法', en: 'Method' }, type: 'text', width: 16 },
  { key: 'deadline', titles: { zh: '期限', en: 'Deadline' }, type: 'date', width: 12 },
  { key: 'source', titles: { zh: '数据来源', en: 'Source' }, type: 'text', width: 30 },
]

/** The targets as a workbook or CSV, values in the plan's own units. */
export async function sendTargets(ctx: Ctx, format: 'xlsx' | 'csv'): Promise<FileReply> {
  const { targets } = await targetList(ctx)
  const { lang } = ctx
  const zh = lang === 'zh'
  const rows = targets.map((target): ExportRow => {
    const shown = (value: number | null | undefined) =>
      value === null || value === undefined ? null : inDisplayUnit(value, target).number
    return {
      code: target.code,
      task: target.taskNumber,
      name: zh ? target.nameZh : target.nameEn,
      scope: zh ? target.scope : (target.scopeEn ?? target.scope),
      comparator: COMPARATOR_TITLES[target.comparator][lang],
      value: shown(target.value),
      unit: zh ? target.displayUnit : target.displayUnitEn,
      baseline: shown(target.baseline),
      current: shown(target.current),
      currentPeriod: target.currentPeriod,
      previous: shown(target.previous),
      progress: target.progress,
      state: STATE_TITLES[target.state][lang],
      reason: target.reason[lang],
      forecast: shown(target.forecast?.point),
      lower: shown(target.forecast?.lower),
      upper: shown(target.forecast?.upper),
      method: target.forecast
        ? (METHOD_TITLES[target.forecast.method]?.[lang] ?? target.forecast.method)
        : null,
      deadline: target.deadline,
      source: target.live ? target.indicator : zh ? '手工填报' : 'entered by hand',
    }
  })
  const date = civilDate(ctx.kernel.now())
  return tableReply(streamed(rows), COLUMNS, {
    format,
    lang,
    name: { zh: `行动计划目标-${date}`, en: `plan-targets-${date}` },
    notes: [(await librarySummary(ctx)).synthetic ? SYNTHETIC_NOTE : undefined],
  })
}

export async function* streamed(rows: readonly ExportRow[]): AsyncGenerator<ExportRow> {
  yield* rows
}

const FIELDS = {
  nameZh: 'name_zh',
  nameEn: 'name_en',
  value: 'value',
  comparator: 'comparator',
  baseline: 'baseline',
  baselineOn: 'baseline_on',
  deadline: 'deadline',
  indicator: 'indicator',
  scope: 'scope',
} as const

/** Changes a target; a new indicator is measured at once, and the state is worked out anew. */
export async function changeTarget(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof updateTarget>['body'],
): Promise<TargetDetail> {
  ctx.kernel.permissions.require(ctx.actor, 'plan.target.write')
  const rebound = await inTransaction(ctx, async (inside) => {
    const target = await requireTarget(inside, id, true)
    if (body.indicator) requireIndicator(ctx, body.indicator, target.unit)
    const changes = Object.fromEntries(
      Object.entries(FIELDS)
        .filter(([key]) => body[key as keyof typeof FIELDS] !== undefined)
        .map(([key, column]) => [column, body[key as keyof typeof FIELDS]])
        .filter(([column, value]) => target[column as keyof typeof target] !== value),
    )
    if (Object.keys(changes).length === 0) return undefined
    const indicatorChanged = 'indicator' in changes
    await updateTargetRow(inside.db, id, {
      ...changes,
      ...(indicatorChanged ? { measured_on: null } : {}),
    })
    const plan = (await selectPlan(inside.db, target.plan_id))!
    await assessTarget(inside, plan, id, today(ctx))
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: 'plan.target.update',
      resource: 'plan.target',
      recordId: id,
      detail: {
        code: target.code,
        before: Object.fromEntries(
          Object.keys(changes).map((column) => [column, target[column as keyof typeof target]]),
        ),
        after: changes,
      },
    })
    await ctx.kernel.events.emit(inside, {
      type: 'plan.target.changed',
      stream: `target:${id}`,
      payload: { target: id, code: target.code, fields: Object.keys(changes) },
    })
    return indicatorChanged && plan.active ? plan : undefined
  })
  if (rebound) await refreshTarget(ctx, rebound, await requireTarget(ctx, id), today(ctx))
  return targetDetail(ctx, id)
}

/** Plans on record, newest first. */
export async function plans(
  ctx: Ctx,
  query: EndpointInput<typeof planList>['query'],
): Promise<EndpointReply<typeof planList>> {
  const { rows, total } = await selectPlans(ctx.db, {
    q: query.q,
    sort: query.sort,
    offset: (query.page - 1) * query.size,
    limit: query.size,
  })
  return {
    rows: rows.map((row) => ({
      id: row.id,
      titleZh: row.title_zh,
      titleEn: row.title_en,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      active: row.active,
      source: row.source,
      targets: row.targets,
    })),
    total,
    page: query.page,
    size: query.size,
  }
}

/** Makes a plan the active one. */
export async function activate(ctx: Ctx, id: string): Promise<EndpointReply<typeof activatePlan>> {
  ctx.kernel.permissions.require(ctx.actor, 'plan.target.write')
  return inTransaction(ctx, async (inside) => {
    const plan = await selectPlan(inside.db, id)
    if (!plan) throw new AppError('plan.plan.notFound', { id })
    await setActivePlan(inside.db, id)
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: 'plan.plan.activate',
      resource: 'plan.plan',
      recordId: id,
      detail: { title: plan.title_zh },
    })
    await ctx.kernel.events.emit(inside, {
      type: 'plan.plan.activated',
      stream: `plan:${id}`,
      payload: { id },
    })
    return {
      id: plan.id,
      titleZh: plan.title_zh,
      titleEn: plan.title_en,
      startsOn: plan.starts_on,
      endsOn: plan.ends_on,
    }
  })
}
