import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx, JobRun } from '#kernel/module'
import type { Batch } from '../../contract.ts'
import { requireOneKind } from '../../service/one-kind.ts'
import { refreshDerived } from '../../store/derived.ts'
import { bumpRevision } from '../../store/revision.ts'
import { applyChanges, type Origin, staleRows } from '../store/apply.ts'
import { recount, type StoredBatch, selectBatch, updateBatch } from '../store/batch.ts'
import { deletePlans, replaceRows, selectCandidates } from '../store/staging.ts'
import { importTableOf } from '../tables.ts'
import { batchOf, requireState, shownBatch } from './access.ts'
import { failBatch, releaseAbandoned } from './fail.ts'
import { plannerFor } from './planner.ts'

/** Plans are made again when the library changed since; a library that never rests this long is reported. */
const ATTEMPTS = 5
const REPLAN_ROWS = 2_000

/**
 * Puts the writing of a staged batch in the queue.
 * @throws AppError registry.kind.testDataOnly, registry.kind.realOnly (409), see `requireOneKind`
 */
export async function requestCommit(
  ctx: Ctx,
  id: string,
  { testData = false }: { readonly testData?: boolean | undefined } = {},
): Promise<Batch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  return inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'staged')
    await requireOneKind(inside, { testData })
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'registry.import.commit', { batchId: id })
    await updateBatch(inside.db, id, { state: 'committing', jobId, testData, error: null })
    return shownBatch(await batchOf(inside, id))
  })
}

/**
 * Writes a batch into the library in one transaction: all of it or nothing. Killed, it begins again; done, it finds the
 * batch committed and does nothing.
 */
export async function runCommit(ctx: Ctx, run: JobRun<{ batchId: string }>): Promise<unknown> {
  const batch = await selectBatch(ctx.db, run.input.batchId)
  if (batch?.state !== 'committing') return { skipped: true }
  try {
    for (let attempt = 0; ; attempt++) {
      const stale = await inTransaction(ctx, (inside) => commitOnce(inside, run, batch)).catch(asStale)
      if (stale === undefined) break
      if (attempt >= ATTEMPTS) throw new AppError('registry.import.busy', { file: batch.fileName })
      await replan(ctx, run, batch, stale.rows)
    }
  } catch (error) {
    await failBatch(ctx, run, batch, 'committing', error)
    throw error
  }
  const after = await selectBatch(ctx.db, batch.id)
  return { created: after?.created, updated: after?.updated, unchanged: after?.unchanged }
}

/** Thrown to roll back when the library is not as it was planned on. */
class Stale extends Error {
  readonly rows: readonly number[]
  constructor(rows: readonly number[]) {
    super('the library changed since the batch was planned')
    this.rows = rows
  }
}

function asStale(error: unknown): { rows: readonly number[] } {
  if (error instanceof Stale) return error
  // Another writer took the same code or removed a firm between the check and the write (PostgreSQL).
  const code = (error as { code?: string }).code
  if (code === '23505' || code === '23503' || code === '40P01') return { rows: [] }
  throw error
}

async function commitOnce(
  inside: Ctx,
  run: JobRun<{ batchId: string }>,
  batch: StoredBatch,
): Promise<undefined> {
  const { db } = inside
  const now = await selectBatch(db, batch.id, 'update')
  if (now?.state !== 'committing' || now.jobId !== batch.jobId) return undefined
  // Asked again: the library may have taken its kind while the job waited.
  await requireOneKind(inside, batch)
  await applyAll(inside, batch, async (done, total) => {
    run.signal.throwIfAborted()
    await run.progress({ done, total, note: 'registry.import.writing' })
  })
  await recount(db, batch.id)
  await updateBatch(db, batch.id, { state: 'committed', committedAt: inside.kernel.now() })
  const after = (await selectBatch(db, batch.id))!
  const counts = { created: after.created, updated: after.updated, unchanged: after.unchanged }
  await inside.kernel.events.emit(inside, {
    type: 'registry.batch.committed',
    stream: `batch:${batch.id}`,
    payload: { batchId: batch.id, table: batch.tableName, ...counts },
  })
  await bumpRevision(db)
  await inside.kernel.audit.append(inside, {
    action: 'registry.import.commit',
    resource: 'registry.enterprise',
    recordId: batch.id,
    detail: { table: batch.tableName, file: batch.fileName, ...counts },
  })
  return undefined
}

/** What stands beside the values of a batch, in histories and records. */
function originOf(inside: Ctx, batch: StoredBatch): Origin {
  return { source: `import:${batch.fileName}`, actor: inside.actor.name, synthetic: batch.testData }
}

/**
 * Carries out the plans of rows that were planned in the same transaction, by a person's decision: a name that the
 * library has already is then meant.
 */
export async function applyDecided(inside: Ctx, batch: StoredBatch, row: number): Promise<void> {
  await requireOneKind(inside, batch)
  const touched = await applyChanges(
    inside.db,
    { batchId: batch.id, rows: [row] },
    originOf(inside, batch),
    async () => undefined,
  )
  if (touched === undefined) throw new AppError('registry.import.busy', { file: batch.fileName })
  await deletePlans(inside.db, batch.id, [row])
}

/** Carries out the plans of a batch, in the caller's transaction. Throws Stale when they no longer fit. */
async function applyAll(
  inside: Ctx,
  batch: StoredBatch,
  step: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const { db } = inside
  const scope = { batchId: batch.id, rows: 'all' } as const
  const total = 8
  await step(0, total)
  const stale = await staleRows(db, scope)
  if (stale.length > 0) throw new Stale(stale)
  const touched = await applyChanges(db, scope, originOf(inside, batch), (done) => step(done, total))
  if (touched === undefined) throw new Stale([])
  await refreshDerived(db, touched)
  await step(6, total)
  await deletePlans(db, batch.id, 'all')
  await step(7, total)
}

/** Plans rows again on the library as it is now, in short transactions. */
async function replan(
  ctx: Ctx,
  run: JobRun<unknown>,
  batch: StoredBatch,
  rows: readonly number[],
): Promise<void> {
  const planner = await plannerFor(ctx, batch.tableName, importTableOf(batch.tableName), undefined)
  for (let from = 0; from < rows.length; from += REPLAN_ROWS) {
    run.signal.throwIfAborted()
    await inTransaction(ctx, async ({ db }) => {
      const numbers = rows.slice(from, from + REPLAN_ROWS)
      await replaceRows(db, batch.id, await planner.plan(db, await selectCandidates(db, batch.id, numbers)))
    })
  }
}
