import { usccFault } from '#engines/identifiers'
import { type ColumnDef, defineTable, type RuleFault, type TableDef } from '#kernel/tables'
import { CAPABILITY_STAGES, type ImportTable, QUALIFICATION_KINDS } from '../contract.ts'
import { QUALIFICATION_TITLES } from '../domain/titles.ts'
import type { TermFinder } from './domain/terms.ts'

/** The names of districts and chain nodes that cells are checked against. */
export interface Terms {
  readonly districts: TermFinder
  readonly nodes: TermFinder
}

const STAGE_NAMES: Record<(typeof CAPABILITY_STAGES)[number], readonly [string, string, ...string[]]> = {
  developing: ['研发', 'Developing', '在研', '研制', '开发中', '预研'],
  sample: ['样件', 'Sample', '样品', '送样', '试制', '样机'],
  small_batch: ['小批量', 'Small batch', '小批', '试产', '小批量生产'],
  series: ['批量', 'Series', '量产', '批产', '批量生产', '大批量', '已量产'],
}

const QUALIFICATION_ALIASES: Partial<Record<(typeof QUALIFICATION_KINDS)[number], readonly string[]>> = {
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

function checkCode(value: unknown): RuleFault | undefined {
  const code = String(value).toUpperCase()
  const fault = usccFault(code)
  if (fault === undefined) return undefined
  return fault === 'form'
    ? { code: 'registry.import.usccForm', params: { length: code.length } }
    : { code: 'registry.uscc.check', params: { value: code } }
}

function codeColumn(key: string, zh: string, en: string, aliases: string[]): ColumnDef {
  return {
    key,
    titles: { zh, en },
    aliases,
    type: 'code',
    maxLength: 40,
    validate: checkCode,
    help: {
      zh: '18 位，GB 32100；有代码时以代码认定企业',
      en: '18 characters, GB 32100; decides which enterprise it is when given',
    },
    example: '91500000TEST00012R',
  }
}

function nameColumn(key: string, zh: string, en: string, aliases: string[], required = false): ColumnDef {
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

function money(
  key: string,
  zh: string,
  en: string,
  aliases: string[],
  extra: Partial<ColumnDef> = {},
): ColumnDef {
  return { key, titles: { zh, en }, aliases, type: 'money', unit: '万元', ...extra }
}

function termOf(finder: TermFinder | undefined, code: string): ColumnDef['validate'] {
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

const OWNER_NAMES = ['公司名称', '单位名称', '企业全称', '单位全称', '名称', 'Company', 'Company name']
const OWNER_CODES = [
  '信用代码',
  '社会信用代码',
  '统一信用代码',
  '统一社会信用代码证号',
  '组织机构代码/统一社会信用代码',
  'USCC',
  'Credit code',
]
const DISTRICTS = [
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
const NODES = [
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

/**
 * The enterprise survey table. Finders of districts and nodes make their columns checked; without them (templates,
 * header guessing) only the form of a cell is.
 */
export function enterpriseTable(terms?: Terms): TableDef {
  return defineTable({
    name: 'enterprise',
    titles: { zh: '企业', en: 'Enterprises' },
    columns: [
      { ...codeColumn('uscc', '统一社会信用代码', 'Unified social credit code', OWNER_CODES), unique: true },
      nameColumn('name', '企业名称', 'Enterprise', OWNER_NAMES, true),
      {
        key: 'nameEn',
        titles: { zh: '英文名称', en: 'English name' },
        aliases: ['企业英文名'],
        type: 'text',
        maxLength: 200,
      },
      {
        key: 'formerNames',
        titles: { zh: '曾用名', en: 'Former names' },
        aliases: ['原名称', '企业曾用名', '曾用名称'],
        type: 'list',
      },
      {
        key: 'district',
        titles: { zh: '区县', en: 'District' },
        aliases: DISTRICTS,
        type: 'text',
        validate: termOf(terms?.districts, 'registry.import.districtUnknown'),
        help: { zh: '名称、简称或 6 位代码', en: 'name, short name or 6-digit code' },
        example: '渝北区',
      },
      {
        key: 'address',
        titles: { zh: '注册地址', en: 'Address' },
        aliases: ['地址', '企业地址', '详细地址', '住所', '经营地址', '单位地址'],
        type: 'text',
        maxLength: 400,
      },
      {
        key: 'legalRep',
        titles: { zh: '法定代表人', en: 'Legal representative' },
        aliases: ['法人', '法人代表', '企业法人', '负责人'],
        type: 'text',
        maxLength: 80,
      },
      money('registeredCapital', '注册资本', 'Registered capital', ['注册资金', '注册资本金'], { min: 0 }),
      {
        key: 'established',
        titles: { zh: '成立日期', en: 'Established' },
        aliases: ['成立时间', '注册日期', '注册时间', '设立日期'],
        type: 'date',
      },
      {
        key: 'countedSince',
        titles: { zh: '入库日期', en: 'Counted since' },
        aliases: ['纳入时间', '入库时间'],
        type: 'date',
      },
      {
        key: 'closedOn',
        titles: { zh: '注销日期', en: 'Closed on' },
        aliases: ['注销时间', '停业日期'],
        type: 'date',
      },
      {
        key: 'industryCode',
        titles: { zh: '行业代码', en: 'Industry code' },
        aliases: ['国民经济行业代码', '行业小类代码'],
        type: 'code',
        maxLength: 10,
      },
      {
        key: 'businessScope',
        titles: { zh: '经营范围', en: 'Business scope' },
        aliases: ['主营业务', '主营范围'],
        type: 'text',
        maxLength: 4000,
      },
      {
        key: 'products',
        titles: { zh: '主要产品', en: 'Products' },
        aliases: ['主营产品', '产品', '产品名称', '主导产品', '主要产品（服务）'],
        type: 'list',
        help: {
          zh: '多个用顿号分开；替换原有清单',
          en: 'several separated by 、; replaces the list known so far',
        },
        example: '电机控制器、线束总成',
      },
      {
        key: 'nodes',
        titles: { zh: '产业链环节（多个）', en: 'Chain nodes' },
        aliases: NODES,
        type: 'list',
        validate: termOf(terms?.nodes, 'registry.import.nodeUnknown'),
        help: {
          zh: '编码、名称或同义词；第一个为主营',
          en: 'code, name or synonym; the first one is the main one',
        },
        example: '动力电池',
      },
      {
        key: 'qualifications',
        titles: { zh: '资质', en: 'Qualifications' },
        aliases: ['企业资质', '资质荣誉', '荣誉资质', '认定情况', '资质认证'],
        type: 'list',
        enumValues: QUALIFICATION_KINDS.map((value) => ({
          value,
          titles: QUALIFICATION_TITLES[value],
          aliases: QUALIFICATION_ALIASES[value],
        })),
      },
      {
        key: 'recruitedOn',
        titles: { zh: '招商引进日期', en: 'Recruited on' },
        aliases: ['引进日期', '引进时间', '落户时间'],
        type: 'date',
      },
      {
        key: 'recruitedFrom',
        titles: { zh: '招商来源地', en: 'Recruited from' },
        aliases: ['引进来源', '来源地'],
        type: 'text',
        maxLength: 100,
      },
      {
        key: 'transformedOn',
        titles: { zh: '转型日期', en: 'Transformed on' },
        aliases: ['转型时间', '转型升级时间'],
        type: 'date',
      },
      { key: 'listedOn', titles: { zh: '上市日期', en: 'Listed on' }, aliases: ['上市时间'], type: 'date' },
      {
        key: 'listedBoard',
        titles: { zh: '上市板块', en: 'Board' },
        aliases: ['上市交易所', '上市地'],
        type: 'text',
        maxLength: 40,
      },
      {
        key: 'website',
        titles: { zh: '网站', en: 'Website' },
        aliases: ['官网', '企业网址', '网址', '公司网站'],
        type: 'text',
        maxLength: 300,
        pattern: /^https?:\/\/[^\s/$.?#].[^\s]*$/i,
        patternCode: 'registry.import.website',
      },
    ],
  })
}

function capabilityTable(terms?: Terms): TableDef {
  return defineTable({
    name: 'capability',
    titles: { zh: '产品与能力', en: 'Capabilities' },
    columns: [
      codeColumn('uscc', '统一社会信用代码', 'Unified social credit code', OWNER_CODES),
      nameColumn('name', '企业名称', 'Enterprise', OWNER_NAMES),
      {
        key: 'nodes',
        titles: { zh: '产业链环节', en: 'Chain node' },
        aliases: [...NODES, '产业链环节（多个）'],
        type: 'list',
        required: true,
        validate: termOf(terms?.nodes, 'registry.import.nodeUnknown'),
        help: {
          zh: '编码、名称或同义词；多个用顿号分开',
          en: 'code, name or synonym; several separated by 、',
        },
        example: '动力电池',
      },
      {
        key: 'product',
        titles: { zh: '产品名称', en: 'Product' },
        aliases: ['产品', '主要产品', '产品型号'],
        type: 'text',
        maxLength: 200,
      },
      {
        key: 'stage',
        titles: { zh: '阶段', en: 'Stage' },
        aliases: ['产品阶段', '量产状态', '生产阶段', '量产情况'],
        type: 'enum',
        enumValues: CAPABILITY_STAGES.map((value) => {
          const [zh, en, ...aliases] = STAGE_NAMES[value]
          return { value, titles: { zh, en }, aliases }
        }),
      },
      {
        key: 'capacity',
        titles: { zh: '年产能', en: 'Capacity per year' },
        aliases: ['产能', '设计产能', '生产能力', '年产能力'],
        type: 'number',
        min: 0,
      },
      {
        key: 'capacityUnit',
        titles: { zh: '产能单位', en: 'Capacity unit' },
        aliases: ['单位', '计量单位'],
        type: 'text',
        maxLength: 40,
        example: '万套',
      },
      {
        key: 'utilisation',
        titles: { zh: '产能利用率', en: 'Utilisation' },
        aliases: ['利用率', '开工率'],
        type: 'ratio',
        unit: '%',
        min: 0,
        max: 2,
      },
      {
        key: 'certificates',
        titles: { zh: '产品认证', en: 'Certificates' },
        aliases: ['认证', '体系认证', '认证证书'],
        type: 'list',
      },
      {
        key: 'main',
        titles: { zh: '是否主营', en: 'Main product' },
        aliases: ['主营', '是否主导产品'],
        type: 'boolean',
      },
      {
        key: 'asOf',
        titles: { zh: '数据日期', en: 'As of' },
        aliases: ['截止日期', '统计日期', '截至日期'],
        type: 'date',
      },
    ],
  })
}

function supplyTable(terms?: Terms): TableDef {
  return defineTable({
    name: 'supply',
    titles: { zh: '供应关系', en: 'Supply relations' },
    columns: [
      codeColumn('uscc', '供应商统一社会信用代码', 'Supplier credit code', [
        '供应商信用代码',
        '供方信用代码',
        '供应商代码',
        ...OWNER_CODES,
      ]),
      nameColumn('name', '供应商名称', 'Supplier', [
        '供应商',
        '供方',
        '供方名称',
        '供货企业',
        '配套企业',
        ...OWNER_NAMES,
      ]),
      codeColumn('buyerUscc', '采购方统一社会信用代码', 'Buyer credit code', [
        '客户信用代码',
        '需方信用代码',
        '采购方信用代码',
        '采购商信用代码',
      ]),
      nameColumn('buyerName', '采购方名称', 'Buyer', [
        '采购方',
        '客户',
        '客户名称',
        '需方',
        '需方名称',
        '采购商',
        '配套主机厂',
        '主机厂',
      ]),
      {
        key: 'node',
        titles: { zh: '供应环节', en: 'Chain node' },
        aliases: [...NODES, '产业链环节', '供应产品类别', '配套产品'],
        type: 'text',
        validate: termOf(terms?.nodes, 'registry.import.nodeUnknown'),
        example: '动力电池',
      },
      money('amount', '供货金额', 'Amount', ['配套金额', '采购金额', '金额', '年供货额', '销售额'], {
        min: 0,
      }),
      {
        key: 'share',
        titles: { zh: '供货份额', en: 'Share' },
        aliases: ['份额', '占比', '采购占比', '配套比例'],
        type: 'ratio',
        unit: '%',
        min: 0,
        max: 1,
      },
      {
        key: 'period',
        titles: { zh: '期间', en: 'Period' },
        aliases: ['年度', '年份', '统计期', '时间'],
        type: 'text',
        maxLength: 20,
        example: '2025',
      },
      {
        key: 'evidence',
        titles: { zh: '依据', en: 'Evidence' },
        aliases: ['来源', '证明材料', '备注'],
        type: 'text',
        maxLength: 400,
      },
    ],
  })
}

function yearlyTable(): TableDef {
  return defineTable({
    name: 'yearly',
    titles: { zh: '年度数据', en: 'Yearly figures' },
    columns: [
      codeColumn('uscc', '统一社会信用代码', 'Unified social credit code', OWNER_CODES),
      nameColumn('name', '企业名称', 'Enterprise', OWNER_NAMES),
      {
        key: 'year',
        titles: { zh: '年份', en: 'Year' },
        aliases: ['年度', '统计年度', '数据年份'],
        type: 'year',
        required: true,
        min: 1978,
        max: 2100,
        example: '2025',
      },
      money('revenue', '营业收入', 'Revenue', [
        '主营业务收入',
        '年营业收入',
        '营收',
        '销售收入',
        '营业总收入',
      ]),
      money('rnd', '研发投入', 'R&D spending', ['研发费用', '研发经费', '研究开发费用', '研发支出']),
      money('output', '工业总产值', 'Output', ['总产值', '产值', '年产值', '工业产值']),
      {
        key: 'staff',
        titles: { zh: '从业人数', en: 'Staff' },
        aliases: ['职工人数', '员工人数', '从业人员', '员工数', '从业人员数', '期末从业人员'],
        type: 'integer',
        unit: '人',
        min: 0,
        max: 2_000_000,
      },
      money('exports', '出口额', 'Exports', ['出口交货值', '出口金额', '出口总额']),
    ],
  })
}

/** The table of an import, its district and node columns checked against `terms` when given. */
export function importTableOf(name: ImportTable, terms?: Terms): TableDef {
  switch (name) {
    case 'enterprise':
      return enterpriseTable(terms)
    case 'capability':
      return capabilityTable(terms)
    case 'supply':
      return supplyTable(terms)
    default:
      return yearlyTable()
  }
}
