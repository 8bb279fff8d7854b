import { z } from 'zod'
import { endpoint, pageOf, pageQuery } from '../contract/index.ts'

/** An event that a part of the product could not take, after all attempts. */
export const deadLetterView = z.object({
  eventId: z.string(),
  type: z.string(),
  stream: z.string(),
  at: z.string(),
  subscriber: z.string(),
  attempts: z.number(),
  error: z.string(),
})

const body = z.object({ eventId: z.uuid(), subscriber: z.string().trim().min(1).max(200) })

export const listDeadLetters = endpoint({
  method: 'GET',
  path: '/api/events/dead-letters',
  summary: { zh: '未能送达而搁置的事件', en: 'Events set aside because a part could not take them' },
  access: 'events.delivery.read',
  query: pageQuery,
  reply: pageOf(deadLetterView),
})

export const redeliverEvent = endpoint({
  method: 'POST',
  path: '/api/events/dead-letters/redeliver',
  summary: { zh: '重新送达搁置的事件', en: 'Deliver an event again that was set aside' },
  access: 'events.delivery.redeliver',
  body,
  reply: z.object({ waiting: z.boolean() }),
})
