import type { Bilingual } from '#kernel/contract'

/** Texts of the refusals of vehicle models. */
export const modelsMessages: Record<string, Bilingual> = {
  'chain.models.sortUnknown': {
    zh: '不能按“{{sort}}”排序。',
    en: 'The list cannot be sorted by "{{sort}}".',
  },
}
