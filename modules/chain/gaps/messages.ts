import type { Bilingual } from '#kernel/contract'

/** Texts of the gap list's refusals. */
export const gapsMessages: Record<string, Bilingual> = {
  'chain.gaps.notFound': {
    zh: '清单中没有环节 {{node}}；请先运行一次评估。',
    en: 'The list has no node {{node}}; run the scoring first.',
  },
  'chain.gaps.sortUnknown': { zh: '不能按“{{sort}}”排序。', en: 'The list cannot be sorted by "{{sort}}".' },
}
