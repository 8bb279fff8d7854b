import { inTransaction } from '#kernel/db'
import { goesOn, storedError } from '#kernel/jobs'
import type { Ctx, JobRun } from '#kernel/module'
import { selectLatest, selectRun, updateRun } from '../store/runs.ts'

/** Notes why a run ended early: nothing of it was written. */
export async function failRun(ctx: Ctx, run: JobRun<{ runId: string }>, error: unknown): Promise<void> {
  if (goesOn(run)) return
  const cancelled = run.signal.aborted
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectRun(db, run.input.runId, true)
    if (now?.state !== 'running' && now?.state !== 'queued') return
    await updateRun(db, run.input.runId, {
      state: cancelled ? 'cancelled' : 'failed',
      error: cancelled ? null : storedError(error, 'registry.fusion.failed'),
      ended: true,
    })
  })
}

/** A run whose job ended without telling it (cancelled while it waited, a server that died too often) gives way. */
export async function releaseAbandonedRun(ctx: Ctx): Promise<void> {
  const { running } = await selectLatest(ctx.db)
  if (!running?.jobId) return
  const job = await ctx.kernel.jobs.get(ctx, running.jobId)
  if (job?.state !== 'failed' && job?.state !== 'cancelled') return
  const state = job.state
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectRun(db, running.id, true)
    if (now?.state !== 'queued' && now?.state !== 'running') return
    await updateRun(db, running.id, { state, error: job.error, ended: true })
  })
}
