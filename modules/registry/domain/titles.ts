import type { QUALIFICATION_KINDS } from '../contract.ts'

type Kind = (typeof QUALIFICATION_KINDS)[number]

/** What the kinds of qualification are called. */
export const QUALIFICATION_TITLES: Readonly<Record<Kind, { zh: string; en: string }>> = {
  srdi: { zh: '专精特新中小企业', en: 'Specialised and sophisticated SME' },
  little_giant: { zh: '专精特新“小巨人”', en: 'Specialised "little giant"' },
  high_tech: { zh: '高新技术企业', en: 'High-tech enterprise' },
  iatf16949: { zh: 'IATF 16949', en: 'IATF 16949' },
  iso14001: { zh: 'ISO 14001', en: 'ISO 14001' },
  smart_factory: { zh: '智能工厂', en: 'Smart factory' },
  future_factory: { zh: '未来工厂', en: 'Future factory' },
  listed_pool: { zh: '上市后备', en: 'Listing pool' },
  other: { zh: '其他', en: 'Other' },
}

/** What fields that can be in doubt are called. */
export const FIELD_TITLES: Readonly<Record<string, { zh: string; en: string }>> = {
  established: { zh: '成立日期', en: 'Founding date' },
  closedOn: { zh: '注销日期', en: 'Closing date' },
  recruitedOn: { zh: '招引落地日期', en: 'Date of recruitment' },
  transformedOn: { zh: '转型日期', en: 'Date of transformation' },
  listedOn: { zh: '上市日期', en: 'Date of listing' },
  validUntil: { zh: '有效期截止', en: 'End of validity' },
  year: { zh: '年份', en: 'Year' },
  revenue: { zh: '营业收入', en: 'Revenue' },
  rnd: { zh: '研发投入', en: 'R&D spending' },
  output: { zh: '工业总产值', en: 'Output' },
  exports: { zh: '出口额', en: 'Exports' },
  staff: { zh: '从业人数', en: 'Staff' },
}
