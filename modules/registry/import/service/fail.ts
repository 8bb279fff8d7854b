import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
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
  const stopped = run.signal.aborted ? (run.signal.reason as { code?: string } | undefined)?.code : undefined
  if (stopped === 'jobs.job.handedBack' || stopped === 'jobs.job.lost') return
  const cancelled = run.signal.aborted
  const state: Batch['state'] = cancelled && during === 'staging' ? 'cancelled' : BACK_TO[during]
  const known = error instanceof AppError
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectBatch(db, batch.id, 'update')
    if (now?.state !== during || now.jobId !== batch.jobId) return
    await updateBatch(db, batch.id, {
      state,
      error: cancelled
        ? null
        : { code: known ? error.code : 'registry.import.failed', params: known ? error.params : {} },
    })
  })
}
