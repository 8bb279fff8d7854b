import { defineTable, type TableDef } from '#kernel/tables'
import { QUALIFICATION_KINDS } from '../contract.ts'
import { QUALIFICATION_TITLES } from '../domain/titles.ts'
import {
  codeColumn,
  DISTRICTS,
  money,
  NODES,
  nameColumn,
  OWNER_CODES,
  OWNER_NAMES,
  QUALIFICATION_ALIASES,
  type Terms,
  termOf,
} from './columns.ts'

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
        aliases: ['法人', '法人代表', '法定代表人姓名', '企业法人', '负责人'],
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
