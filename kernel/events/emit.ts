import { sql } from 'kysely'
import { storableJson } from '../audit/index.ts'
import { newId } from '../core/index.ts'
import { inTransaction } from '../db/index.ts'
import type { Ctx, ModuleManifest, OutboxEvent } from '../module/index.ts'

/** A module's reaction to one type of event, under the name its deliveries are kept by. */
export interface Subscriber {
  /** `plan:registry.batch.applied`, with `#2` … when a module reacts twice to one type. */
  readonly name: string
  readonly type: string
  handle(ctx: Ctx, event: OutboxEvent): Promise<void>
}

/** All reactions of the modules. The names are stable as long as a module keeps the order of its reactions. */
export function subscribersOf(modules: readonly ModuleManifest[]): readonly Subscriber[] {
  const counts = new Map<string, number>()
  return modules.flatMap((module) =>
    (module.subscriptions ?? []).map((subscription): Subscriber => {
      const base = `${module.name}:${subscription.type}`
      const n = (counts.get(base) ?? 0) + 1
      counts.set(base, n)
      return {
        name: n === 1 ? base : `${base}#${n}`,
        type: subscription.type,
        handle: (ctx, event) => subscription.handle(ctx, event),
      }
    }),
  )
}

/** What a module tells. */
export interface NewEvent {
  readonly type: string
  /** What the order is kept within, for instance `registry.enterprise:ID`. */
  readonly stream: string
  readonly payload: unknown
}

/** Writes events and what each subscriber has to hear, as part of the context's transaction. */
export async function writeEvents(
  ctx: Ctx,
  events: readonly NewEvent[],
  subscribers: readonly Subscriber[],
): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((event) => ({
    id: newId(),
    type: event.type,
    stream: event.stream,
    payload: event.payload ?? null,
    names: subscribers.filter((subscriber) => subscriber.type === event.type).map(({ name }) => name),
  }))
  const at = ctx.kernel.now().toISOString()
  await inTransaction(ctx, async ({ db }) => {
    await sql`
      with given as (
        select value, ordinality from jsonb_array_elements(${storableJson(rows)}::text::jsonb) with ordinality
      ), added as (
        insert into kernel.outbox (id, type, stream, payload, at)
        select (value->>'id')::uuid, value->>'type', value->>'stream', value->'payload', ${at}::timestamptz
        from given order by ordinality
        returning seq, id, stream
      )
      insert into kernel.outbox_delivery (seq, subscriber, stream)
      select added.seq, names.name, added.stream
      from added join given on (given.value->>'id')::uuid = added.id,
        jsonb_array_elements_text(given.value->'names') as names(name)`.execute(db)
  })
}
