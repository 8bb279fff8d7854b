import type { Ctx, Job } from '#kernel/module'
import type { CityRequest } from './city.ts'
import { cityToday, type LoadedCity, loadCity } from './load.ts'

/** Loads a synthetic city in the background. A killed load begins again from the empty city. */
export const demoJob: Job<{ enterprises: number; seed: string }> = {
  name: 'registry.demo',
  titles: { zh: '载入合成城市', en: 'Load a synthetic city' },
  access: 'registry.enterprise.demo',
  retries: 2,
  run: async (ctx, run): Promise<LoadedCity> => {
    const request: CityRequest = cityToday(ctx, run.input.enterprises, run.input.seed)
    return loadCity(ctx, request, (done, total) => void run.progress({ done, total }))
  },
}

/** Puts the load in the queue. */
export async function enqueueDemo(
  ctx: Ctx,
  body: { enterprises: number; seed: string },
): Promise<{ jobId: string }> {
  return { jobId: await ctx.kernel.jobs.enqueue(ctx, 'registry.demo', body) }
}
