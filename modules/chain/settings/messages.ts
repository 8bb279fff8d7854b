import type { Bilingual } from '#kernel/contract'

/** Texts of the refusals of the settings. */
export const settingsMessages: Record<string, Bilingual> = {
  'chain.settings.stale': {
    zh: '计算口径刚被他人修改，请刷新后再改。',
    en: 'Somebody else has just changed the settings: reload, then change them.',
  },
  'chain.settings.order': {
    zh: '“不再计入”的下限 {{drop}} 不得高于“待核查”的下限 {{check}}：事实应先核查，后剔除。',
    en: 'Facts must be checked before they stop counting: {{drop}} must not be above {{check}}.',
  },
  'chain.settings.nodeUnknown': { zh: '没有环节“{{node}}”。', en: 'There is no node "{{node}}".' },
}
