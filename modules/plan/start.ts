import type { Ctx } from '#kernel/module'
import { today } from './service/board.ts'
import { loadPackPlan } from './service/load-pack.ts'
import { selectActivePlan } from './store/plan.ts'
import { selectAssessments, selectTargets } from './store/target.ts'

/** At start: brings in the pack's plan, and asks for a refresh when assessments are missing or of another day. */
export async function startPlan(ctx: Ctx): Promise<void> {
  // Saving the plan asks for a refresh by its own event.
  if (await loadPackPlan(ctx)) return
  const plan = await selectActivePlan(ctx.db)
  if (!plan) return
  const targets = await selectTargets(ctx.db, plan.id)
  const assessed = await selectAssessments(
    ctx.db,
    targets.map(({ id }) => id),
  )
  const fresh = assessed.filter((row) => row.as_of === today(ctx)).length === targets.length
  if (fresh) return
  // The queue is not open yet; the outbox is delivered when it is.
  await ctx.kernel.events.emit(ctx, { type: 'plan.refresh.wanted', stream: `plan:${plan.id}`, payload: {} })
}
