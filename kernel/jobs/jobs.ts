import type { Bilingual } from '../contract/index.ts'
import { AppError, newId } from '../core/index.ts'
import { type Database, inTransaction } from '../db/index.ts'
import type { Actor, Ctx, Job, JobRun, JobState, Kernel, Migration, Route } from '../module/index.ts'
import { Execution } from './execution.ts'
import { jobsMessages } from './messages.ts'
import { jobsMigrations } from './migrations.ts'
import { JobQueue } from './queue.ts'
import { jobsRoutes } from './routes.ts'
import { Schedules } from './schedule.ts'
import { JobServer, type ServerSettings } from './server.ts'
import * as store from './store.ts'
import { leavable, watchStates } from './watch.ts'
import { stopWorkers } from './workers.ts'

export interface JobsOptions {
  readonly database: Database
  /** Every kind of job that this process knows. */
  readonly jobs: readonly Job[]
  readonly settings?: Partial<ServerSettings>
  /** Days that ended jobs stay listed. */
  readonly retentionDays?: number
  /** The account behind a stored actor as it is today, undefined when it may no longer act. The stored one when absent. */
  actorOf?(actor: Actor): Promise<Actor | undefined>
  onProblem?(error: unknown): void
}

/** Background jobs as a part of the kernel: `enqueue`, `get`, `cancel` and `watch` are what `Kernel.jobs` asks for. */
export interface Jobs {
  enqueue(ctx: Ctx, name: string, input: unknown): Promise<string>
  get(ctx: Ctx, id: string): Promise<JobState | undefined>
  cancel(ctx: Ctx, id: string): Promise<void>
  watch(ctx: Ctx, id: string, signal: AbortSignal): AsyncIterable<JobState>
  /** Every kind of job, by name. */
  readonly kinds: ReadonlyMap<string, Job>
  /** Recurring work; call before `start`. */
  registerSchedule(name: string, cron: string, job: string | Job): void
  /** Opens the queue; with `work: false` jobs can be put in, but this process runs none. */
  start(kernel: Kernel, options?: { work?: boolean }): Promise<void>
  /** Waits for running jobs, then hands them back. */
  stop(options?: { graceMs?: number }): Promise<void>
  readonly migrations: readonly Migration[]
  readonly routes: readonly Route[]
  readonly messages: Record<string, Bilingual>
}

/** On the embedded database this process is the only one: what it puts in the queue itself it hears of at once. */
function defaultSettings(kind: Database['kind']): ServerSettings {
  const alone = kind === 'pglite'
  return {
    concurrency: 4,
    pollMs: alone ? 3_000 : 1_000,
    beatMs: alone ? 5_000 : 1_000,
    staleSeconds: 30,
    maxCrashes: 3,
    retryMs: 1_000,
  }
}

/** The job system on pg-boss, with its record in `kernel.job`. */
export function createJobs(options: JobsOptions): Jobs {
  const { database } = options
  const onProblem = options.onProblem ?? (() => undefined)
  const queue = new JobQueue(database, onProblem)
  const schedules = new Schedules()
  const kinds = new Map(
    [...options.jobs, pruneJob(options.retentionDays ?? 90)].map((job) => [job.name, job]),
  )
  let server: JobServer | undefined
  let open = false

  async function enqueue(ctx: Ctx, name: string, input: unknown): Promise<string> {
    const job = kinds.get(name)
    if (!job) throw new AppError('jobs.job.unknown', { name })
    if (ctx.actor.kind !== 'system') ctx.kernel.permissions.require(ctx.actor, job.access)
    const id = newId()
    const { actor, lang, requestId } = ctx
    await inTransaction(ctx, async ({ db }) => {
      await store.insertJob(db, { id, name, input, actor, lang, requestId })
      await queue.send(db, id)
    })
    server?.announce()
    return id
  }

  /** The state that only this process may know yet, else what is stored. */
  async function current(id: string, ctx?: Ctx): Promise<JobState | undefined> {
    const live = server?.execution(id)?.state
    if (live) return live
    const row = await store.findJob(ctx?.db ?? database.db, id)
    return row && store.stateOf(row)
  }

  async function visible(ctx: Ctx, id: string, permission: string): Promise<JobState | undefined> {
    const state = await current(id, ctx)
    return state && mayTouch(ctx, state, permission) ? state : undefined
  }

  async function cancel(ctx: Ctx, id: string): Promise<void> {
    const state = await visible(ctx, id, 'jobs.job.cancel')
    if (!state) throw new AppError('jobs.job.notFound', { id })
    // At once where it runs: on the embedded database a job in a long transaction would keep the write waiting.
    if (!ctx.db.isTransaction) server?.execution(id)?.stop('cancel')
    await store.requestCancel(ctx.db, id)
    server?.changes.emit(id)
    void server?.beat()
  }

  const jobs: Jobs = {
    enqueue,
    get: (ctx, id) => visible(ctx, id, 'jobs.job.read'),
    cancel,
    watch: (ctx, id, signal) =>
      leavable(async function* (left) {
        if (!server) throw new AppError('jobs.queue.unavailable')
        if (!(await visible(ctx, id, 'jobs.job.read'))) throw new AppError('jobs.job.notFound', { id })
        yield* watchStates(() => current(id), server.changes, id, AbortSignal.any([left, signal]))
      }),
    kinds,
    registerSchedule: (name, cron, job) => schedules.register(name, cron, job),
    async start(kernel, { work = true } = {}) {
      if (open) return
      open = true
      await queue.start()
      if (!work) return
      const starting = new JobServer({
        database,
        queue,
        kernel,
        jobs: kinds,
        settings: { ...defaultSettings(database.kind), ...options.settings },
        actorOf: options.actorOf ?? (async (actor) => actor),
        onTick: (ctx, name) => tick(ctx, name),
        onProblem,
      })
      await queue.setSchedules(schedules.forQueue())
      await starting.start()
      server = starting
    },
    async stop({ graceMs = 10_000 } = {}) {
      await server?.stop(graceMs)
      server = undefined
      await queue.stop()
      await stopWorkers()
      open = false
    },
    migrations: jobsMigrations,
    routes: [],
    messages: jobsMessages,
  }

  /** Starts the job of a schedule, unless the last one is not over yet. */
  async function tick(ctx: Ctx, name: string): Promise<void> {
    const schedule = schedules.get(name)
    if (!schedule || (await store.isLive(ctx.db, schedule.job))) return
    await enqueue(ctx, schedule.job, null)
  }

  schedules.register('jobs.prune', '20 3 * * *', 'jobs.prune')
  return { ...jobs, routes: jobsRoutes(jobs) }
}

function pruneJob(days: number): Job {
  return {
    name: 'jobs.prune',
    titles: { zh: '清理过期的任务记录', en: 'Remove old job records' },
    access: 'jobs.job.cancel',
    run: async (ctx) => ({ removed: await store.pruneJobs(ctx.db, ctx.kernel.now(), days) }),
  }
}

/** One's own jobs always; others' by permission. */
function mayTouch(ctx: Ctx, state: JobState, permission: string): boolean {
  if (ctx.actor.kind === 'system') return true
  if (ctx.actor.accountId !== null && state.createdBy === ctx.actor.accountId) return true
  return ctx.kernel.permissions.decide(ctx.actor, permission, { ownerId: state.createdBy }).allowed
}

/**
 * Saves a checkpoint in the context's transaction, together with the work it stands for: a kill at any moment leaves
 * either both or neither, so that nothing is done twice. Only inside `Job.run`.
 */
export async function saveCheckpointIn(ctx: Ctx, run: JobRun<unknown>, state: unknown): Promise<void> {
  if (!(run instanceof Execution)) {
    await run.saveCheckpoint(state)
    return
  }
  await run.writeCheckpoint(ctx.db, state)
}
