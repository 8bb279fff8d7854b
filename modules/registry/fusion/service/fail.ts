import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx, JobRun } from '#kernel/module'
import { selectLatest, selectRun, updateRun } from '../store/runs.ts'

/** Whether a job ends only here and goes on elsewhere (shutdown, another server). */
export function goesOn(run: JobRun<unknown>): boolean {
  const stopped = run.signal.aborted ? (run.signal.reason as { code?: string } | undefined)?.code : undefined
  return stopped === 'jobs.job.handedBack' || stopped === 'jobs.job.lost'
}

/** An error as it is kept: a refusal with its code, anything else as an internal one. */
export function storedError(error: unknown): { code: string; params: Record<string, unknown> } {
  return error instanceof AppError
    ? { code: error.code, params: error.params }
    : { code: 'registry.fusion.failed', params: {} }
}

/** Notes why a run ended early: nothing of it was written. */
export async function failRun(ctx: Ctx, run: JobRun<{ runId: string }>, error: unknown): Promise<void> {
  if (goesOn(run)) return
  const cancelled = run.signal.aborted
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectRun(db, run.input.runId, true)
    if (now?.state !== 'running' && now?.state !== 'queued') return
    await updateRun(db, run.input.runId, {
      state: cancelled ? 'cancelled' : 'failed',
      error: cancelled ? null : storedError(error),
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
