import { inTransaction } from '#kernel/db'
import { goesOn, storedError } from '#kernel/jobs'
import type { Ctx, JobRun } from '#kernel/module'
import type { Batch } from '../../contract.ts'
import { type StoredBatch, selectBatch, updateBatch } from '../store/batch.ts'

/** Where a batch goes when its job does not come to its end: back to where it was, for nothing entered the library. */
const BACK_TO = { staging: 'failed', committing: 'staged', undoing: 'committed' } as const

/**
 * Notes why a job of a batch ended early. A job that is handed back to the queue (shutdown, another server) leaves the
 * batch as it is: it will go on.
 */
export async function failBatch(
  ctx: Ctx,
  run: JobRun<unknown>,
  batch: StoredBatch,
  during: keyof typeof BACK_TO,
  error: unknown,
): Promise<void> {
  if (goesOn(run)) return
  const cancelled = run.signal.aborted
  const state: Batch['state'] = cancelled && during === 'staging' ? 'cancelled' : BACK_TO[during]
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectBatch(db, batch.id, 'update')
    if (now?.state !== during || now.jobId !== batch.jobId) return
    await updateBatch(db, batch.id, {
      state,
      error: cancelled ? null : storedError(error, 'registry.import.failed'),
    })
  })
}

/**
 * A batch whose job has ended without telling it (a server that died too often under it) goes back to where a person can
 * go on: staging failed, a commit or undo that never happened. Outside transactions only.
 */
export async function releaseAbandoned(ctx: Ctx, batch: StoredBatch): Promise<boolean> {
  const during = batch.state as keyof typeof BACK_TO
  if (!(during in BACK_TO) || batch.jobId === null || ctx.db.isTransaction) return false
  const job = await ctx.kernel.jobs.get(ctx, batch.jobId)
  if (job?.state !== 'failed' && job?.state !== 'cancelled') return false
  return inTransaction(ctx, async ({ db }) => {
    const now = await selectBatch(db, batch.id, 'update')
    if (now?.state !== during || now.jobId !== batch.jobId) return false
    await updateBatch(db, batch.id, { state: BACK_TO[during], error: job.error })
    return true
  })
}
