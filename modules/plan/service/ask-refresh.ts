import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'

/** Puts a refresh in the queue at a person's wish. */
export async function wantedRefresh(ctx: Ctx): Promise<{ jobId: string }> {
  // Not for one district alone: this measures the whole city.
  ctx.kernel.permissions.require(ctx.actor, 'plan.observation.write', {})
  return inTransaction(ctx, async (inside) => {
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'plan.refresh', null)
    await ctx.kernel.audit.append(inside, {
      action: 'plan.observation.refresh',
      resource: 'plan.observation',
      recordId: null,
      detail: { job: jobId },
    })
    return { jobId }
  })
}
