import type { Bilingual } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx, Job, ModuleManifest } from '#kernel/module'
import { requestRun } from '../runs/index.ts'
import { type ChainDemoRequest, clearChainDemo, loadChainDemo } from './load.ts'

export { type ChainDemoRequest, clearChainDemo, type LoadedChain, loadChainDemo } from './load.ts'

const NAME = 'chain.demo'

/** Loads or clears the invented bills and purchases; what a killed job wrote is undone, so it may begin again. */
export const demoJobs: readonly Job[] = [
  {
    name: NAME,
    titles: { zh: '合成车型与物料清单', en: 'Synthetic vehicle models and bills' },
    access: 'chain.fact.import',
    retries: 3,
    run: async (ctx, run: { input: { city: ChainDemoRequest | null } }) => {
      const { city } = run.input
      if (city === null) return clearChainDemo(ctx)
      const loaded = await loadChainDemo(ctx, city)
      if (loaded.models > 0) await wantLocalRun(ctx)
      return loaded
    },
  },
]

/** So that a first start shows figures without anybody asking for them. */
async function wantLocalRun(ctx: Ctx): Promise<void> {
  try {
    await requestRun(ctx, { kind: 'local', input: {} })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'chain.run.active')) throw error
  }
}

const demoOf = (payload: unknown) => (payload as { demo?: ChainDemoRequest | null } | null)?.demo

/** The invented chain comes and goes with the synthetic city. */
export const demoSubscriptions: NonNullable<ModuleManifest['subscriptions']> = [
  {
    type: 'registry.batch.committed',
    handle: async (ctx: Ctx, { payload }) => {
      const demo = demoOf(payload)
      if (demo)
        await ctx.kernel.jobs.enqueue(ctx, NAME, { city: { seed: String(demo.seed), asOf: demo.asOf } })
    },
  },
  {
    type: 'registry.batch.undone',
    handle: async (ctx: Ctx, { payload }) => {
      if (demoOf(payload) === null) await ctx.kernel.jobs.enqueue(ctx, NAME, { city: null })
    },
  },
]

export const demoMessages: Record<string, Bilingual> = {
  'chain.demo.changed': {
    zh: '企业库在载入合成车型时发生了变化，稍后自动重试。',
    en: 'The library changed while the synthetic models were loaded; it is tried again by itself.',
  },
}
