import { defineTable } from '#kernel/tables'
import { OWNER_CODES, OWNER_NAMES } from '../import/columns.ts'

/** A code of a source: lower-case letters, digits, underscores. */
export const SOURCE_CODE = /^[a-z][a-z0-9_]{1,39}$/

/**
 * Records of sources as files bring them. Everything stays as written: what a value is worth is for the fusion to say, so
 * that next to nothing is a fault here.
 */
export const fusionTable = defineTable({
  name: 'fusion',
  titles: { zh: '来源记录', en: 'Source records' },
  columns: [
    {
      key: 'externalId',
      titles: { zh: '记录编号', en: 'record_id' },
      // No 序号: a row's place in its table is another one next time.
      aliases: ['记录号', '源记录编号', 'Record number', 'External id', '供应商编号', '供应商代码'],
      type: 'text',
      maxLength: 200,
    },
    {
      key: 'source',
      titles: { zh: '来源', en: 'source' },
      aliases: ['数据来源', '来源代码', 'Source code'],
      type: 'text',
      maxLength: 40,
      validate: (value) =>
        SOURCE_CODE.test(String(value)) && value !== 'library'
          ? undefined
          : { code: 'registry.fusion.sourceForm' },
    },
    {
      key: 'name',
      titles: { zh: '企业名称', en: 'name' },
      aliases: [...OWNER_NAMES, 'Enterprise', 'Supplier', '供应商名称', '供应商'],
      type: 'text',
      maxLength: 400,
    },
    {
      key: 'uscc',
      titles: { zh: '统一社会信用代码', en: 'uscc' },
      aliases: OWNER_CODES,
      type: 'text',
      maxLength: 100,
    },
    {
      key: 'legalRep',
      titles: { zh: '法定代表人', en: 'legal_rep' },
      aliases: ['法人', '法人代表', '法定代表人姓名', '负责人', 'Legal representative'],
      type: 'text',
      maxLength: 200,
    },
    {
      key: 'phone',
      titles: { zh: '电话', en: 'phone' },
      aliases: ['联系电话', '手机', '手机号', '联系方式', '电话号码', 'Telephone', 'Tel', 'Mobile'],
      type: 'text',
      maxLength: 200,
    },
    {
      key: 'address',
      titles: { zh: '地址', en: 'address' },
      aliases: ['注册地址', '企业地址', '经营地址', '住所', '详细地址', '通讯地址'],
      type: 'text',
      maxLength: 600,
    },
    {
      key: 'city',
      titles: { zh: '城市', en: 'city' },
      aliases: ['所在城市', '所属城市', '所在市'],
      type: 'text',
      maxLength: 100,
    },
    {
      key: 'established',
      titles: { zh: '成立日期', en: 'established' },
      aliases: ['成立时间', '注册日期', '注册时间', '登记日期', 'Founded', 'Date of establishment'],
      type: 'text',
      maxLength: 60,
    },
    {
      key: 'formerNames',
      titles: { zh: '曾用名', en: 'former_names' },
      aliases: ['原名', '曾用名称', '企业曾用名', 'Former name', 'Former names'],
      type: 'text',
      maxLength: 1000,
    },
    {
      key: 'observedOn',
      titles: { zh: '数据日期', en: 'observed_on' },
      aliases: ['更新日期', '更新时间', '采集日期', '截至日期', 'Observed', 'As of'],
      type: 'date',
    },
  ],
})
