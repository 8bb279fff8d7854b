import { inTransaction } from '#kernel/db'
import type { Ctx, JobRun } from '#kernel/module'
import type { Batch } from '../../contract.ts'
import { refreshDerived } from '../../store/derived.ts'
import { bumpRevision } from '../../store/revision.ts'
import { selectBatch, updateBatch } from '../store/batch.ts'
import { collectUndo, keptConflicts, revert } from '../store/revert.ts'
import { refreshSearch } from '../store/search.ts'
import { batchOf, requireState, shownBatch } from './access.ts'
import { failBatch, releaseAbandoned } from './fail.ts'

/** Conflicts named one by one; beyond that only their number is told. */
const LISTED_CONFLICTS = 1_000

/** Puts the undoing of a committed batch in the queue. */
export async function requestUndo(ctx: Ctx, id: string): Promise<Batch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  return inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'committed')
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'registry.import.undo', { batchId: id })
    await updateBatch(inside.db, id, { state: 'undoing', jobId, error: null })
    return shownBatch(await batchOf(inside, id))
  })
}

/**
 * Takes back what a batch wrote, in one transaction: enterprises it made go unless somebody built upon them, values it
 * changed come back where they still stand. What stays is listed in the job's result and kept with the batch.
 */
export async function runUndo(ctx: Ctx, run: JobRun<{ batchId: string }>): Promise<unknown> {
  const batch = await selectBatch(ctx.db, run.input.batchId)
  if (batch?.state !== 'undoing') return { skipped: true }
  try {
    return await inTransaction(ctx, async (inside) => {
      const { db } = inside
      const now = await selectBatch(db, batch.id, 'update')
      if (now?.state !== 'undoing' || now.jobId !== batch.jobId) return { skipped: true }
      const step = async (done: number) => {
        run.signal.throwIfAborted()
        await run.progress({ done, total: 9, note: 'registry.import.undoing' })
      }
      await step(0)
      await collectUndo(db, batch.id)
      const origin = { source: `undo:${batch.fileName}`, actor: ctx.actor.name, synthetic: batch.testData }
      const { changed, renamed, removed } = await revert(db, batch.id, origin, (done) => step(done + 1))
      await refreshSearch(db, renamed)
      await refreshDerived(db, changed)
      const kept = await keptConflicts(db, LISTED_CONFLICTS)
      const result = { removed, restored: changed.length, kept: kept.total, conflicts: kept.conflicts }
      await updateBatch(db, batch.id, { state: 'undone', undoneAt: ctx.kernel.now(), undoResult: result })
      await ctx.kernel.events.emit(inside, {
        type: 'registry.batch.undone',
        stream: `batch:${batch.id}`,
        payload: { batchId: batch.id, table: batch.tableName, removed, kept: kept.total },
      })
      await bumpRevision(db)
      await ctx.kernel.audit.append(inside, {
        action: 'registry.import.undo',
        resource: 'registry.enterprise',
        recordId: batch.id,
        detail: { file: batch.fileName, removed, restored: changed.length, kept: kept.total },
      })
      return result
    })
  } catch (error) {
    await failBatch(ctx, run, batch, 'undoing', error)
    throw error
  }
}
