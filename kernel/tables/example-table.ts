import { defineTable } from './schema.ts'

/** A small table for tests and measurements: synthetic suppliers. */
export const suppliers = defineTable({
  name: 'suppliers',
  titles: { zh: '供应商', en: 'Suppliers' },
  columns: [
    {
      key: 'code',
      titles: { zh: '编号', en: 'Code' },
      aliases: ['企业编号', '代码'],
      type: 'code',
      required: true,
      unique: true,
      pattern: /^S\d{4,18}$/,
      example: 'S0000',
    },
    {
      key: 'name',
      titles: { zh: '企业名称', en: 'Enterprise' },
      aliases: ['单位名称', 'Company name'],
      type: 'text',
      required: true,
      maxLength: 60,
      example: '示例零部件有限公司',
    },
    {
      key: 'revenue',
      titles: { zh: '营业收入', en: 'Revenue' },
      type: 'money',
      unit: '万元',
      min: 0,
      help: { zh: '上一年度', en: 'of last year' },
    },
    { key: 'share', titles: { zh: '本地配套率', en: 'Local share' }, type: 'ratio', min: 0, max: 1 },
    { key: 'staff', titles: { zh: '职工人数', en: 'Staff' }, type: 'integer', unit: '人' },
    { key: 'capacity', titles: { zh: '产能', en: 'Capacity' }, type: 'number', unit: '套' },
    { key: 'founded', titles: { zh: '成立日期', en: 'Founded' }, type: 'date' },
    { key: 'year', titles: { zh: '年份', en: 'Year' }, type: 'year' },
    { key: 'month', titles: { zh: '月份', en: 'Month' }, type: 'month' },
    {
      key: 'tier',
      titles: { zh: '层级', en: 'Tier' },
      type: 'enum',
      enumValues: [
        { value: 't1', titles: { zh: '一级', en: 'Tier 1' }, aliases: ['Tier-1', '1级'] },
        { value: 't2', titles: { zh: '二级', en: 'Tier 2' } },
      ],
    },
    { key: 'listed', titles: { zh: '是否上市', en: 'Listed' }, type: 'boolean' },
    { key: 'products', titles: { zh: '主要产品', en: 'Products' }, type: 'list' },
  ],
})
