import { type Route, route } from '../module/index.ts'
import { listDeadLetters, redeliverEvent } from './contract.ts'
import { deadLetters, redeliver } from './upkeep.ts'

/** What could not be delivered, and its second chance. Payloads stay inside: they may hold what a reader may not see. */
export function eventsRoutes(announce: () => void): readonly Route[] {
  return [
    route(listDeadLetters, async (ctx, { query: { page, size } }) => {
      const { rows, total } = await deadLetters(ctx.db, { page, size })
      return {
        rows: rows.map(({ event: { id, type, stream, at }, subscriber, attempts, error }) => ({
          eventId: id,
          type,
          stream,
          at,
          subscriber,
          attempts,
          error,
        })),
        total,
        page,
        size,
      }
    }),
    route(redeliverEvent, async (ctx, { body }) => {
      await redeliver(ctx, body.eventId, body.subscriber)
      announce()
      return { waiting: true }
    }),
  ]
}
