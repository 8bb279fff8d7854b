import type { Job } from '#kernel/module'
import { type Compute, computeInWorker } from './service/compute.ts'
import { executeLoad } from './service/load.ts'
import { executeRun } from './service/run.ts'

const access = 'registry.fusion.decide'

/** Jobs of the fusion. Each finds in the state of its load or run whether there is still something to do. */
export function fusionJobs(compute: Compute = computeInWorker): readonly Job[] {
  return [
    {
      name: 'registry.fusion.load',
      titles: { zh: '载入来源记录', en: 'Load source records' },
      access,
      run: executeLoad,
    },
    {
      name: 'registry.fusion.run',
      titles: { zh: '数据融合', en: 'Fuse records' },
      access,
      run: (ctx, run) => executeRun(ctx, run, compute),
    },
  ]
}
