import type { EndpointInput } from '#kernel/contract'
import { civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn, ExportRow } from '#kernel/tables'
import { type EnterpriseRow, type exportEnterprises, QUALIFICATION_KINDS } from '../contract.ts'
import { QUALIFICATION_TITLES } from '../domain/titles.ts'
import { hasSynthetic } from '../store/enterprise-list.ts'
import { allEnterprises } from './list.ts'

/** Columns of the exported list, in the words of the import template, so that an export can come back in. */
const COLUMNS: readonly ExportColumn[] = [
  {
    key: 'uscc',
    titles: { zh: '统一社会信用代码', en: 'Unified social credit code' },
    type: 'code',
    width: 22,
  },
  { key: 'name', titles: { zh: '企业名称', en: 'Name' }, type: 'text', width: 36 },
  { key: 'districtName', titles: { zh: '区县', en: 'District' }, type: 'text', width: 14 },
  { key: 'mainNodeName', titles: { zh: '主要产业链环节', en: 'Main chain node' }, type: 'text', width: 24 },
  { key: 'parts', titles: { zh: '零部件企业', en: 'Parts maker' }, type: 'boolean' },
  { key: 'electronics', titles: { zh: '汽车电子企业', en: 'Automotive electronics maker' }, type: 'boolean' },
  {
    key: 'qualifications',
    titles: { zh: '有效资质', en: 'Valid qualifications' },
    type: 'list',
    width: 28,
    enumValues: QUALIFICATION_KINDS.map((value) => ({ value, titles: QUALIFICATION_TITLES[value] })),
  },
  { key: 'revenue', titles: { zh: '营业收入', en: 'Revenue' }, type: 'money', unit: '万元', width: 18 },
  { key: 'revenueYear', titles: { zh: '收入年度', en: 'Year of revenue' }, type: 'year' },
  { key: 'staff', titles: { zh: '从业人数', en: 'Staff' }, type: 'integer' },
  { key: 'established', titles: { zh: '成立日期', en: 'Established' }, type: 'date', width: 12 },
]

/** Said wherever rows of the demo city leave the product. */
export const SYNTHETIC_NOTE = {
  zh: '含合成数据：演示城市由程序生成，不对应任何真实企业。',
  en: 'Contains synthetic data: the demo city is generated and stands for no real firm.',
}

/** The filtered list as a file. */
export async function exportList(
  ctx: Ctx,
  query: EndpointInput<typeof exportEnterprises>['query'],
): Promise<FileReply> {
  const date = civilDate(ctx.kernel.now())
  return tableReply(asCells(allEnterprises(ctx, query)), COLUMNS, {
    format: query.format,
    lang: ctx.lang,
    name: { zh: `企业库-${date}`, en: `enterprises-${date}` },
    notes: [(await hasSynthetic(ctx.db)) ? SYNTHETIC_NOTE : undefined],
  })
}

async function* asCells(rows: AsyncIterable<EnterpriseRow>): AsyncGenerator<ExportRow> {
  for await (const row of rows) yield row as unknown as ExportRow
}
