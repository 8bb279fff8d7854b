import type { Bilingual } from '#kernel/contract'

/** Texts of the refusals of supply relations. */
export const factsMessages: Record<string, Bilingual> = {
  'chain.facts.notFound': {
    zh: '没有供应关系 {{id}}，或您无权查看。',
    en: 'There is no supply relation {{id}}, or you may not see it.',
  },
  'chain.facts.stale': {
    zh: '这条供应关系刚被他人修改，请刷新后再改。',
    en: 'Somebody else has just changed this relation: reload, then change it.',
  },
  'chain.facts.mirrored': {
    zh: '这条供应关系来自企业库，请在企业档案中修改。',
    en: 'This relation comes from the library: change it in the record of the enterprise.',
  },
  'chain.facts.invalid': {
    zh: '有些内容不符合规则，未保存。',
    en: 'Some values break a rule; nothing was saved.',
  },
  'chain.facts.rule.unit': {
    zh: '填写了数量 {{quantity}} 时必须填写计量单位。',
    en: 'The quantity {{quantity}} needs its unit.',
  },
  'chain.facts.rule.validUntil': {
    zh: '终止日期 {{validUntil}} 不得早于开始日期 {{validFrom}}。',
    en: 'The last day, {{validUntil}}, must not lie before the first, {{validFrom}}.',
  },
  'chain.facts.rule.observedOn': {
    zh: '观测日期 {{observedOn}} 不得晚于今天 {{today}}。',
    en: 'The day of observation, {{observedOn}}, must not lie after today, {{today}}.',
  },
  'chain.facts.firmUnknown': { zh: '没有企业 {{id}}。', en: 'There is no firm {{id}}.' },
  'chain.facts.nodeUnknown': { zh: '没有环节“{{node}}”。', en: 'There is no node "{{node}}".' },
  'chain.facts.regionUnknown': { zh: '没有地区“{{region}}”。', en: 'There is no region "{{region}}".' },
  'chain.facts.sortUnknown': { zh: '不能按“{{sort}}”排序。', en: 'The list cannot be sorted by "{{sort}}".' },
}
