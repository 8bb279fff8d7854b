import { inTransaction } from '#kernel/db'
import type { Ctx, JobRun } from '#kernel/module'
import type { ChainBatch } from '../../contract/imports.ts'
import { bumpRevision } from '../../store/revision.ts'
import { recount, selectBatch, updateBatch } from '../store/batches.ts'
import { holdImports, writeFacts } from '../store/facts.ts'
import { selectGood } from '../store/rows.ts'
import { chainTableOf } from '../tables.ts'
import {
  auditBatch,
  batchOf,
  failBatch,
  releaseAbandoned,
  requireOneKind,
  requireState,
  shownBatch,
} from './batches.ts'
import { planRows } from './plan.ts'
import { cellsOf, settle } from './stage.ts'

const AT_ONCE = 2_000

/** Puts the writing of a staged batch in the queue. */
export async function requestCommit(ctx: Ctx, id: string): Promise<ChainBatch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  return inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'staged')
    await requireOneKind(inside, batch)
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'chain.imports.commit', { batchId: id })
    await updateBatch(inside.db, id, { state: 'committing', jobId, error: null })
    return shownBatch(inside, await batchOf(inside, id))
  })
}

/**
 * Writes the good rows of a batch in one transaction: all or nothing. Each row is held against the chain as it is now, so
 * what changed since the preview counts. Killed, it begins again; done, it finds the batch committed and does nothing.
 */
export async function runCommit(ctx: Ctx, run: JobRun<{ batchId: string }>): Promise<unknown> {
  const batch = await selectBatch(ctx.db, run.input.batchId)
  if (batch?.state !== 'committing') return { skipped: true }
  try {
    return await inTransaction(ctx, async (inside) => {
      const { db } = inside
      await holdImports(db)
      const now = await selectBatch(db, batch.id, 'update')
      if (now?.state !== 'committing' || now.jobId !== batch.jobId) return { skipped: true }
      await requireOneKind(inside, batch)
      const planned = await planRows(inside, batch, await selectGood(db, batch.id), { write: true })
      const records = planned.flatMap(({ record }) => (record === null ? [] : [record]))
      for (let from = 0; from < records.length; from += AT_ONCE) {
        run.signal.throwIfAborted()
        await writeFacts(db, batch.tableName, records.slice(from, from + AT_ONCE))
        const done = Math.min(from + AT_ONCE, records.length)
        await run.progress({ done, total: records.length, note: 'chain.imports.writing' })
      }
      const at = cellsOf(chainTableOf(batch.tableName))
      await settle(inside, batch, planned, at, ({ outcome, before }) =>
        outcome === 'create' ? 1 : outcome === 'update' && before ? before.version + 1 : null,
      )
      await recount(db, batch.id)
      await updateBatch(db, batch.id, { state: 'committed', committed: true })
      const { created = 0, updated = 0, unchanged = 0 } = (await selectBatch(db, batch.id)) ?? {}
      await auditBatch(inside, 'chain.imports.commit', batch, { created, updated, unchanged })
      if (records.length > 0) await bumpRevision(db)
      return { created, updated, unchanged }
    })
  } catch (error) {
    await failBatch(ctx, run, batch, 'committing', error)
    throw error
  }
}
