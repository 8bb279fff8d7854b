import type { Bilingual } from '#kernel/contract'

/** Texts of the computations' refusals. */
export const runMessages: Record<string, Bilingual> = {
  'chain.run.active': {
    zh: '同类计算正在排队或运行，请等它结束或先取消它。',
    en: 'A computation of this kind is waiting or running; wait for its end or cancel it first.',
  },
  'chain.run.failed': {
    zh: '因内部错误中止，未写入任何内容。',
    en: 'Stopped on an internal error; nothing was written.',
  },
}
