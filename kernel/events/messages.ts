import type { Bilingual } from '../contract/index.ts'

/** Texts of the outbox's refusals. */
export const eventsMessages: Record<string, Bilingual> = {
  'events.delivery.notFound': {
    zh: '订阅者 {{subscriber}} 没有搁置的事件 {{eventId}}。',
    en: 'The subscriber {{subscriber}} has no event {{eventId}} set aside.',
  },
}
