import { inTransaction } from '#kernel/db'
import { goesOn, storedError } from '#kernel/jobs'
import type { Ctx, JobRun } from '#kernel/module'
import type { Network } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { syncLibrary } from '../../service/sync.ts'
import { beginRun, endRun, pruneRuns, type RunRow, selectRun } from '../store/runs.ts'

/** What a computation gives: a summary for the run, and how its rows are written. */
export interface Computed {
  readonly result: Record<string, unknown>
  /** Writes the rows of the result; part of one transaction with the end of the run. */
  write(inside: Ctx, runId: string): Promise<void>
}

/** A kind of computation over the network. `progress` takes shares of 0 … 1. */
export type Computation = (
  ctx: Ctx,
  network: Network,
  run: RunRow,
  options: { readonly signal: AbortSignal; readonly progress: (share: number) => void },
) => Promise<Computed>

/** Finished runs kept of each kind, so that two dates can be compared. */
const KEPT = 24
const STEPS = 1_000

/**
 * Executes a queued run: takes the library's changes over, reads the network, computes, writes everything in one
 * transaction. Killed, it begins again; done, it finds the run done and does nothing.
 */
export async function executeRun(
  ctx: Ctx,
  job: JobRun<{ runId: string }>,
  compute: Computation,
): Promise<unknown> {
  const { runId } = job.input
  const known = await selectRun(ctx.db, runId)
  if (known?.state !== 'queued' && known?.state !== 'running') return { skipped: true }
  const progress = (share: number) => {
    // An abort ends the computation itself; a lost line of progress ends nothing.
    job.progress({ done: Math.round(share * STEPS), total: STEPS }).catch(() => undefined)
  }
  try {
    await syncLibrary(ctx)
    const network = await networkOf(ctx)
    await beginRun(ctx.db, runId, network.revision, network.asOf)
    const computed = await compute(ctx, network, known, { signal: job.signal, progress })
    await inTransaction(ctx, async (inside) => {
      const now = await selectRun(inside.db, runId, true)
      if (now?.state !== 'running') return
      await computed.write(inside, runId)
      await endRun(inside.db, runId, 'done', { result: computed.result })
      await pruneRuns(inside.db, known.kind, KEPT)
      await ctx.kernel.events.emit(inside, {
        type: 'chain.run.done',
        stream: known.kind,
        payload: { runId, kind: known.kind },
      })
    })
    return computed.result
  } catch (error) {
    await failRun(ctx, job, error)
    throw error
  }
}

/** Notes why a run ended early: nothing of it was written. */
async function failRun(ctx: Ctx, job: JobRun<{ runId: string }>, error: unknown): Promise<void> {
  if (goesOn(job)) return
  const cancelled = job.signal.aborted
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectRun(db, job.input.runId, true)
    if (now?.state !== 'running' && now?.state !== 'queued') return
    await endRun(db, job.input.runId, cancelled ? 'cancelled' : 'failed', {
      error: cancelled ? null : storedError(error, 'chain.run.failed'),
    })
  })
}
