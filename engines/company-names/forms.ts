import type { LegalForm } from './types.ts'

/** Legal forms at the end of a Chinese name, longer before shorter; the two limited companies are one. */
const CHINESE: readonly (readonly [string, LegalForm, boolean])[] = [
  ['集团股份有限公司', 'jointStock', true],
  ['集团有限责任公司', 'limited', true],
  ['集团有限公司', 'limited', true],
  ['集团公司', 'company', true],
  ['股份有限责任公司', 'jointStock', false],
  ['股份有限公司', 'jointStock', false],
  ['有限责任公司', 'limited', false],
  ['有限公司', 'limited', false],
  ['股份公司', 'jointStock', false],
  ['总公司', 'company', false],
  ['公司', 'company', false],
  ['有限合伙企业', 'partnership', false],
  ['合伙企业', 'partnership', false],
  ['有限合伙', 'partnership', false],
  ['普通合伙', 'partnership', false],
  ['个人独资企业', 'individual', false],
  ['农民专业合作社', 'cooperative', false],
  ['专业合作社', 'cooperative', false],
  ['合作社', 'cooperative', false],
  ['总厂', 'factory', false],
  ['制造厂', 'factory', false],
  ['加工厂', 'factory', false],
  ['工厂', 'factory', false],
  ['厂', 'factory', false],
  ['经营部', 'individual', false],
  ['工作室', 'individual', false],
  ['商行', 'individual', false],
  ['门市部', 'individual', false],
  ['研究院', 'institute', false],
  ['研究所', 'institute', false],
  ['集团', 'company', true],
]

/** The legal form at the end of a text: its length, or null. */
export function chineseFormAtEnd(text: string): { form: LegalForm; group: boolean; length: number } | null {
  for (const [written, form, group] of CHINESE)
    if (text.endsWith(written) && text.length > written.length) return { form, group, length: written.length }
  return null
}

/** Where the last legal form of a company ends inside a text, for names of branches; -1 without one. */
export function endOfForm(text: string): number {
  const at = Math.max(text.lastIndexOf('有限公司'), text.lastIndexOf('责任公司'))
  if (at >= 0) return at + 4
  const company = text.lastIndexOf('公司')
  return company >= 0 ? company + 2 : -1
}

/** Names of dependent places of business at the end of a name. */
export const BRANCH =
  /(?:第?[一二三四五六七八九十\d]*)(?:分公司|子公司|分厂|分店|分部|分院|分所|分中心|办事处|代表处|联络处|营业部|事业部|项目部|生产基地)$/

const LATIN_FORMS: readonly (readonly [RegExp, LegalForm])[] = [
  [/ (?:CO|COMPANY|CORP|CORPORATION) (?:LTD|LIMITED)$/, 'limited'],
  [/ (?:PTE|PVT|SDN BHD|PTY) ?(?:LTD|LIMITED)?$/, 'limited'],
  [/ (?:LTD|LIMITED|LLC|GMBH|BV|SARL|SRL|KFT)$/, 'limited'],
  [/ (?:CO LTD|COLTD)$/, 'limited'],
  [/ (?:INC|INCORPORATED|CORP|CORPORATION|PLC|AG|SA|SE|NV|SPA)$/, 'jointStock'],
  [/ (?:CO|COMPANY)$/, 'company'],
  [/ (?:FACTORY|WORKS|PLANT)$/, 'factory'],
  [/ (?:LP|LLP)$/, 'partnership'],
]

/** The legal form at the end of a folded Latin text. */
export function latinFormAtEnd(text: string): { form: LegalForm; rest: string } | null {
  for (const [pattern, form] of LATIN_FORMS) {
    const rest = text.replace(pattern, '')
    if (rest !== text) return { form, rest }
  }
  return null
}
