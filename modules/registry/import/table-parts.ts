import { defineTable, type TableDef } from '#kernel/tables'
import { CAPABILITY_STAGES } from '../contract.ts'
import {
  codeColumn,
  money,
  NODES,
  nameColumn,
  OWNER_CODES,
  OWNER_NAMES,
  STAGE_NAMES,
  type Terms,
  termOf,
} from './columns.ts'

export function capabilityTable(terms?: Terms): TableDef {
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

export function supplyTable(terms?: Terms): TableDef {
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

export function yearlyTable(): TableDef {
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
