import { sql } from 'kysely'
import { inTransaction } from '#kernel/db'
import type { Ctx, Job } from '#kernel/module'
import { clearFusedTestData } from '../fusion/index.ts'
import { holdKinds } from '../service/one-kind.ts'
import { bumpRevision } from '../store/revision.ts'

/** What was taken out. */
export interface RemovedCity {
  readonly enterprises: number
}

/**
 * Empties the library of everything synthetic: the city, and what was imported or added beside it as test data, with
 * all their parts. Real enterprises stay. What was fused as test data goes too. Import batches and their raw rows stay as a record of what was done.
 */
export async function removeCity(ctx: Ctx): Promise<RemovedCity> {
  return inTransaction(ctx, async (inside) => {
    await holdKinds(inside)
    const removed = await sql`delete from registry.enterprise where synthetic`.execute(inside.db)
    const enterprises = Number(removed.numAffectedRows ?? 0)
    await sql`delete from registry.demo`.execute(inside.db)
    await clearFusedTestData(inside.db)
    await ctx.kernel.events.emit(inside, {
      type: 'registry.batch.undone',
      stream: 'demo',
      payload: { demo: null, enterprises },
    })
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: 'registry.demo.remove',
      resource: 'registry.enterprise',
      recordId: null,
      detail: { enterprises },
    })
    return { enterprises }
  })
}

/** Removes the synthetic data in the background: a large city takes a while. */
export const removeDemoJob: Job<Record<string, never>> = {
  name: 'registry.demo.remove',
  titles: { zh: '清除合成数据', en: 'Remove the synthetic data' },
  access: 'registry.enterprise.demo',
  retries: 2,
  run: (ctx): Promise<RemovedCity> => removeCity(ctx),
}

/** Puts the removal in the queue. */
export async function enqueueRemoval(ctx: Ctx): Promise<{ jobId: string }> {
  return { jobId: await ctx.kernel.jobs.enqueue(ctx, 'registry.demo.remove', {}) }
}
