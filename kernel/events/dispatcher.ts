import { sql } from 'kysely'
import type { Database, Db } from '../db/index.ts'
import type { Actor, Ctx, Kernel, OutboxEvent } from '../module/index.ts'
import type { Subscriber } from './emit.ts'

/** How deliveries are tried. */
export interface DeliveryPolicy {
  /** Streams taken in one transaction, and events of one stream delivered in it. */
  readonly streams: number
  readonly perStream: number
  /** A transaction takes no further event after so many milliseconds, so that others get their turn. */
  readonly batchMs: number
  /** After so many failures an event is set aside for this subscriber. */
  readonly maxAttempts: number
  /** Wait before the second attempt in milliseconds; doubled each time up to `maxBackoffMs`. */
  readonly backoffMs: number
  readonly maxBackoffMs: number
}

export const DEFAULT_POLICY: DeliveryPolicy = {
  streams: 25,
  perStream: 40,
  batchMs: 200,
  maxAttempts: 12,
  backoffMs: 1_000,
  maxBackoffMs: 300_000,
}

/** Who acts when no person does. */
export const SYSTEM_ACTOR: Actor = {
  kind: 'system',
  accountId: null,
  name: 'system',
  roles: [],
  orgId: null,
  enterpriseId: null,
  districts: [],
}

interface Delivery {
  seq: number
  subscriber: string
  stream: string
  attempts: number
  id: string
  type: string
  payload: unknown
  at: string
}

/** What one round did. */
export interface Round {
  readonly delivered: number
  readonly failed: number
}

/**
 * Delivers one batch: takes the oldest pending event of some streams, and what follows them, in one transaction with
 * the handlers' own writes. The row lock on a stream's oldest event keeps other servers off that stream; if this
 * server dies, the transaction is undone and another delivers. A handler that fails is undone to its savepoint
 * and holds its stream back, for its own subscriber only, until the next attempt.
 */
export async function deliverBatch(
  database: Database,
  kernel: Kernel,
  subscribers: ReadonlyMap<string, Subscriber>,
  policy: DeliveryPolicy,
  onDead: (delivery: { id: string; subscriber: string; error: string }) => void,
): Promise<Round> {
  if (subscribers.size === 0) return { delivered: 0, failed: 0 }
  return database.db.transaction().execute(async (trx) => {
    const deadline = performance.now() + policy.batchMs
    const heads = await claimHeads(trx, [...subscribers.keys()], policy.streams)
    let delivered = 0
    let failed = 0
    const done: Delivery[] = []
    for (const head of heads) {
      if (performance.now() > deadline) break
      const queue = [head, ...(await followers(trx, head, policy.perStream - 1))]
      for (const delivery of queue) {
        if (performance.now() > deadline) break
        const error = await attempt(trx, kernel, subscribers.get(delivery.subscriber)!, delivery)
        if (error === undefined) {
          done.push(delivery)
          delivered++
          continue
        }
        failed++
        const dead = await putBack(trx, delivery, error, policy)
        if (dead) onDead({ id: delivery.id, subscriber: delivery.subscriber, error })
        // The next round takes what follows a dead letter; what follows a retry has to wait for it.
        break
      }
    }
    await forget(trx, done)
    return { delivered, failed }
  })
}

async function claimHeads(trx: Db, names: readonly string[], limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    select d.seq, d.subscriber, d.stream, d.attempts, e.id, e.type, e.payload, e.at
    from kernel.outbox_delivery d join kernel.outbox e on e.seq = d.seq
    where d.state = 'pending' and d.next_at <= now() and d.subscriber = any(${names}::text[])
      and not exists (
        select 1 from kernel.outbox_delivery earlier
        where earlier.subscriber = d.subscriber and earlier.stream = d.stream and earlier.seq < d.seq
          and earlier.state = 'pending'
      )
    order by d.seq limit ${limit}
    for update of d skip locked`.execute(trx)
  return rows
}

async function followers(trx: Db, head: Delivery, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    select d.seq, d.subscriber, d.stream, d.attempts, e.id, e.type, e.payload, e.at
    from kernel.outbox_delivery d join kernel.outbox e on e.seq = d.seq
    where d.state = 'pending' and d.subscriber = ${head.subscriber} and d.stream = ${head.stream}
      and d.seq > ${head.seq} and d.next_at <= now()
    order by d.seq limit ${limit}`.execute(trx)
  return rows
}

/** Runs the handler inside a savepoint; returns the text of its failure. */
async function attempt(
  trx: Db,
  kernel: Kernel,
  subscriber: Subscriber,
  delivery: Delivery,
): Promise<string | undefined> {
  const { id, type, stream, payload, at } = delivery
  const event: OutboxEvent = { id, type, stream, payload, at }
  const ctx: Ctx = { kernel, db: trx, actor: SYSTEM_ACTOR, lang: 'zh', requestId: `event:${id}` }
  await sql`savepoint delivery`.execute(trx)
  try {
    await subscriber.handle(ctx, event)
    // Inside the try: a handler that caught a database error of its own has left the transaction unusable.
    await sql`release savepoint delivery`.execute(trx)
    return undefined
  } catch (error) {
    await sql`rollback to savepoint delivery`.execute(trx)
    return error instanceof Error ? error.message : String(error)
  }
}

async function putBack(trx: Db, delivery: Delivery, error: string, policy: DeliveryPolicy): Promise<boolean> {
  const attempts = delivery.attempts + 1
  const dead = attempts >= policy.maxAttempts
  const wait = Math.min(policy.maxBackoffMs, policy.backoffMs * 2 ** delivery.attempts)
  await sql`
    update kernel.outbox_delivery set attempts = ${attempts}, error = ${error.slice(0, 2_000)},
      state = ${dead ? 'dead' : 'pending'}, next_at = now() + make_interval(secs => ${wait / 1000}::double precision)
    where subscriber = ${delivery.subscriber} and seq = ${delivery.seq}`.execute(trx)
  return dead
}

async function forget(trx: Db, done: readonly Delivery[]): Promise<void> {
  if (done.length === 0) return
  await sql`
    delete from kernel.outbox_delivery d
    using unnest(${done.map((d) => d.subscriber)}::text[], ${done.map((d) => d.seq)}::bigint[]) as gone(subscriber, seq)
    where d.subscriber = gone.subscriber and d.seq = gone.seq`.execute(trx)
}
