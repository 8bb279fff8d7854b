import type { ColumnDef } from '#kernel/tables'
import type { CAPABILITY_STAGES, QUALIFICATION_KINDS } from '../contract.ts'
import { codeFault } from '../domain/code-fault.ts'
import type { TermFinder } from './domain/terms.ts'

/** The names of districts and chain nodes that cells are checked against. */
export interface Terms {
  readonly districts: TermFinder
  readonly nodes: TermFinder
}

export const STAGE_NAMES: Record<(typeof CAPABILITY_STAGES)[number], readonly [string, string, ...string[]]> =
  {
    developing: ['研发', 'Developing', '在研', '研制', '开发中', '预研'],
    sample: ['样件', 'Sample', '样品', '送样', '试制', '样机'],
    small_batch: ['小批量', 'Small batch', '小批', '试产', '小批量生产'],
    series: ['批量', 'Series', '量产', '批产', '批量生产', '大批量', '已量产'],
  }

export const QUALIFICATION_ALIASES: Partial<Record<(typeof QUALIFICATION_KINDS)[number], readonly string[]>> =
  {
    srdi: ['专精特新', '专精特新企业', '市级专精特新', '市级专精特新中小企业'],
    little_giant: [
      '小巨人',
      '专精特新小巨人',
      '国家级专精特新小巨人',
      '国家级专精特新“小巨人”',
      '国家级小巨人',
    ],
    high_tech: ['高新技术', '高企', '国家高新技术企业', '国家级高新技术企业'],
    iatf16949: ['IATF16949', 'TS16949', '16949'],
    iso14001: ['ISO14001', '14001'],
    smart_factory: ['市级智能工厂', '数字化车间和智能工厂'],
    listed_pool: ['上市后备企业', '拟上市', '上市培育库'],
    other: ['其它'],
  }

export function codeColumn(key: string, zh: string, en: string, aliases: string[]): ColumnDef {
  return {
    key,
    titles: { zh, en },
    aliases,
    type: 'code',
    maxLength: 40,
    validate: codeFault,
    help: {
      zh: '18 位，GB 32100；有代码时以代码认定企业',
      en: '18 characters, GB 32100; decides which enterprise it is when given',
    },
    example: '91500000TEST00012R',
  }
}

export function nameColumn(
  key: string,
  zh: string,
  en: string,
  aliases: string[],
  required = false,
): ColumnDef {
  return {
    key,
    titles: { zh, en },
    aliases,
    type: 'text',
    required,
    maxLength: 200,
    example: '示例汽车零部件有限公司',
  }
}

export function money(
  key: string,
  zh: string,
  en: string,
  aliases: string[],
  extra: Partial<ColumnDef> = {},
): ColumnDef {
  return { key, titles: { zh, en }, aliases, type: 'money', unit: '万元', ...extra }
}

export function termOf(finder: TermFinder | undefined, code: string): ColumnDef['validate'] {
  if (!finder) return undefined
  return (value) => {
    for (const term of Array.isArray(value) ? (value as string[]) : [String(value)]) {
      const found = finder.find(term)
      if (found.length === 1) continue
      if (found.length === 0) return { code, params: { term } }
      return { code: 'registry.import.termAmbiguous', params: { term, allowed: found.join('、') } }
    }
    return undefined
  }
}

export const OWNER_NAMES = [
  '公司名称',
  '单位名称',
  '企业全称',
  '公司全称',
  '单位全称',
  '名称',
  'Company',
  'Company name',
]
export const OWNER_CODES = [
  '信用代码',
  '社会信用代码',
  '统一信用代码',
  '统一社会信用代码证号',
  '组织机构代码/统一社会信用代码',
  '统一社会信用代码/注册号',
  '信用代码/税号',
  '纳税人识别号',
  'USCC',
  'Credit code',
]
export const DISTRICTS = [
  '所在区县',
  '所属区县',
  '注册地',
  '区（县）',
  '所在地',
  '所在区',
  '属地',
  '行政区划',
  'District',
]
export const NODES = [
  '所属环节',
  '产业链环节',
  '细分领域',
  '所属领域',
  '产业链节点',
  '配套领域',
  '所属产业链环节',
  '产品类别',
  'Part category',
]
