import type { Bilingual } from '../contract/index.ts'
import type { Database } from '../db/index.ts'
import type { Ctx, Job, Kernel, Migration, OutboxEvent, Route } from '../module/index.ts'
import { DEFAULT_POLICY, type DeliveryPolicy, deliverBatch } from './dispatcher.ts'
import { type NewEvent, type Subscriber, subscribersOf, writeEvents } from './emit.ts'
import { type FeedFilter, LiveFeed } from './feed.ts'
import { eventsMessages } from './messages.ts'
import { eventsMigrations } from './migrations.ts'
import { eventsRoutes } from './routes.ts'
import { pruneOutbox } from './upkeep.ts'
import { Waker } from './waker.ts'

export interface EventsOptions {
  readonly database: Database
  readonly policy?: Partial<DeliveryPolicy>
  /** How often the outbox is looked at for what other servers, long transactions or retries left, in milliseconds. */
  readonly pollMs?: number
  /** Days that delivered events are kept. */
  readonly retentionDays?: number
  /** Hears of failures of the loop itself and of events set aside. */
  onProblem?(problem: { code: string; error: unknown; subscriber?: string; eventId?: string }): void
}

/** The outbox as a part of the kernel: `emit` is what `Kernel.events` asks for. */
export interface Events {
  emit(ctx: Ctx, event: NewEvent): Promise<void>
  /** Many events with one statement. */
  emitAll(ctx: Ctx, events: readonly NewEvent[]): Promise<void>
  /** Committed events as they come, for server-sent events. Needs `start`. */
  listen(signal: AbortSignal, filter?: FeedFilter): AsyncIterable<OutboxEvent>
  /** Begins to deliver to the subscriptions of the kernel's modules. */
  start(kernel: Kernel): void
  /** Finishes the batch in hand and stops. */
  stop(): Promise<void>
  /** Deletes delivered events past their time; put it on a schedule. */
  readonly jobs: readonly Job[]
  readonly routes: readonly Route[]
  readonly migrations: readonly Migration[]
  readonly messages: Record<string, Bilingual>
}

/** The transactional outbox with its dispatcher. */
export function createEvents(options: EventsOptions): Events {
  const { database, retentionDays = 30 } = options
  const pollMs = options.pollMs ?? (database.kind === 'pglite' ? 3_000 : 1_000)
  const policy = { ...DEFAULT_POLICY, ...options.policy }
  const waker = new Waker(database.kind)
  const feed = new LiveFeed(database)
  const subscribersByModules = new WeakMap<object, readonly Subscriber[]>()
  let stopping = false
  let loop: Promise<void> | undefined

  function subscribers(kernel: Kernel): readonly Subscriber[] {
    let found = subscribersByModules.get(kernel.modules)
    if (!found) {
      found = subscribersOf(kernel.modules)
      subscribersByModules.set(kernel.modules, found)
    }
    return found
  }

  async function emitAll(ctx: Ctx, events: readonly NewEvent[]): Promise<void> {
    await writeEvents(ctx, events, subscribers(ctx.kernel))
    waker.soon()
  }

  async function run(kernel: Kernel): Promise<void> {
    const byName = new Map(subscribers(kernel).map((subscriber) => [subscriber.name, subscriber]))
    while (!stopping) {
      let busy = false
      try {
        const round = await deliverBatch(database, kernel, byName, policy, (dead) =>
          options.onProblem?.({
            code: 'events.delivery.dead',
            error: dead.error,
            subscriber: dead.subscriber,
            eventId: dead.id,
          }),
        )
        await feed.read()
        busy = round.delivered > 0
      } catch (error) {
        if (!stopping) options.onProblem?.({ code: 'events.loop', error })
      }
      if (!busy && !stopping) await waker.sleep(pollMs)
    }
  }

  return {
    emit: (ctx, event) => emitAll(ctx, [event]),
    emitAll,
    listen: (signal, filter) => feed.listen(signal, filter),
    start(kernel) {
      if (loop) return
      stopping = false
      loop = run(kernel)
    },
    async stop() {
      stopping = true
      waker.now()
      await loop
      loop = undefined
    },
    jobs: [
      {
        name: 'events.prune',
        titles: { zh: '清理已送达的事件', en: 'Remove delivered events' },
        access: 'jobs.job.cancel',
        run: async (ctx) => ({ removed: await pruneOutbox(ctx.db, ctx.kernel.now(), retentionDays) }),
      },
    ],
    routes: eventsRoutes(() => waker.soon()),
    migrations: eventsMigrations,
    messages: eventsMessages,
  }
}
