import type { Job } from '#kernel/module'
import { executeRun } from '../runs/index.ts'
import { computeRisk } from './service/compute.ts'

/** Jobs of failure propagation. */
export const riskJobs: readonly Job[] = [
  {
    name: 'chain.risk',
    titles: { zh: '计算断链风险', en: 'Work out the failure risk of every firm' },
    access: 'chain.analysis.start',
    run: (ctx, run) => executeRun(ctx, run, computeRisk()),
  },
]
