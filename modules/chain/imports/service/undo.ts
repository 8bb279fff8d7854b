import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx, JobRun } from '#kernel/module'
import type { ChainBatch } from '../../contract/imports.ts'
import { bumpRevision } from '../../store/revision.ts'
import { selectBatch, updateBatch } from '../store/batches.ts'
import { holdImports } from '../store/facts.ts'
import { laterEdits, takeBack } from '../store/undo.ts'
import { auditBatch, batchOf, failBatch, releaseAbandoned, requireState, shownBatch } from './batches.ts'

/**
 * Puts the undoing of a committed batch in the queue.
 * @throws AppError chain.imports.builtUpon (409), naming the rows, when later edits depend on it
 */
export async function requestUndo(ctx: Ctx, id: string): Promise<ChainBatch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  return inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'committed')
    await requireUntouched(inside, batch)
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'chain.imports.undo', { batchId: id })
    await updateBatch(inside.db, id, { state: 'undoing', jobId, error: null })
    return shownBatch(inside, await batchOf(inside, id))
  })
}

async function requireUntouched(
  ctx: Ctx,
  { id, tableName, fileName }: Pick<ChainBatch, 'id' | 'tableName' | 'fileName'>,
) {
  const { total, rows } = await laterEdits(ctx.db, id, tableName)
  if (total === 0) return
  const shown = rows.length < total ? `${rows.join('、')}……` : rows.join('、')
  throw new AppError('chain.imports.builtUpon', { file: fileName, total, rows: shown }, { status: 409 })
}

/** Takes back all that a batch wrote, in one transaction: whole, or not at all. */
export async function runUndo(ctx: Ctx, run: JobRun<{ batchId: string }>): Promise<unknown> {
  const batch = await selectBatch(ctx.db, run.input.batchId)
  if (batch?.state !== 'undoing') return { skipped: true }
  try {
    return await inTransaction(ctx, async (inside) => {
      await holdImports(inside.db)
      const now = await selectBatch(inside.db, batch.id, 'update')
      if (now?.state !== 'undoing' || now.jobId !== batch.jobId) return { skipped: true }
      // Asked again: somebody may have edited while the job waited.
      await requireUntouched(inside, batch)
      await run.progress({ done: 0, total: 1, note: 'chain.imports.undoing' })
      const result = await takeBack(inside.db, batch.id, batch.tableName)
      await updateBatch(inside.db, batch.id, { state: 'undone', undone: true })
      await auditBatch(inside, 'chain.imports.undo', batch, result)
      await bumpRevision(inside.db)
      return result
    })
  } catch (error) {
    await failBatch(ctx, run, batch, 'undoing', error)
    throw error
  }
}
