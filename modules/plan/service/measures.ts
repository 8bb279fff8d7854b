import type { EndpointInput, EndpointReply, Page } from '#kernel/contract'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import {
  type createMeasure,
  type getMeasure,
  type listMeasures,
  MEASURE_STATES,
  type Measure,
  type measureNotes,
  type reportProgress,
  type updateMeasure,
} from '../contract.ts'
import {
  accountExists,
  insertMeasures,
  insertNote,
  type MeasureFilter,
  type MeasureRow,
  selectMeasure,
  selectMeasures,
  selectNotes,
  updateMeasureRow,
} from '../store/measure.ts'
import { selectTask } from '../store/plan.ts'
import { bumpRevision } from '../store/revision.ts'
import { today } from './board.ts'
import { requirePlan, requireTarget } from './detail.ts'

type Query = EndpointInput<typeof listMeasures>['query']

/** A measure as pages show it. Late is what is open past its day. */
export function measureOf(row: MeasureRow, asOf: string): Measure {
  return {
    id: row.id,
    taskId: row.task_id,
    taskNumber: row.task_number,
    targetId: row.target_id,
    title: row.title,
    titleEn: row.title_en,
    department: row.department,
    ownerAccount: row.owner_account,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    progress: row.progress,
    state: row.state,
    blocker: row.blocker,
    overdue: row.due_on !== null && row.due_on < asOf && row.state !== 'done' && row.state !== 'dropped',
    remindedAt: row.reminded_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

/** The filter of a list or an export; `mine` is what the caller owns. */
export function filterOf(ctx: Ctx, query: Partial<Query>): MeasureFilter {
  return {
    task: query.task,
    target: query.target,
    states: query.state
      ?.split(',')
      .map((state) => state.trim())
      .filter((state) => (MEASURE_STATES as readonly string[]).includes(state)),
    overdue: query.overdue === undefined ? undefined : query.overdue === 'true',
    owner: query.mine === 'true' ? (ctx.actor.accountId ?? undefined) : undefined,
    q: query.q,
  }
}

/** One page of the active plan's measures. */
export async function findMeasures(ctx: Ctx, query: Query): Promise<Page<Measure>> {
  const plan = await requirePlan(ctx)
  const { rows, total } = await selectMeasures(ctx.db, plan.id, {
    ...filterOf(ctx, query),
    today: today(ctx),
    sort: query.sort,
    offset: (query.page - 1) * query.size,
    limit: query.size,
  })
  return { rows: rows.map((row) => measureOf(row, today(ctx))), total, page: query.page, size: query.size }
}

/** Adds a measure to a task. */
export async function addMeasure(
  ctx: Ctx,
  body: EndpointInput<typeof createMeasure>['body'],
): Promise<Measure> {
  // No record yet, so no district or owner could make it the caller's: this takes the right to write any.
  ctx.kernel.permissions.require(ctx.actor, 'plan.measure.write', {})
  const id = newId()
  await inTransaction(ctx, async (inside) => {
    await checkReferences(inside, body.taskId, body)
    await insertMeasures(inside.db, [
      {
        id,
        task_id: body.taskId,
        target_id: body.targetId ?? null,
        seed: null,
        title: body.title,
        title_en: body.titleEn ?? null,
        department: body.department ?? null,
        owner_account: body.ownerAccount ?? null,
        due_on: body.dueOn ?? null,
        blocker: null,
        reminded_at: null,
      },
    ])
    await said(inside, 'create', id, body)
  })
  return measureById(ctx, id)
}

const FIELDS = {
  taskId: 'task_id',
  targetId: 'target_id',
  title: 'title',
  titleEn: 'title_en',
  department: 'department',
  ownerAccount: 'owner_account',
  dueOn: 'due_on',
} as const

/** Changes a measure; the version must be the one that the caller saw. */
export async function changeMeasure(
  ctx: Ctx,
  id: string,
  { version, ...body }: EndpointInput<typeof updateMeasure>['body'],
): Promise<Measure> {
  ctx.kernel.permissions.require(ctx.actor, 'plan.measure.write', {})
  await inTransaction(ctx, async (inside) => {
    const known = await requireMeasure(inside, id, true)
    if (known.version !== version) {
      throw new AppError('plan.measure.stale', { title: known.title, version: known.version })
    }
    await checkReferences(inside, body.taskId ?? known.task_id, body)
    const changes = Object.fromEntries(
      Object.entries(FIELDS)
        .filter(([key]) => body[key as keyof typeof FIELDS] !== undefined)
        .map(([key, column]) => [column, body[key as keyof typeof FIELDS] ?? null] as const)
        .filter(([column, value]) => known[column] !== value),
    )
    if (Object.keys(changes).length === 0) return
    // A new day is a new deadline to be reminded of.
    const reminder = 'due_on' in changes ? { reminded_at: null } : {}
    await updateMeasureRow(inside.db, id, { ...changes, ...reminder }, ctx.kernel.now())
    await said(inside, 'update', id, changes)
  })
  return measureById(ctx, id)
}

/** Reports on a measure: a note, and with it what changed. Owners and their offices may, beside those who may write any. */
export async function addProgress(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof reportProgress>['body'],
): Promise<Measure> {
  await inTransaction(ctx, async (inside) => {
    const known = await requireMeasure(inside, id, true)
    ctx.kernel.permissions.require(ctx.actor, 'plan.measure.write', {
      ownerId: known.owner_account,
      orgId: known.owner_org,
    })
    const state = body.state ?? (known.state === 'open' && body.progress ? 'doing' : known.state)
    const blocker = state === 'blocked' ? (body.blocker ?? known.blocker) : null
    if (state === 'blocked' && !blocker) {
      throw new AppError('plan.measure.blockerMissing', {}, { field: 'body.blocker' })
    }
    const progress = body.progress ?? (state === 'done' ? 1 : known.progress)
    await updateMeasureRow(inside.db, id, { state, blocker, progress }, ctx.kernel.now())
    await insertNote(inside.db, {
      id: newId(),
      measure_id: id,
      at: ctx.kernel.now().toISOString(),
      author: ctx.actor.name,
      progress: progress === known.progress ? null : progress,
      state: state === known.state ? null : state,
      text: body.text,
    })
    await said(inside, 'progress', id, { state, blocker, progress, text: body.text })
  })
  return measureById(ctx, id)
}

/** Notes of a measure, newest first. */
export async function notesOf(ctx: Ctx, id: string, query: EndpointInput<typeof measureNotes>['query']) {
  await requireMeasure(ctx, id)
  const { page, size } = query
  const { rows, total } = await selectNotes(ctx.db, id, { offset: (page - 1) * size, limit: size })
  return {
    rows: rows.map(({ measure_id: _, ...note }) => note),
    total,
    page,
    size,
  }
}

/** One measure, with what the caller may do to it. Throws `plan.measure.notFound`. */
export async function oneMeasure(ctx: Ctx, id: string): Promise<EndpointReply<typeof getMeasure>> {
  const row = await requireMeasure(ctx, id)
  const may = (record: { ownerId?: string | null; orgId?: string | null }) =>
    ctx.kernel.permissions.decide(ctx.actor, 'plan.measure.write', record).allowed
  return {
    ...measureOf(row, today(ctx)),
    mayReport: may({ ownerId: row.owner_account, orgId: row.owner_org }),
    mayEdit: may({}),
  }
}

async function measureById(ctx: Ctx, id: string): Promise<Measure> {
  return measureOf(await requireMeasure(ctx, id), today(ctx))
}

async function requireMeasure(ctx: Ctx, id: string, lock = false): Promise<MeasureRow> {
  const row = await selectMeasure(ctx.db, id, lock)
  if (!row) throw new AppError('plan.measure.notFound', { id })
  return row
}

async function checkReferences(
  ctx: Ctx,
  taskId: string,
  body: { targetId?: string | null; ownerAccount?: string | null },
): Promise<void> {
  const task = await selectTask(ctx.db, taskId)
  if (!task) throw new AppError('plan.task.notFound', { id: taskId }, { field: 'body.taskId' })
  if (body.targetId) {
    const target = await requireTarget(ctx, body.targetId)
    if (target.plan_id !== task.plan_id) {
      throw new AppError('plan.measure.targetElsewhere', {}, { field: 'body.targetId' })
    }
  }
  if (body.ownerAccount && !(await accountExists(ctx.db, body.ownerAccount))) {
    throw new AppError('plan.measure.owner', { value: body.ownerAccount }, { field: 'body.ownerAccount' })
  }
}

async function said(ctx: Ctx, what: string, id: string, detail: unknown): Promise<void> {
  await bumpRevision(ctx.db)
  await ctx.kernel.audit.append(ctx, {
    action: `plan.measure.${what}`,
    resource: 'plan.measure',
    recordId: id,
    detail,
  })
  await ctx.kernel.events.emit(ctx, {
    type: 'plan.measure.changed',
    stream: `measure:${id}`,
    payload: { measure: id, what },
  })
}
