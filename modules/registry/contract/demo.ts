import { z } from 'zod'
import { endpoint } from '#kernel/contract'

/** Loads a synthetic city in a job, in place of the one that may be there; refused beside real enterprises. */
export const loadDemo = endpoint({
  method: 'POST',
  path: '/api/registry/demo',
  summary: { zh: '载入合成城市', en: 'Load a synthetic city' },
  access: 'registry.enterprise.demo',
  body: z.object({
    enterprises: z.number().int().min(1_000).max(1_000_000).default(1_000),
    seed: z.string().min(1).max(60).default('1'),
  }),
  reply: z.object({ jobId: z.uuid() }),
})

/** Empties the library of everything synthetic in a job: the city and what was added beside it as test data. */
export const removeDemo = endpoint({
  method: 'DELETE',
  path: '/api/registry/demo',
  summary: { zh: '清除合成数据', en: 'Remove the synthetic data' },
  access: 'registry.enterprise.demo',
  reply: z.object({ jobId: z.uuid() }),
})
