import type { Bilingual } from '#kernel/contract'

/** Rules by which values of an enterprise are doubted or refused; fen are told in 万元. */
export const doubtMessages: Record<string, Bilingual> = {
  'registry.figures.impossible': {
    zh: '有 {{count}} 处不可能成立，未保存。',
    en: '{{count}} value(s) cannot be; nothing was saved.',
  },
  'registry.doubt.future': {
    zh: '{{fieldZh}} {{value}} 晚于今天（{{today}}）：已发生的事项不能在将来。',
    en: '{{fieldEn}} {{value}} lies after today ({{today}}): what has happened cannot lie ahead.',
  },
  'registry.doubt.closedBeforeEstablished': {
    zh: '{{fieldZh}} {{value}} 早于成立日期 {{established}}。',
    en: '{{fieldEn}} {{value}} lies before the founding date {{established}}.',
  },
  'registry.doubt.beforeEstablished': {
    zh: '{{fieldZh}} {{value}} 早于成立日期 {{established}}，请核对。',
    en: '{{fieldEn}} {{value}} lies before the founding date {{established}}; please check.',
  },
  'registry.doubt.endsBeforeStart': {
    zh: '{{fieldZh}} {{value}} 早于有效期起始 {{from}}。',
    en: '{{fieldEn}} {{value}} lies before the beginning of validity {{from}}.',
  },
  'registry.doubt.yearToCome': {
    zh: '{{value}} 年尚未到来（今天是 {{today}}）。',
    en: 'The year {{value}} has not come (today is {{today}}).',
  },
  'registry.doubt.yearBeforeEstablished': {
    zh: '{{value}} 年早于成立日期 {{established}}，请核对。',
    en: 'The year {{value}} lies before the founding date {{established}}; please check.',
  },
  'registry.doubt.negative': {
    zh: '{{year}} 年{{fieldZh}}为负数。',
    en: '{{fieldEn}} of {{year}} is negative.',
  },
  'registry.doubt.money': {
    zh: '{{year}} 年{{fieldZh}} {{wan}} 万元超过任何企业可能达到的数（5 万亿元），单位可能有误。',
    en: '{{fieldEn}} of {{year}}, {{wan}} 万元, is more than any firm can have (5 trillion yuan); the unit may be wrong.',
  },
  'registry.doubt.revenuePerHead': {
    zh: '{{year}} 年{{fieldZh}} {{wan}} 万元而从业人数 {{staff}} 人，人均超过 2000 万元，单位可能有误，请核对。',
    en: '{{fieldEn}} of {{year}} is {{wan}} 万元 with a staff of {{staff}}, more than 20 million yuan a head; the unit may be wrong, please check.',
  },
  'registry.doubt.outputToRevenue': {
    zh: '{{year}} 年工业总产值与营业收入相差 {{ratio}} 倍（一般不超过 10 倍），单位可能有误，请核对。',
    en: 'Output and revenue of {{year}} differ {{ratio}} times (seldom more than 10); a unit may be wrong, please check.',
  },
  'registry.doubt.partOfRevenue': {
    zh: '{{year}} 年{{fieldZh}}大于营业收入，请核对。',
    en: '{{fieldEn}} of {{year}} is larger than the revenue; please check.',
  },
}
