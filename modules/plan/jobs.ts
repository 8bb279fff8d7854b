import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction } from '#kernel/db'
import type { Ctx, Job, ModuleManifest, OutboxEvent } from '#kernel/module'
import { today } from './service/board.ts'
import { remind } from './service/dispatch.ts'
import { refreshAll } from './service/refresh.ts'
import { readRefreshRequest, writeRefreshRequest } from './store/refresh-request.ts'

/** Rows arrive in bursts; one refresh a little later measures them all. */
const SETTLE_MS = 2_000

/** Measures all live indicators and assesses every target. */
export const refreshJob: Job<{ settle?: boolean } | null> = {
  name: 'plan.refresh',
  titles: { zh: '重算指标与目标状态', en: 'Measure indicators and assess targets' },
  access: 'plan.observation.write',
  retries: 2,
  run: async (ctx, run) => {
    if (run.input?.settle) await pause(SETTLE_MS, undefined, { signal: run.signal })
    return refreshAll(ctx, today(ctx), {
      signal: run.signal,
      onTarget: (done, total, code) =>
        run.progress({ done, total, note: 'plan.refresh.progress', params: { done, total, code } }),
    })
  },
}

/** Reminds of measures that are due. */
export const remindJob: Job<null> = {
  name: 'plan.remind',
  titles: { zh: '举措到期提醒', en: 'Reminders of measures that are due' },
  access: 'plan.measure.write',
  retries: 2,
  run: (ctx) => remind(ctx),
}

export const planJobs: readonly Job[] = [refreshJob, remindJob]

export const planSchedules: NonNullable<ModuleManifest['schedules']> = [
  { name: 'plan.refresh', cron: '10 2 * * *', job: 'plan.refresh' },
  { name: 'plan.remind', cron: '0 8 * * 1-5', job: 'plan.remind' },
]

/** Puts a refresh in the queue, unless one that an event asked for is still waiting there. */
export async function wantRefresh(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (inside) => {
    const asked = await readRefreshRequest(inside.db)
    const job = asked === undefined ? undefined : await ctx.kernel.jobs.get(inside, asked)
    if (job?.state === 'waiting') return
    await writeRefreshRequest(
      inside.db,
      await ctx.kernel.jobs.enqueue(inside, refreshJob.name, { settle: true }),
    )
  })
}

const refreshOn = (type: string) => ({ type, handle: (ctx: Ctx, _event: OutboxEvent) => wantRefresh(ctx) })

/** What makes the figures old: changes of the library, another plan, the start of the product. */
export const planSubscriptions: NonNullable<ModuleManifest['subscriptions']> = [
  'registry.batch.committed',
  'registry.batch.undone',
  'registry.enterprise.changed',
  'plan.plan.saved',
  'plan.plan.activated',
  'plan.refresh.wanted',
].map(refreshOn)
