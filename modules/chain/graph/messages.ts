import type { Bilingual } from '#kernel/contract'

/** Texts of the refusals of the chain graph. */
export const graphMessages: Record<string, Bilingual> = {
  'chain.graph.firmNotFound': {
    zh: '产业链中没有企业 {{id}}，或您无权查看。',
    en: 'The chain has no firm {{id}}, or you may not see it.',
  },
  'chain.graph.nodeNotFound': { zh: '没有环节 {{code}}。', en: 'There is no node {{code}}.' },
  'chain.graph.sortUnknown': {
    zh: '不能按“{{field}}”排序；可用：{{known}}。',
    en: 'The list cannot be sorted by "{{field}}"; it can by {{known}}.',
  },
}
