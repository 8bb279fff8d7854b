import { AppError, civilDate, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { type ChainRun, RUN_KINDS } from '../../contract/runs.ts'
import { networkRevision } from '../../service/network.ts'
import { endRun, insertRun, type RunRow, selectLatest, selectRun } from '../store/runs.ts'
import { inBoth } from './texts.ts'

/** The job of a kind of run. */
export const jobOf = (kind: RunRow['kind']) => `chain.${kind}`

/**
 * Puts a computation in the queue.
 * @throws AppError chain.run.active (409) while another of its kind waits or runs
 */
export async function requestRun(
  ctx: Ctx,
  { kind, input }: { readonly kind: RunRow['kind']; readonly input: Record<string, unknown> },
): Promise<ChainRun> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.analysis.start')
  await releaseAbandoned(ctx, kind)
  const id = newId()
  try {
    await inTransaction(ctx, async (inside) => {
      const jobId = await ctx.kernel.jobs.enqueue(inside, jobOf(kind), { runId: id })
      await insertRun(inside.db, {
        id,
        kind,
        jobId,
        input,
        asOf: civilDate(ctx.kernel.now()),
        createdBy: ctx.actor.name,
      })
      await ctx.kernel.audit.append(inside, {
        action: 'chain.run.start',
        resource: 'chain.analysis',
        recordId: id,
        detail: { kind, input },
      })
    })
  } catch (error) {
    throw isTaken(error) ? new AppError('chain.run.active', { kind }, { status: 409, cause: error }) : error
  }
  return shownRun(ctx, (await selectRun(ctx.db, id)) as RunRow)
}

function isTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'run_one'
}

/** The newest finished run of each kind, and the one that waits or runs. */
export async function latest(ctx: Ctx) {
  const revision = await networkRevision(ctx)
  const rows = await selectLatest(ctx.db)
  const of = (kind: RunRow['kind'], isActive: boolean) => {
    const row = rows.find((run) => run.kind === kind && isLive(run) === isActive)
    return row ? show(ctx, row, revision) : null
  }
  return { kinds: RUN_KINDS.map((kind) => ({ kind, done: of(kind, false), active: of(kind, true) })) }
}

const isLive = ({ state }: RunRow) => state === 'queued' || state === 'running'

/** A run as people see it. */
export async function shownRun(ctx: Ctx, run: RunRow): Promise<ChainRun> {
  return show(ctx, run, await networkRevision(ctx))
}

function show(ctx: Ctx, { revision, error, ...run }: RunRow, current: string): ChainRun {
  return {
    ...run,
    outdated: revision !== null && revision !== current,
    error: error && { code: error.code, ...inBoth(ctx, error.code, error.params) },
  }
}

/** A run whose job ended without telling it (cancelled while it waited, a server that died too often) gives way. */
async function releaseAbandoned(ctx: Ctx, kind: RunRow['kind']): Promise<void> {
  const active = (await selectLatest(ctx.db)).find((run) => run.kind === kind && isLive(run))
  if (!active?.jobId) return
  const job = await ctx.kernel.jobs.get(ctx, active.jobId)
  if (job?.state !== 'failed' && job?.state !== 'cancelled') return
  const { state, error } = job
  await inTransaction(ctx, async ({ db }) => {
    const now = await selectRun(db, active.id, true)
    if (now && isLive(now)) await endRun(db, active.id, state, { error })
  })
}
