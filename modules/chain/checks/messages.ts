import type { Bilingual } from '#kernel/contract'

/** Texts of the refusals of the queue for checking. */
export const checksMessages: Record<string, Bilingual> = {
  'chain.checks.notFound': { zh: '没有编号为 {{id}} 的事实。', en: 'There is no fact {{id}}.' },
  'chain.checks.checkNotFound': { zh: '没有编号为 {{id}} 的核查。', en: 'There is no check {{id}}.' },
  'chain.checks.stale': {
    zh: '这条事实（{{id}}）此后已被修改；请重新读取再决定。',
    en: 'The fact {{id}} was changed since; read it again before deciding.',
  },
  'chain.checks.undone': { zh: '这次核查已被撤回。', en: 'This check was taken back already.' },
  'chain.checks.mirrored': {
    zh: '这条供应关系来自企业库；请在企业库中改正数值，这里可以确认或停止。',
    en: 'This relation comes from the library; put its values right there. Here it can be confirmed or ended.',
  },
  'chain.checks.values': {
    zh: '请给出至少一个可改的数值（不可改：{{wrong}}）。',
    en: 'Give at least one value that can be changed (not to be changed: {{wrong}}).',
  },
}
