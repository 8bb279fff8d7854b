import { type ColumnDef, defineTable, type TableDef } from '#kernel/tables'
import { codeColumn, moneyColumn, NODE_HEADERS, nameColumn, type Terms, termOf } from '#modules/registry'
import type { ChainTable } from '../contract/imports.ts'

const text = (
  key: string,
  zh: string,
  en: string,
  aliases: string[],
  more: Partial<ColumnDef> = {},
): ColumnDef => ({ key, titles: { zh, en }, aliases, type: 'text', maxLength: 200, ...more })

const node = (terms: Terms | undefined): ColumnDef =>
  text('node', '产业链环节', 'Chain node', [...NODE_HEADERS, '供应环节', '配套产品', '零部件类别', 'Node'], {
    validate: termOf(terms?.nodes, 'registry.import.nodeUnknown'),
    help: { zh: '编码、名称或同义词', en: 'code, name or synonym' },
    example: '动力电池',
  })

const share = (key: string, zh: string, en: string, aliases: string[]): ColumnDef => ({
  key,
  titles: { zh, en },
  aliases,
  type: 'ratio',
  unit: '%',
  min: 0,
  max: 1,
})

const day = (key: string, zh: string, en: string, aliases: string[]): ColumnDef => ({
  key,
  titles: { zh, en },
  aliases,
  type: 'date',
})

const evidence = text('evidence', '依据', 'Evidence', ['证明材料', '备注', '说明', '佐证', 'Remarks'], {
  maxLength: 400,
})

const unit = text('unit', '数量单位', 'Unit', ['单位', '计量单位', 'UOM'], { maxLength: 20, example: '套' })

/** Supply relations: who supplies whom, with what, how much a year. */
function supplyTable(terms?: Terms): TableDef {
  return defineTable({
    name: 'supply',
    titles: { zh: '供应关系', en: 'Supply relations' },
    columns: [
      codeColumn('supplierCode', '供应商统一社会信用代码', 'Supplier credit code', [
        '供应商信用代码',
        '供方信用代码',
        '供应商代码',
        'Supplier code',
        'Supplier USCC',
      ]),
      nameColumn('supplier', '供应商名称', 'Supplier', [
        '供应商',
        '供方',
        '供方名称',
        '供货企业',
        '配套企业',
        '供货单位',
        '卖方',
        'Supplier name',
        'Vendor',
      ]),
      codeColumn('buyerCode', '采购方统一社会信用代码', 'Buyer credit code', [
        '客户信用代码',
        '需方信用代码',
        '采购方信用代码',
        '采购商信用代码',
        'Buyer code',
        'Buyer USCC',
      ]),
      nameColumn('buyer', '采购方名称', 'Buyer', [
        '采购方',
        '客户',
        '客户名称',
        '需方',
        '需方名称',
        '采购商',
        '采购企业',
        '配套主机厂',
        '主机厂',
        '买方',
        'Buyer name',
        'Customer',
      ]),
      node(terms),
      moneyColumn(
        'amount',
        '年供货金额',
        'Amount',
        [
          '供货金额',
          '配套金额',
          '采购金额',
          '金额',
          '年供货额',
          '供货额',
          '销售额',
          '合同金额',
          'Annual amount',
        ],
        { min: 0, max: 10 ** 15 },
      ),
      {
        key: 'quantity',
        titles: { zh: '年供货数量', en: 'Quantity' },
        aliases: ['数量', '供货量', '年供货量', '配套量', 'Qty'],
        type: 'number',
        min: 0,
      },
      unit,
      share('share', '供货份额', 'Share', ['份额', '占比', '采购占比', '配套比例']),
      text('period', '期间', 'Period', ['年度', '年份', '统计期', '时间', 'Year'], {
        maxLength: 20,
        example: '2025',
      }),
      day('validFrom', '合同起始日', 'Valid from', ['开始日期', '起始日期', '合同开始', 'Start']),
      day('validUntil', '合同终止日', 'Valid until', ['结束日期', '终止日期', '到期日', '合同到期', 'End']),
      evidence,
    ],
  })
}

/** Vehicle models: one row each. */
function modelTable(terms?: Terms): TableDef {
  return defineTable({
    name: 'model',
    titles: { zh: '车型', en: 'Vehicle models' },
    columns: [
      text(
        'code',
        '车型编码',
        'Model code',
        ['车型编号', '车型代码', '公告型号', '产品型号', '车辆型号', '型号', 'Code'],
        {
          required: true,
          maxLength: 60,
          example: 'TEST-EV-01',
        },
      ),
      text('name', '车型名称', 'Model', ['车型', '车型名', '产品名称', '通用名称', 'Model name', 'Name'], {
        required: true,
        example: '示例纯电轿车',
      }),
      codeColumn('oemCode', '整车企业统一社会信用代码', 'OEM credit code', [
        '整车企业信用代码',
        '主机厂信用代码',
        '统一社会信用代码',
        'OEM code',
      ]),
      nameColumn('oem', '整车企业', 'OEM', ['主机厂', '生产企业', '制造商', '整车厂', '企业名称', 'Maker']),
      text('segment', '细分市场', 'Segment', ['级别', '车型级别', '车型类别'], { maxLength: 40 }),
      text('powertrain', '动力类型', 'Powertrain', ['能源类型', '动力形式', '燃料类型'], { maxLength: 40 }),
      {
        key: 'volume',
        titles: { zh: '年产量', en: 'Annual volume' },
        aliases: ['产量', '年产销量', '销量', '年销量', '计划年产量', 'Volume'],
        type: 'integer',
        unit: '辆',
        min: 0,
        max: 10_000_000,
      },
      text('assemblyRegion', '装配地', 'Assembly district', ['总装地', '生产地', '装配区县', '生产基地'], {
        validate: termOf(terms?.districts, 'registry.import.districtUnknown'),
      }),
      moneyColumn(
        'assemblyValue',
        '单车装配增加值',
        'Assembly value a vehicle',
        ['装配价值', '总装增加值', '装配增加值'],
        { unit: '元', min: 0, max: 10 ** 11 },
      ),
      day('onSaleFrom', '上市日期', 'On sale from', ['上市时间', '投放日期']),
      day('onSaleUntil', '停售日期', 'On sale until', ['退市日期', '停产日期']),
    ],
  })
}

/** Lines of bills of material: one part of one model each. */
function billTable(terms?: Terms): TableDef {
  return defineTable({
    name: 'bill',
    titles: { zh: '物料清单', en: 'Bill lines' },
    columns: [
      text(
        'model',
        '车型编码',
        'Model code',
        ['车型编号', '车型代码', '公告型号', '产品型号', '车辆型号', '车型', 'Model'],
        {
          required: true,
          maxLength: 60,
          example: 'TEST-EV-01',
        },
      ),
      text('line', '序号', 'Line', ['行号', '层级号', '项次', '编号', 'No.', 'No'], {
        maxLength: 40,
        help: {
          zh: '可写 1、1.1、1.1.2：点号前为上级',
          en: '1, 1.1, 1.1.2: what stands before the dot is above',
        },
      }),
      text(
        'parent',
        '上级零部件',
        'Parent part',
        ['上级', '父件', '父项', '所属总成', '上级物料', 'Parent'],
        {
          help: {
            zh: '同一车型中上级零部件的名称或序号；空为整车',
            en: 'name or line of the part above, of the same model; empty: the vehicle',
          },
        },
      ),
      text(
        'part',
        '零部件名称',
        'Part',
        ['零部件', '物料名称', '零件名称', '名称', '部件', '物料', 'Part name'],
        {
          required: true,
          example: '动力电池包',
        },
      ),
      node(terms),
      codeColumn('supplierCode', '供应商统一社会信用代码', 'Supplier credit code', [
        '供应商信用代码',
        '供应商代码',
        'Supplier code',
      ]),
      nameColumn('supplier', '供应商名称', 'Supplier', ['供应商', '供方', '供货企业', '厂家', 'Vendor']),
      {
        key: 'quantity',
        titles: { zh: '单件用量', en: 'Quantity' },
        aliases: ['用量', '数量', '单车用量', 'Qty'],
        type: 'number',
        min: 0,
      },
      unit,
      moneyColumn('unitCost', '单价', 'Unit cost', ['采购单价', '价格', '成本', '单件成本', 'Price'], {
        unit: '元',
        min: 0,
        max: 10 ** 12,
      }),
      share('costShare', '成本占比', 'Cost share', ['占比', '成本比例', '价值占比', '占上级成本比']),
      share('localShare', '本地价值占比', 'Local share', ['本地化率', '本地配套率', '本地占比']),
      text('origin', '产地', 'Place of making', ['生产地', '产地区县', '原产地', 'Origin'], {
        validate: termOf(terms?.districts, 'registry.import.districtUnknown'),
      }),
      evidence,
    ],
  })
}

const TABLES = { supply: supplyTable, model: modelTable, bill: billTable }

/** The columns of a table; `terms` lets names of nodes and districts be checked. */
export function chainTableOf(name: ChainTable, terms?: Terms): TableDef {
  return TABLES[name](terms)
}
