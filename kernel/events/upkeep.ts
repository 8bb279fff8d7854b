import { sql } from 'kysely'
import { AppError } from '../core/index.ts'
import { type Db, inTransaction } from '../db/index.ts'
import type { Ctx, OutboxEvent } from '../module/index.ts'

/** An event that a subscriber could not take. */
export interface DeadLetter {
  readonly event: OutboxEvent
  readonly subscriber: string
  readonly attempts: number
  readonly error: string
}

/** Dead letters, newest first, and how many there are. */
export async function deadLetters(
  db: Db,
  page: { page: number; size: number },
): Promise<{ rows: DeadLetter[]; total: number }> {
  const { rows } = await sql<OutboxEvent & { subscriber: string; attempts: number; error: string }>`
    select e.id, e.type, e.stream, e.payload, e.at, d.subscriber, d.attempts, d.error
    from kernel.outbox_delivery d join kernel.outbox e on e.seq = d.seq
    where d.state = 'dead' order by d.seq desc, d.subscriber
    limit ${page.size} offset ${(page.page - 1) * page.size}`.execute(db)
  const counted = await sql<{ n: number }>`
    select count(*) as n from kernel.outbox_delivery where state = 'dead'`.execute(db)
  return {
    rows: rows.map(({ subscriber, attempts, error, ...event }) => ({ event, subscriber, attempts, error })),
    total: counted.rows[0]!.n,
  }
}

/** Gives a dead letter to its subscriber again, after what its stream has delivered since. */
export async function redeliver(ctx: Ctx, eventId: string, subscriber: string): Promise<void> {
  await inTransaction(ctx, async (inside) => {
    const { numAffectedRows } = await sql`
      update kernel.outbox_delivery d set state = 'pending', attempts = 0, next_at = '-infinity', error = null
      from kernel.outbox e
      where e.seq = d.seq and e.id::text = ${eventId} and d.subscriber = ${subscriber} and d.state = 'dead'`.execute(
      inside.db,
    )
    if (Number(numAffectedRows) === 0) throw new AppError('events.delivery.notFound', { eventId, subscriber })
    await ctx.kernel.audit.append(inside, {
      action: 'events.delivery.redeliver',
      resource: 'events.delivery',
      recordId: eventId,
      detail: { subscriber },
    })
  })
}

/** Deletes events older than some days that everybody has heard; dead letters keep theirs. Returns how many went. */
export async function pruneOutbox(db: Db, now: Date, days: number): Promise<number> {
  const before = new Date(now.getTime() - days * 86_400_000).toISOString()
  const { numAffectedRows } = await sql`
    delete from kernel.outbox e where e.at < ${before}::timestamptz
      and not exists (select 1 from kernel.outbox_delivery d where d.seq = e.seq)`.execute(db)
  return Number(numAffectedRows)
}
