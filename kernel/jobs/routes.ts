import { AppError } from '../core/index.ts'
import { type Ctx, type Job, type JobState, type Route, route } from '../module/index.ts'
import { cancelJob, getJob, type JobView, listJobs, watchJob } from './contract.ts'
import * as store from './store.ts'
import { leavable } from './watch.ts'

/** What the routes need of the job system. */
interface JobDoors {
  readonly kinds: ReadonlyMap<string, Job>
  get(ctx: Ctx, id: string): Promise<JobState | undefined>
  cancel(ctx: Ctx, id: string): Promise<void>
  watch(ctx: Ctx, id: string, signal: AbortSignal): AsyncIterable<JobState>
}

export function jobsRoutes(jobs: JobDoors): readonly Route[] {
  const view = (state: JobState): JobView => ({
    ...state,
    params: { ...state.params },
    titles: jobs.kinds.get(state.name)?.titles ?? { zh: state.name, en: state.name },
  })

  async function found(ctx: Ctx, id: string): Promise<JobView> {
    const state = await jobs.get(ctx, id)
    if (!state) throw new AppError('jobs.job.notFound', { id })
    return view(state)
  }

  return [
    route(listJobs, async (ctx, { query }) => {
      const { page, size } = query
      const scope = ctx.kernel.permissions.filter(ctx.actor, 'jobs.job.read')
      const { rows, total } = await store.listJobs(ctx.db, query, scope, {
        limit: size,
        offset: (page - 1) * size,
      })
      return { rows: rows.map((row) => view(store.stateOf(row))), total, page, size }
    }),
    route(getJob, (ctx, { params }) => found(ctx, params.id)),
    route(cancelJob, async (ctx, { params }) => {
      await jobs.cancel(ctx, params.id)
      return found(ctx, params.id)
    }),
    route(watchJob, async (ctx, { params }) => {
      await found(ctx, params.id)
      return leavable(async function* (signal) {
        for await (const state of jobs.watch(ctx, params.id, signal)) yield view(state)
      })
    }),
  ]
}
