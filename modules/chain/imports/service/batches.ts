import type { EndpointInput, Page } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { goesOn, storedError } from '#kernel/jobs'
import type { Ctx, JobRun } from '#kernel/module'
import { describeRule, type Messages } from '#kernel/tables'
import { librarySummary } from '#modules/registry'
import type { ChainBatch, listChainImports } from '../../contract/imports.ts'
import { recount, type StoredBatch, selectBatch, selectBatches, updateBatch } from '../store/batches.ts'
import { deleteRows } from '../store/rows.ts'

const PERMISSION = 'chain.fact.import'

/** The texts of all modules: a fault may be of a rule that another one brought along. */
export function textsOf(ctx: Ctx): Messages {
  return Object.assign({}, ...ctx.kernel.modules.map(({ messages }) => messages))
}

/** A refusal or notice in both languages. */
export function inBoth(ctx: Ctx, notice: { code: string; params: Readonly<Record<string, unknown>> }) {
  const texts = textsOf(ctx)
  const { code, params } = notice
  return {
    code,
    zh: describeRule({ code, params }, 'zh', texts),
    en: describeRule({ code, params }, 'en', texts),
  }
}

/** A batch, for those who may import; `lock` keeps its state as it is. */
export async function batchOf(ctx: Ctx, id: string, lock?: 'update'): Promise<StoredBatch> {
  ctx.kernel.permissions.require(ctx.actor, PERMISSION)
  const batch = await selectBatch(ctx.db, id, lock)
  if (!batch) throw new AppError('chain.imports.notFound', { id })
  return batch
}

/** Refuses a step that the batch is not ready for. */
export function requireState(batch: StoredBatch, ...states: ChainBatch['state'][]): void {
  if (states.includes(batch.state)) return
  throw new AppError('chain.imports.state', { file: batch.fileName, state: batch.state }, { status: 409 })
}

/** Invented facts stand beside invented firms only, and real ones beside real ones. */
export async function requireOneKind(ctx: Ctx, batch: Pick<StoredBatch, 'synthetic'>): Promise<void> {
  const { synthetic, enterprises } = await librarySummary(ctx)
  if (synthetic && !batch.synthetic) throw new AppError('chain.imports.syntheticOnly', {}, { status: 409 })
  if (!synthetic && enterprises > 0 && batch.synthetic)
    throw new AppError('chain.imports.realOnly', {}, { status: 409 })
}

/** What people see of a batch. */
export function shownBatch(ctx: Ctx, batch: StoredBatch): ChainBatch {
  const { fileId: _file, sheet: _sheet, headerRow: _row, mapping: _mapping, error, ...shown } = batch
  return { ...shown, error: error && inBoth(ctx, error) }
}

/** A page of batches. */
export async function findBatches(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listChainImports>['query'],
): Promise<Page<ChainBatch>> {
  ctx.kernel.permissions.require(ctx.actor, PERMISSION)
  const { rows, total } = await selectBatches(ctx.db, { ...query, offset: (page - 1) * size, limit: size })
  return { rows: rows.map((batch) => shownBatch(ctx, batch)), total, page, size }
}

/** One batch as it is now. */
export async function shownById(ctx: Ctx, id: string): Promise<ChainBatch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  return shownBatch(ctx, await batchOf(ctx, id))
}

/** Where a batch goes when its job does not come to its end: back to where it was, for nothing was written. */
const BACK_TO = { staging: 'failed', committing: 'staged', undoing: 'committed' } as const
type During = keyof typeof BACK_TO

/** Notes why a job of a batch ended early. A job that is handed back to the queue leaves the batch: it will go on. */
export async function failBatch(
  ctx: Ctx,
  run: JobRun<unknown>,
  batch: StoredBatch,
  during: During,
  error: unknown,
): Promise<void> {
  if (goesOn(run)) return
  const cancelled = run.signal.aborted
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectBatch(db, batch.id, 'update')
    if (now?.state !== during || now.jobId !== batch.jobId) return
    await updateBatch(db, batch.id, {
      state: cancelled && during === 'staging' ? 'cancelled' : BACK_TO[during],
      error: cancelled ? null : storedError(error, 'chain.imports.failed'),
    })
  })
}

/** A batch whose job ended without telling it goes back to where a person can go on. Outside transactions only. */
export async function releaseAbandoned(ctx: Ctx, batch: StoredBatch): Promise<void> {
  const during = batch.state as During
  if (!(during in BACK_TO) || batch.jobId === null || ctx.db.isTransaction) return
  const job = await ctx.kernel.jobs.get(ctx, batch.jobId)
  if (job?.state !== 'failed' && job?.state !== 'cancelled') return
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectBatch(db, batch.id, 'update')
    if (now?.state !== during || now.jobId !== batch.jobId) return
    await updateBatch(db, batch.id, { state: BACK_TO[during], error: job.error })
  })
}

/** Gives a batch up before it is written: its rows go, the file stays. */
export async function cancelBatch(ctx: Ctx, id: string): Promise<ChainBatch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  const before = await batchOf(ctx, id)
  await inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'uploaded', 'staging', 'staged', 'failed')
    await updateBatch(inside.db, id, { state: 'cancelled', error: null })
    await deleteRows(inside.db, id)
    await recount(inside.db, id)
    await auditBatch(inside, 'chain.imports.cancel', batch, {})
  })
  if (before.state === 'staging' && before.jobId) await ctx.kernel.jobs.cancel(ctx, before.jobId)
  return shownById(ctx, id)
}

/** One line of the audit log about a batch. */
export function auditBatch(
  ctx: Ctx,
  action: string,
  batch: Pick<StoredBatch, 'id' | 'fileName' | 'tableName'>,
  detail: Record<string, unknown>,
): Promise<void> {
  return ctx.kernel.audit.append(ctx, {
    action,
    resource: 'chain.fact',
    recordId: batch.id,
    detail: { table: batch.tableName, file: batch.fileName, ...detail },
  })
}
