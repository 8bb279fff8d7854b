import type { Job } from '#kernel/module'
import { executeRun } from '../runs/index.ts'
import { computeGaps } from './service/compute.ts'

/** Jobs of the gap list. */
export const gapsJobs: readonly Job[] = [
  {
    name: 'chain.gaps',
    titles: { zh: '评估强弱缺险', en: 'Score the nodes of the chain' },
    access: 'chain.analysis.start',
    run: (ctx, run) => executeRun(ctx, run, computeGaps),
  },
]
