import type { LinkWarning } from '#engines/enterprise-linkage'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx, JobRun } from '#kernel/module'
import type { FusionRun } from '../../contract.ts'
import { requireOneKind } from '../../service/one-kind.ts'
import { bumpRevision } from '../../store/revision.ts'
import { pairKey } from '../domain/doubts.ts'
import { type LinkOutcome, sharedIn } from '../domain/link.ts'
import {
  appendFeed,
  keepSharedCodes,
  lockState,
  raiseVersion,
  selectHeads,
  tieHeads,
} from '../store/entities.ts'
import { insertOperation } from '../store/operations.ts'
import { assignRecords, settleRecords, syncLibrary } from '../store/records.ts'
import { countOpen, putReviews } from '../store/reviews.ts'
import { insertRun, type StoredWarning, selectRun, updateRun } from '../store/runs.ts'
import { requireDecide } from './access.ts'
import { type Collected, collect } from './collect.ts'
import type { Compute } from './compute.ts'
import { failRun, releaseAbandonedRun } from './fail.ts'
import { planRun, type RunPlan } from './plan.ts'
import { type Refreshed, refreshEntities } from './refresh.ts'
import { shownRun } from './show-run.ts'

/** A run is computed anew when people changed something under it; one that never gets through is reported. */
const ATTEMPTS = 4
const WARNINGS_AT_MOST = 50
/** Shares of the way: reading, linking, writing. */
const STEPS = { collected: 5, linked: 70, all: 100 }

/**
 * Puts a run in the queue.
 * @throws AppError registry.fusion.running (409) while another one waits or runs; those of `requireOneKind`
 */
export async function requestRun(
  ctx: Ctx,
  { kind, testData }: { readonly kind: FusionRun['kind']; readonly testData: boolean },
): Promise<FusionRun> {
  requireDecide(ctx)
  await releaseAbandonedRun(ctx)
  const id = newId()
  try {
    return await inTransaction(ctx, async (inside) => {
      await requireOneKind(inside, { testData })
      const jobId = await ctx.kernel.jobs.enqueue(inside, 'registry.fusion.run', { runId: id })
      await insertRun(inside.db, { id, kind, jobId, testData, by: ctx.actor.name })
      await ctx.kernel.audit.append(inside, {
        action: 'registry.fusion.start',
        resource: 'registry.fusion',
        recordId: id,
        detail: { kind, testData },
      })
      return shownRun((await selectRun(inside.db, id))!)
    })
  } catch (error) {
    throw asRunning(error)
  }
}

function asRunning(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'fusion_run_one'
    ? new AppError('registry.fusion.running', {}, { status: 409, cause: error })
    : error
}

/**
 * Fuses: reads, links in a worker thread, writes in one transaction, all of it or nothing. Killed, it begins again; done,
 * it finds the run done and does nothing.
 */
export async function executeRun(
  ctx: Ctx,
  run: JobRun<{ runId: string }>,
  compute: Compute,
): Promise<unknown> {
  const { runId } = run.input
  const known = await selectRun(ctx.db, runId)
  if (known?.state !== 'queued' && known?.state !== 'running') return { skipped: true }
  try {
    await updateRun(ctx.db, runId, { state: 'running' })
    for (let attempt = 1; ; attempt++) {
      await report(run, 0, 'registry.fusion.reading', {})
      await inTransaction(ctx, ({ db }) => syncLibrary(db))
      const collected = await collect(ctx.db, known.kind)
      const kind = collected.task.kind
      await updateRun(ctx.db, runId, { records: collected.rows.length, kind })
      const outcome = await compute(collected.task, run.signal, (share, stage) => {
        // An abort ends the computation itself; a lost line of progress ends nothing.
        report(run, STEPS.collected + share * (STEPS.linked - STEPS.collected), 'registry.fusion.linking', {
          stage,
          records: collected.task.records.length,
        }).catch(() => undefined)
      })
      const done = await inTransaction(ctx, (inside) => writeRun(inside, run, collected, outcome))
      if (done) break
      if (attempt >= ATTEMPTS) throw new AppError('registry.fusion.busy', {}, { status: 409 })
    }
  } catch (error) {
    await failRun(ctx, run, error)
    throw error
  }
  const { entities, created, moved, founded, reviews } = (await selectRun(ctx.db, runId))!
  return { entities, created, moved, founded, reviews }
}

async function report(run: JobRun<unknown>, done: number, note: string, params: Record<string, unknown>) {
  run.signal.throwIfAborted()
  await run.progress({ done: Math.round(done), total: STEPS.all, note, params })
}

/** Writes what was computed; false when it no longer fits what is stored. */
async function writeRun(
  inside: Ctx,
  run: JobRun<{ runId: string }>,
  collected: Collected,
  outcome: LinkOutcome,
): Promise<boolean> {
  const { db } = inside
  const { runId } = run.input
  const { version, stale } = await lockState(db)
  if (version !== collected.version) return false
  const now = await selectRun(db, runId, true)
  if (now?.state !== 'running') return true
  await requireOneKind(inside, now)
  await report(run, STEPS.linked, 'registry.fusion.writing', {})
  const plan = planRun(collected, outcome)
  await assignRecords(db, plan.given, true)
  await tieHeads(db, plan.heads)
  const headOf = new Map(plan.heads.map(({ id, head }) => [id, head]))
  await insertRunOperation(inside, runId, plan)
  await appendFeed(db, plan.feed)
  const isFull = collected.task.kind === 'full'
  if (isFull) await keepSharedCodes(db, sharedIn(outcome.warnings))
  const refreshed = await refreshEntities(
    inside,
    stale ? [...(await selectHeads(db)).keys(), ...plan.touched] : plan.touched,
    {
      found: { who: 'anchored', testData: now.testData },
      created: new Map(plan.created.map((id) => [id, headOf.get(id) ?? null])),
      told: new Set(plan.feed.map(({ entityId }) => entityId)),
      onProgress: (done, total) =>
        report(
          run,
          STEPS.linked + (done / total) * (STEPS.all - STEPS.linked),
          'registry.fusion.writing',
          {},
        ),
    },
  )
  await settleRecords(db)
  await putReviews(db, reviewsOf(collected, outcome, plan, refreshed), isFull)
  await updateRun(db, runId, {
    state: 'done',
    pairs: outcome.pairs,
    entities: plan.entities,
    created: plan.created.length,
    moved: plan.moves.length,
    founded: refreshed.founded,
    reviews: await countOpen(db),
    expectedPrecision: outcome.expected?.precision ?? null,
    expectedRecall: outcome.expected?.recall ?? null,
    largest: plan.largest,
    warnings: warningsOf(outcome.warnings, plan, refreshed),
    ...(isFull ? { model: outcome.model } : {}),
    ended: true,
  })
  await raiseVersion(db, false)
  await tell(inside, runId, plan, refreshed)
  await report(run, STEPS.all, 'registry.fusion.writing', {})
  return true
}

async function insertRunOperation(inside: Ctx, runId: string, plan: RunPlan): Promise<void> {
  const params = { created: plan.created.length, moved: plan.moves.length }
  await insertOperation(
    inside.db,
    {
      id: newId(),
      kind: 'run',
      summaryZh: `融合运行：新增 ${params.created} 个实体，${params.moved} 条记录改换实体`,
      summaryEn: `Fusion run: ${params.created} new entities, ${params.moved} records moved`,
      entities: [],
      actor: inside.actor.name,
      runId,
    },
    plan.moves,
  )
}

/** The library's readers, the audit log and the listeners hear of a run once. */
async function tell(inside: Ctx, runId: string, plan: RunPlan, refreshed: Refreshed): Promise<void> {
  const counts = {
    entities: plan.entities,
    created: plan.created.length,
    moved: plan.moves.length,
    founded: refreshed.founded,
    written: refreshed.written.length,
  }
  await inside.kernel.events.emit(inside, {
    type: 'registry.fusion.done',
    stream: 'fusion',
    payload: { runId, ...counts },
  })
  if (refreshed.founded + refreshed.written.length > 0) await bumpRevision(inside.db)
  await inside.kernel.audit.append(inside, {
    action: 'registry.fusion.run',
    resource: 'registry.fusion',
    recordId: runId,
    detail: counts,
  })
}

function reviewsOf(collected: Collected, { doubts }: LinkOutcome, plan: RunPlan, { codeTaken }: Refreshed) {
  const idOf = (number: number) => collected.rows[collected.rowOf[number]!]!.id
  return [
    ...doubts.map(({ left, right, ...doubt }) => ({ left: idOf(left), right: idOf(right), ...doubt })),
    ...plan.twice.map(({ left, right, records }) => ({
      left,
      right,
      probability: 0.5,
      gain: records / 2,
      reason: 'libraryTwice',
      together: true,
    })),
    ...codeTaken
      .filter(({ record, holder }) => record !== holder)
      .map(({ record, holder }) => ({
        left: record,
        right: holder,
        probability: 0.5,
        gain: 1,
        reason: 'codeTaken',
        together: false,
      })),
  ].filter(unseen())
}

/** One entry for a pair, the first. */
function unseen() {
  const seen = new Set<string>()
  return ({ left, right }: { left: string; right: string }) => {
    const key = pairKey(left, right)
    if (left === right || seen.has(key)) return false
    seen.add(key)
    return true
  }
}

function warningsOf(found: readonly LinkWarning[], plan: RunPlan, refreshed: Refreshed): StoredWarning[] {
  const all = [
    ...found.map(({ code, field, value, records }) => ({
      code: `registry.fusion.warn.${code}`,
      params: { field, value, records },
    })),
    ...(plan.twice.length > 0
      ? [{ code: 'registry.fusion.warn.libraryTwice', params: { count: plan.twice.length } }]
      : []),
    ...refreshed.warnings,
  ]
  return all.slice(0, WARNINGS_AT_MOST)
}
