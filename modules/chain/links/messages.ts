import type { Bilingual } from '#kernel/contract'

/** Texts of the refusals of the predicted relations. */
export const linksMessages: Record<string, Bilingual> = {
  'chain.links.notFound': {
    zh: '没有这条推测关系；可能已被新的推测取代，请刷新清单。',
    en: 'There is no such predicted relation; a newer prediction may have replaced it. Reload the list.',
  },
  'chain.links.decided': {
    zh: '{{by}} 已对这条推测作出决定；如需更改，请先撤回。',
    en: '{{by}} has already decided on this prediction; take that back first.',
  },
  'chain.links.notDecided': {
    zh: '这条推测还没有决定，无可撤回。',
    en: 'Nothing has been decided on this prediction yet.',
  },
  'chain.links.onRecord': {
    zh: '这条供应关系已经登记在案，无需再确认；重新推测后它会从清单中消失。',
    en: 'This relation is on record already and needs no confirming; the next prediction leaves it out.',
  },
  'chain.links.future': {
    zh: '核实日期 {{value}} 晚于今天；请填今天或以前的日期。',
    en: 'The date of observation {{value}} is after today; give today or an earlier day.',
  },
  'chain.links.touched': {
    zh: '由此产生的供应关系之后又被核查、修改或删除，不能撤回；请到事实核查中处理。',
    en: 'The relation made of it was checked, changed or removed since, so it cannot be taken back here; see the check of facts.',
  },
  'chain.links.sortUnknown': { zh: '不能按“{{sort}}”排序。', en: 'The list cannot be sorted by "{{sort}}".' },
}
