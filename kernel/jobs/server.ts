import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, newId } from '../core/index.ts'
import type { Database } from '../db/index.ts'
import { SYSTEM_ACTOR, Waker } from '../events/index.ts'
import type { Actor, Ctx, Job, Kernel } from '../module/index.ts'
import { Execution } from './execution.ts'
import type { JobQueue } from './queue.ts'
import * as store from './store.ts'

/** How this server works. */
export interface ServerSettings {
  /** Jobs that run at the same time. */
  readonly concurrency: number
  /** How often the queue is looked at for what nobody announced. */
  readonly pollMs: number
  /** How often a server says that it lives and looks for wishes to cancel. */
  readonly beatMs: number
  /** A server unseen for so long is dead, and its jobs go to others (PostgreSQL). */
  readonly staleSeconds: number
  /** Deaths of a server under one job, without progress saved in between, after which the job has failed. */
  readonly maxCrashes: number
  /** Wait before a failed job is tried again, doubled each time. */
  readonly retryMs: number
}

export interface ServerContext {
  readonly database: Database
  readonly queue: JobQueue
  readonly kernel: Kernel
  readonly jobs: ReadonlyMap<string, Job>
  readonly settings: ServerSettings
  /** The account behind a stored actor as it is today; undefined when it may no longer act. */
  actorOf(actor: Actor): Promise<Actor | undefined>
  /** Called in the claiming transaction for each schedule that is due. */
  onTick(ctx: Ctx, schedule: string): Promise<void>
  onProblem(error: unknown): void
}

/** Takes jobs from the queue and runs them until it is stopped. */
export class JobServer {
  readonly id = newId()
  readonly changes = new EventEmitter().setMaxListeners(0)
  readonly #c: ServerContext
  readonly #waker: Waker
  readonly #running = new Map<string, { execution: Execution; end: Promise<void> }>()
  #stopping = false
  #loop: Promise<void> | undefined
  #beating: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #nextRecovery = 0
  #nextTicks = 0

  constructor(context: ServerContext) {
    this.#c = context
    this.#waker = new Waker(context.database.kind)
  }

  /** Picks up what a dead server left, then begins to work. */
  async start(): Promise<void> {
    await store.heartbeat(this.#c.database.db, this.id)
    // Whoever opens the embedded database holds the folder's lock: no other server can be alive.
    await this.#recover(this.#c.database.kind === 'pglite')
    this.#timer = setInterval(() => void this.beat(), this.#c.settings.beatMs)
    this.#loop = this.#work()
  }

  /** Waits for running jobs up to `graceMs`, then tells them to stop and hands them back to the queue. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true
    this.#waker.now()
    await this.#loop
    await this.#allEnded(graceMs)
    for (const { execution } of this.#running.values()) execution.stop('shutdown')
    await this.#allEnded(Math.min(graceMs, 5_000))
    // Jobs that do not listen: whatever they still write is refused once the row names no server.
    for (const { execution } of this.#running.values()) await this.#end(execution, handBack)
    clearInterval(this.#timer)
    await this.#beating
    await store.forgetServer(this.#c.database.db, this.id)
  }

  /** A job was put in the queue in a transaction that is about to commit. */
  announce(): void {
    this.#waker.soon()
  }

  execution(id: string): Execution | undefined {
    return this.#running.get(id)?.execution
  }

  /** Says that this server lives; stops what somebody wants cancelled; looks after the dead now and then. */
  beat(): Promise<void> {
    this.#beating ??= this.#beatOnce()
      .catch((error: unknown) => this.#c.onProblem(error))
      .finally(() => {
        this.#beating = undefined
      })
    return this.#beating
  }

  async #beatOnce(): Promise<void> {
    for (const id of await store.heartbeat(this.#c.database.db, this.id)) this.execution(id)?.stop('cancel')
    if (this.#stopping || Date.now() < this.#nextRecovery) return
    await this.#recover(false)
  }

  async #recover(alone: boolean): Promise<void> {
    const { database, queue, settings } = this.#c
    this.#nextRecovery = Date.now() + (settings.staleSeconds * 1000) / 3
    const changed = await database.db.transaction().execute(async (trx) => {
      const orphans = await store.lockOrphans(trx, this.id, alone, settings.staleSeconds)
      for (const row of orphans) {
        if (row.cancelRequested) await store.settleOrphan(trx, row.id, { state: 'cancelled' })
        else if (row.crashes + 1 >= settings.maxCrashes) {
          const error = { code: 'jobs.job.crashed', params: { times: row.crashes + 1 } }
          await store.settleOrphan(trx, row.id, { state: 'failed', error })
        } else await store.settleOrphan(trx, row.id, { state: 'waiting', failed: false })
      }
      const unqueued = await store.lockUnqueued(trx)
      for (const id of unqueued) await queue.send(trx, id)
      return orphans.length + unqueued.length
    })
    if (changed > 0) this.#waker.now()
  }

  async #work(): Promise<void> {
    while (!this.#stopping) {
      let taken = 0
      try {
        taken = await this.#take()
      } catch (error) {
        this.#c.onProblem(error)
        await sleep(Math.min(1_000, this.#c.settings.pollMs))
      }
      if (taken === 0 && !this.#stopping) await this.#waker.sleep(this.#c.settings.pollMs)
    }
  }

  /** Takes as many jobs as there is room for. Queue and record change in one transaction: no job is ever in neither. */
  async #take(): Promise<number> {
    const { database, queue, settings } = this.#c
    const room = settings.concurrency - this.#running.size
    const ticksDue = Date.now() >= this.#nextTicks
    if (room <= 0 && !ticksDue) return 0
    const rows = await database.db.transaction().execute(async (trx) => {
      if (ticksDue) {
        const ctx = this.#ctx(SYSTEM_ACTOR, 'zh', 'schedule')
        for (const name of await queue.takeTicks(trx)) await this.#c.onTick({ ...ctx, db: trx }, name)
      }
      const ids = room > 0 ? await queue.take(trx, room) : []
      return ids.length > 0 ? store.claimJobs(trx, ids, this.id) : []
    })
    if (ticksDue) this.#nextTicks = Date.now() + Math.max(2_000, settings.pollMs)
    for (const row of rows) this.#launch(row)
    return rows.length
  }

  #launch(row: store.JobRow): void {
    const execution = new Execution(row, {
      database: this.#c.database,
      serverId: this.id,
      onChange: () => this.changes.emit(row.id),
      onProblem: (error) => this.#c.onProblem(error),
    })
    const end = this.#run(execution).catch((error: unknown) => this.#c.onProblem(error))
    this.#running.set(row.id, {
      execution,
      end: end.then(() => {
        this.#running.delete(row.id)
        this.changes.emit(row.id)
        this.#waker.now()
      }),
    })
    this.changes.emit(row.id)
    if (row.cancelRequested) execution.stop('cancel')
  }

  async #run(execution: Execution): Promise<void> {
    let outcome: store.Outcome
    try {
      const result = await this.#perform(execution)
      outcome = { state: 'done', result: result ?? null }
    } catch (error) {
      outcome = this.#outcomeOf(execution, error)
    }
    await this.#end(execution, outcome)
  }

  async #perform(execution: Execution): Promise<unknown> {
    const { name, actor, lang, requestId } = execution.row
    const job = this.#c.jobs.get(name)
    if (!job) throw new AppError('jobs.job.unknown', { name })
    const current = actor.kind === 'system' ? actor : await this.#c.actorOf(actor)
    if (!current) throw new AppError('jobs.job.actorGone', {})
    return job.run(this.#ctx(current, lang, requestId), execution)
  }

  #outcomeOf(execution: Execution, error: unknown): store.Outcome {
    if (execution.stopReason === 'cancel') return { state: 'cancelled' }
    if (execution.stopReason) return handBack
    // A refusal would be the same the next time; anything else may pass.
    if (error instanceof AppError)
      return { state: 'failed', error: { code: error.code, params: error.params } }
    const retries = this.#c.jobs.get(execution.row.name)?.retries ?? 0
    if (execution.row.failures < retries) return { state: 'waiting', failed: true }
    const message = error instanceof Error ? error.message : String(error)
    this.#c.onProblem(error)
    return { state: 'failed', error: { code: 'jobs.job.failed', params: { message } } }
  }

  async #end(execution: Execution, outcome: store.Outcome): Promise<void> {
    const { database, queue, settings } = this.#c
    await execution.settle()
    await database.db.transaction().execute(async (trx) => {
      const mine = await store.endRun(trx, execution.id, this.id, execution.change, outcome)
      if (!mine || outcome.state !== 'waiting') return
      const delay = outcome.failed ? settings.retryMs * 2 ** execution.row.failures : 0
      await queue.send(trx, execution.id, delay)
    })
  }

  async #allEnded(limitMs: number): Promise<void> {
    const ends = [...this.#running.values()].map(({ end }) => end)
    if (ends.length === 0) return
    const timeout = new AbortController()
    await Promise.race([
      Promise.all(ends),
      sleep(limitMs, undefined, { signal: timeout.signal }).catch(() => undefined),
    ])
    timeout.abort()
  }

  #ctx(actor: Actor, lang: Ctx['lang'], requestId: string): Ctx {
    return { kernel: this.#c.kernel, db: this.#c.database.db, actor, lang, requestId }
  }
}

const handBack: store.Outcome = { state: 'waiting', failed: false }
