import type { Job } from '#kernel/module'
import { executeRun } from '../runs/index.ts'
import { computeLinks } from './service/compute.ts'

/** Jobs of the predicted relations. */
export const linksJobs: readonly Job[] = [
  {
    name: 'chain.links',
    titles: { zh: '推测可能的供应关系', en: 'Predict possible supply relations' },
    access: 'chain.analysis.start',
    run: (ctx, run) => executeRun(ctx, run, computeLinks),
  },
]
