import type { EndpointInput } from '#kernel/contract'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { reference, SYNTHETIC_NOTE } from '#modules/registry'
import type { exportGraphNodes } from '../../contract/graph.ts'
import { networkOf } from '../../service/network.ts'
import { elementRows, linkRows, nodeRows } from './lists.ts'

type Query = EndpointInput<typeof exportGraphNodes>['query']

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})
const AMOUNT = column('amount', '已知年供应额', 'Known amount a year', { type: 'money', unit: '万元' })
const NODE = column('node', '环节编码', 'Node', { type: 'code' })
const NODE_NAME = column('nodeName', '环节', 'Node name', { width: 22 })

const NODES: readonly ExportColumn[] = [
  column('code', '编码', 'Code', { type: 'code' }),
  column('name', '环节', 'Node', { width: 24 }),
  column('parent', '上级编码', 'Parent', { type: 'code' }),
  column('tier', '层级', 'Tier', { type: 'integer' }),
  column('state', '判定', 'State'),
  column('firms', '企业（含下级）', 'Firms (with all below)', { type: 'integer' }),
  column('localFirms', '其中本地', 'Of them local', { type: 'integer' }),
  column('relations', '供应关系', 'Relations', { type: 'integer' }),
  column('localRelations', '其中本地供应', 'Of them from local firms', { type: 'integer' }),
  AMOUNT,
  column('note', '说明', 'Note', { width: 40 }),
]
const ELEMENTS: readonly ExportColumn[] = [
  column('name', '企业', 'Firm', { width: 34 }),
  column('hop', '距离（上游为负）', 'Distance (upstream below 0)', { type: 'integer' }),
  NODE,
  NODE_NAME,
  column('district', '区县', 'District'),
  column('place', '所在地', 'Place'),
  column('firms', '企业数', 'Firms', { type: 'integer' }),
  column('soleFor', '唯一供应（买方数）', 'Only source for (buyers)', { type: 'integer' }),
]
const LINKS: readonly ExportColumn[] = [
  column('supplier', '供应方', 'From', { width: 34 }),
  column('buyer', '采购方', 'To', { width: 34 }),
  NODE,
  NODE_NAME,
  column('relations', '关系数', 'Relations', { type: 'integer' }),
  AMOUNT,
  column('trust', '可信度', 'Trusted', { type: 'ratio' }),
]

const STATES = {
  strong: { zh: '强', en: 'strong' },
  weak: { zh: '弱', en: 'weak' },
  missing: { zh: '缺', en: 'missing' },
  at_risk: { zh: '险', en: 'at risk' },
  unknown: { zh: '未知', en: 'unknown' },
}
const PLACES = {
  local: { zh: '本地', en: 'local' },
  outside: { zh: '外地', en: 'outside' },
  unknown: { zh: '未知', en: 'unknown' },
}
const WITHHELD = {
  zh: '背后企业不足 5 家的部分不显示，未计入合计。',
  en: 'What fewer than five firms stand behind is withheld and not in the sums.',
}

/** The nodes of the tree as a file. */
export async function exportNodes(ctx: Ctx, query: Query): Promise<FileReply> {
  const rows = (await nodeRows(ctx, query)).map((row) => ({
    ...row,
    name: nameIn(ctx, row),
    state: STATES[row.state ?? 'unknown'][ctx.lang],
    note: row.isPartial ? WITHHELD[ctx.lang] : null,
  }))
  return file(ctx, query, rows, NODES, { zh: '产业链环节', en: 'chain-nodes' })
}

/** The firms shown as a file. */
export async function exportElements(ctx: Ctx, query: Query): Promise<FileReply> {
  const { nodeByCode, regionByCode } = await reference(ctx)
  const rows = (await elementRows(ctx, query)).map((row) => {
    const node = nodeByCode.get(row.node ?? '')
    const region = regionByCode.get(row.district ?? '')
    const name = nameIn(ctx, row)
    return {
      ...row,
      // Firms put together bear the name of their node.
      name: row.kind === 'firm' ? name : `${name} ×${row.firms ?? '<5'}`,
      nodeName: node && (ctx.lang === 'zh' ? node.name_zh : node.name_en),
      district: region ? (ctx.lang === 'zh' ? region.name_zh : region.name_en) : row.district,
      place: row.kind === 'firm' ? PLACES[row.place][ctx.lang] : null,
    }
  })
  return file(ctx, query, rows, ELEMENTS, { zh: '产业链图谱企业', en: 'chain-graph-firms' })
}

/** The flows and relations shown as a file. */
export async function exportLinks(ctx: Ctx, query: Query): Promise<FileReply> {
  const { nodeByCode } = await reference(ctx)
  const rows = (await linkRows(ctx, query)).map((row) => {
    const node = nodeByCode.get(row.node ?? '')
    return {
      ...row,
      supplier: nameIn(ctx, row.supplier),
      buyer: nameIn(ctx, row.buyer),
      nodeName: node && (ctx.lang === 'zh' ? node.name_zh : node.name_en),
    }
  })
  return file(ctx, query, rows, LINKS, { zh: '产业链图谱供应关系', en: 'chain-graph-relations' })
}

const nameIn = ({ lang }: Ctx, { nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
  lang === 'zh' ? nameZh : nameEn

async function file(
  ctx: Ctx,
  { format, date, focus }: Query,
  rows: readonly object[],
  columns: readonly ExportColumn[],
  name: { readonly zh: string; readonly en: string },
): Promise<FileReply> {
  const { asOf, synthetic } = await networkOf(ctx, date)
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.graph.export',
    resource: 'chain.analysis',
    recordId: focus ?? null,
    detail: { file: name.en, rows: rows.length },
  })
  async function* cells() {
    for (const row of rows) yield row as never
  }
  return tableReply(cells(), columns, {
    format,
    lang: ctx.lang,
    name: { zh: `${name.zh}-${asOf}`, en: `${name.en}-${asOf}` },
    notes: [synthetic ? SYNTHETIC_NOTE : undefined],
  })
}
