import type { Ctx, Job, OutboxEvent } from '#kernel/module'
import { checksJobs } from './checks/index.ts'
import { demoJobs, demoSubscriptions } from './demo/index.ts'
import { factsJobs } from './facts/index.ts'
import { gapsJobs } from './gaps/index.ts'
import { graphJobs } from './graph/index.ts'
import { importsJobs } from './imports/index.ts'
import { linksJobs } from './links/index.ts'
import { localJobs } from './local/index.ts'
import { modelsJobs } from './models/index.ts'
import { riskJobs } from './risk/index.ts'
import { syncLibrary } from './service/sync.ts'
import { taggingJobs } from './tagging/index.ts'

const SYNC = 'chain.sync'

/** Jobs of the chain. */
export const chainJobs: readonly Job[] = [
  {
    name: SYNC,
    titles: { zh: '从企业库更新供应关系', en: 'Take over relations from the library' },
    access: 'chain.fact.import',
    run: (ctx, run) => syncLibrary(ctx, run),
  },
  ...factsJobs,
  ...checksJobs,
  ...importsJobs,
  ...modelsJobs,
  ...graphJobs,
  ...riskJobs,
  ...localJobs,
  ...gapsJobs,
  ...taggingJobs,
  ...linksJobs,
  ...demoJobs,
]

const CHANGES = [
  'registry.batch.committed',
  'registry.batch.undone',
  'registry.enterprise.changed',
  'registry.fusion.done',
]

/** What changes in the library is taken over; a second event while a job waits finds nothing left to do. */
const syncOnChange = CHANGES.map((type) => ({
  type,
  handle: async (ctx: Ctx, _event: OutboxEvent) => {
    await ctx.kernel.jobs.enqueue(ctx, SYNC, {})
  },
}))

export const chainSubscriptions = [...syncOnChange, ...demoSubscriptions]
