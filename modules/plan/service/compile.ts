import { readFile } from 'node:fs/promises'
import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx, UploadedFile } from '#kernel/module'
import { readPlan } from '../adapters/read-plan.ts'
import type {
  Compilation,
  CompiledTargetDto,
  compileText,
  listCompilations,
  reviewCompilation,
  savePlan,
} from '../contract.ts'
import { planValue, reviewable, tasksOf } from '../domain/from-compiled.ts'
import {
  type CompilationRow,
  insertCompilation,
  selectCompilation,
  selectCompilations,
  updateCompilation,
} from '../store/compilation.ts'
import { insertPlan, insertTargets, insertTasks, lockPlans, selectActivePlan } from '../store/plan.ts'
import { bumpRevision } from '../store/revision.ts'

/**
 * Text of a plan file (TXT, DOCX, PDF). Throws AppError `plan.file.*` for what cannot be read.
 * The kind is read from the bytes, not from a name.
 */
export async function planText(bytes: Uint8Array): Promise<string> {
  return (await readPlan({ bytes, compile: false })).text
}

/** Compiles a pasted text. */
export function compilePasted(
  ctx: Ctx,
  { text, title }: EndpointInput<typeof compileText>['body'],
): Promise<Compilation> {
  return compileAndKeep(ctx, { text }, title, null)
}

/** Compiles an uploaded file. */
export async function compileUploaded(ctx: Ctx, files: readonly UploadedFile[]): Promise<Compilation> {
  const upload = files[0]
  if (!upload) throw new AppError('plan.file.missing', {}, { field: 'file' })
  return compileAndKeep(ctx, { bytes: await readFile(upload.path) }, undefined, upload.fileName)
}

async function compileAndKeep(
  ctx: Ctx,
  given: { readonly text: string } | { readonly bytes: Uint8Array },
  title: string | undefined,
  fileName: string | null,
): Promise<Compilation> {
  ctx.kernel.permissions.require(ctx.actor, 'plan.plan.compile')
  const { text, compiled } = await readPlan({ ...given, compile: true })
  const result = reviewable(compiled!)
  const id = newId()
  await inTransaction(ctx, async (inside) => {
    await insertCompilation(inside.db, {
      id,
      title: (title || compiled!.title || fileName || text.trim().slice(0, 40)).slice(0, 200),
      file_name: fileName,
      text,
      result: JSON.stringify(result),
      plan_id: null,
      created_by: ctx.actor.name,
    })
    await ctx.kernel.audit.append(inside, {
      action: 'plan.plan.compile',
      resource: 'plan.plan',
      recordId: id,
      detail: { fileName, characters: text.length, targets: result.targets.length },
    })
  })
  return compilationById(ctx, id)
}

export async function compilationById(ctx: Ctx, id: string): Promise<Compilation> {
  return compilationOf(await requireCompilation(ctx, id))
}

/** Compilations, newest first. */
export async function compilations(
  ctx: Ctx,
  query: EndpointInput<typeof listCompilations>['query'],
): Promise<EndpointReply<typeof listCompilations>> {
  const { page, size, q } = query
  const { rows, total } = await selectCompilations(ctx.db, { q, offset: (page - 1) * size, limit: size })
  return {
    rows: rows.map((row) => ({
      id: row.id,
      title: row.title,
      fileName: row.file_name,
      state: row.state,
      createdAt: row.created_at,
      targetCount: row.targets,
    })),
    total,
    page,
    size,
  }
}

/** Keeps the corrected list of targets; a compilation that became a plan does not change any more. */
export async function review(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof reviewCompilation>['body'],
): Promise<Compilation> {
  ctx.kernel.permissions.require(ctx.actor, 'plan.plan.compile')
  await inTransaction(ctx, async (inside) => {
    const known = await requireDraft(inside, id)
    await updateCompilation(inside.db, id, {
      ...(body.title === undefined ? {} : { title: body.title }),
      result: { ...known.result, targets: body.targets },
    })
    await ctx.kernel.audit.append(inside, {
      action: 'plan.plan.review',
      resource: 'plan.plan',
      recordId: id,
      detail: { before: known.result.targets.length, after: body.targets.length },
    })
  })
  return compilationById(ctx, id)
}

/**
 * Turns a reviewed compilation into a plan with tasks and targets, all manual until they are bound to indicators. It
 * becomes the active plan when there is none. The compiler reads Chinese: English names are the Chinese ones until
 * somebody translates them.
 */
export async function save(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof savePlan>['body'],
): Promise<EndpointReply<typeof savePlan>> {
  ctx.kernel.permissions.require(ctx.actor, 'plan.target.write')
  if (body.startsOn >= body.endsOn) {
    throw new AppError('plan.plan.period', { ...body }, { field: 'body.endsOn' })
  }
  return inTransaction(ctx, async (inside) => {
    const { result } = await requireDraft(inside, id)
    if (result.targets.length === 0) throw new AppError('plan.compilation.empty')
    const planId = newId()
    await lockPlans(inside.db)
    await insertPlan(inside.db, {
      id: planId,
      title_zh: body.titleZh,
      title_en: body.titleEn,
      source: `compilation:${id}`,
      starts_on: body.startsOn,
      ends_on: body.endsOn,
      active: (await selectActivePlan(inside.db)) === undefined,
      created_by: ctx.actor.name,
    })
    const tasks = tasksOf(result.sections, result.targets).map((task, at) => ({
      ...task,
      id: newId(),
      number: at + 1,
    }))
    await insertTasks(
      inside.db,
      tasks.map(({ id: taskId, number, key, departments }) => ({
        id: taskId,
        plan_id: planId,
        number,
        title_zh: key,
        title_en: key,
        summary_zh: null,
        summary_en: null,
        module: null,
        departments,
      })),
    )
    const taskIds = new Map(tasks.map((task) => [task.key, task.id]))
    await insertTargets(
      inside.db,
      result.targets.map((target, position) => ({
        id: newId(),
        plan_id: planId,
        task_id: (target.task !== null && taskIds.get(target.task)) || null,
        position,
        ...targetRow(target, position, body),
      })),
    )
    await updateCompilation(inside.db, id, { state: 'saved', plan_id: planId })
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: 'plan.plan.save',
      resource: 'plan.plan',
      recordId: planId,
      detail: { compilation: id, tasks: tasks.length, targets: result.targets.length },
    })
    await ctx.kernel.events.emit(inside, {
      type: 'plan.plan.saved',
      stream: `plan:${planId}`,
      payload: { id: planId },
    })
    return { id: planId, ...body }
  })
}

function targetRow(
  target: CompiledTargetDto,
  position: number,
  { startsOn, endsOn }: EndpointInput<typeof savePlan>['body'],
) {
  const { value, valueMax, unit } = planValue(target.normalized)
  const deadline = target.deadline ?? endsOn
  if (deadline < startsOn) {
    throw new AppError(
      'plan.compilation.deadline',
      { row: position + 1, subject: target.subject, value: deadline, startsOn },
      { field: 'body.startsOn' },
    )
  }
  const relative = target.comparator === 'increase_by' || target.comparator === 'decrease_by'
  return {
    code: `T${String(position + 1).padStart(2, '0')}`,
    name_zh: target.subject,
    name_en: target.subject,
    unit,
    display_unit: target.unit,
    display_unit_en: target.unit,
    value,
    value_max: valueMax,
    comparator: target.comparator,
    baseline: null,
    baseline_on: null,
    deadline,
    scope: target.scope,
    scope_en: null,
    indicator: null,
    place: target.task,
    sentence: target.sentence,
    note_zh: null,
    note_en: null,
    basis: relative ? 'change' : 'level',
    measured_on: null,
  }
}

async function requireCompilation(ctx: Ctx, id: string, lock = false): Promise<CompilationRow> {
  const row = await selectCompilation(ctx.db, id, lock)
  if (!row) throw new AppError('plan.compilation.notFound', { id })
  return row
}

async function requireDraft(ctx: Ctx, id: string): Promise<CompilationRow> {
  const row = await requireCompilation(ctx, id, true)
  if (row.state !== 'draft') throw new AppError('plan.compilation.conflict')
  return row
}

function compilationOf(row: CompilationRow): Compilation {
  return {
    id: row.id,
    title: row.title,
    fileName: row.file_name,
    text: row.text,
    state: row.state,
    planId: row.plan_id,
    ...row.result,
    createdAt: row.created_at,
  }
}
