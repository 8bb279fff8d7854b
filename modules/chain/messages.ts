import type { Bilingual } from '#kernel/contract'

/** Texts of the chain's refusals and notices, by code; each slice of the module adds its own. */
export const chainMessages: Record<string, Bilingual> = {
  'chain.sync.progress': { zh: '已更新 {{relations}} 条供应关系', en: '{{relations}} relations taken over' },
}
