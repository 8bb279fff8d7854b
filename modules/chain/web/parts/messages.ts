import type { Messages } from '#kernel/web'

/** Texts that all pages of the chain share. */
export const partMessages: Messages = {
  'chain.run.asOf': {
    zh: '按 {{date}} 的事实计算，完成于 {{at}}',
    en: 'Computed on the facts of {{date}}, finished {{at}}',
  },
  'chain.run.never': { zh: '尚未计算过。', en: 'Never computed yet.' },
  'chain.run.outdated': { zh: '事实已有变动', en: 'Facts have changed since' },
  'chain.run.start': { zh: '重新计算', en: 'Compute anew' },
  'chain.run.cancelling': { zh: '正在取消计算', en: 'Cancelling the computation' },
  'chain.pickFirm': { zh: '输入企业名称查找', en: 'Type a firm’s name' },
  'chain.noSuchFirm': { zh: '没有找到企业', en: 'No such firm' },
  'chain.searching': { zh: '正在查找…', en: 'Searching…' },
}
