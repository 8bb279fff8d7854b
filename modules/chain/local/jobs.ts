import type { Job } from '#kernel/module'
import { executeRun } from '../runs/index.ts'
import { computeRates, type Solve, solveInWorker } from './service/compute.ts'

/** Jobs of the local sourcing rate; tests give their own way to solve. */
export const localJobsWith = (solve: Solve): readonly Job[] => [
  {
    name: 'chain.local',
    titles: { zh: '计算本地配套率', en: 'Work out local sourcing' },
    access: 'chain.analysis.start',
    run: (ctx, run) => executeRun(ctx, run, computeRates(solve)),
  },
]

export const localJobs = localJobsWith(solveInWorker)
