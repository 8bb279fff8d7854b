import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { reference, SYNTHETIC_NOTE } from '#modules/registry'
import type { exportSupplies, getSupply, listSupplies, SupplyRow } from '../../contract/facts.ts'
import { settingsOf } from '../../service/settings.ts'
import {
  countSupplies,
  type StoredSupply,
  SUPPLY_SORTS,
  type SupplyQuery,
  selectHistory,
  selectSupplies,
} from '../store/supplies.ts'
import { type Frame, firmsIn, frameOf, shownSupply } from './frame.ts'

type Query = Omit<EndpointInput<typeof exportSupplies>['query'], 'format'>

const FRESHNESS = { sure: [0.5, 2], fading: [0.2, 0.5], stale: [0, 0.2] } as const

/** Relations that the caller may see. */
export async function findSupplies(
  ctx: Ctx,
  { page, size, sort = '-amount', ...query }: EndpointInput<typeof listSupplies>['query'],
): Promise<EndpointReply<typeof listSupplies>> {
  requireSort(sort)
  const frame = await frameOf(ctx)
  const wanted = await narrowed(ctx, frame, query)
  const total = await countSupplies(ctx.db, wanted)
  const rows = await selectSupplies(ctx.db, wanted, { sort, offset: (page - 1) * size, limit: size })
  return { rows: rows.map((row) => shownSupply(frame, row)), total, page, size }
}

function requireSort(sort: string): void {
  const key = sort.startsWith('-') ? sort.slice(1) : sort
  if (!SUPPLY_SORTS.has(key)) throw new AppError('chain.facts.sortUnknown', { sort: key })
}

async function narrowed(ctx: Ctx, { network, query, sole }: Frame, asked: Query): Promise<SupplyQuery> {
  const known = await reference(ctx)
  const ends = [...query.ends]
  if (asked.firm) ends.push([asked.firm])
  if (asked.district) ends.push(firmsIn(network, new Set(asked.district.split(','))))
  const text = asked.q?.toLowerCase()
  const { firms, nodes } = network
  return {
    ...query,
    ends,
    ...(asked.node ? { nodes: known.below(asked.node) } : {}),
    ...(text
      ? {
          words: {
            text,
            firms: firms.id.filter((_, at) => (firms.name[at] as string).toLowerCase().includes(text)),
            nodes: nodes.code.filter((code, at) =>
              `${nodes.nameZh[at]} ${nodes.nameEn[at]} ${code}`.toLowerCase().includes(text),
            ),
          },
        }
      : {}),
    ...(asked.sourceKind ? { sourceKind: asked.sourceKind } : {}),
    ...(asked.origin ? { origin: asked.origin } : {}),
    ...(asked.status ? { status: asked.status } : {}),
    ...(asked.freshness ? { trust: FRESHNESS[asked.freshness] } : {}),
    ...(asked.sole ? { ids: [...sole] } : {}),
    ...(asked.batch ? { batch: asked.batch } : {}),
  }
}

/** A relation that the caller may see, as stored. */
export async function requireSupply(ctx: Ctx, id: string): Promise<{ frame: Frame; stored: StoredSupply }> {
  const frame = await frameOf(ctx)
  const [stored] = await selectSupplies(
    ctx.db,
    { ...frame.query, ids: [id] },
    { sort: 'trust', offset: 0, limit: 1 },
  )
  if (!stored) throw new AppError('chain.facts.notFound', { id }, { status: 404 })
  return { frame, stored }
}

/** One relation: where it comes from, how far it is trusted and why, and what was done to it. */
export async function supplyOf(ctx: Ctx, id: string): Promise<EndpointReply<typeof getSupply>> {
  const { frame, stored } = await requireSupply(ctx, id)
  const { trust } = await settingsOf(ctx)
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.facts.read',
    resource: 'chain.fact',
    recordId: id,
    detail: {},
  })
  return {
    row: shownSupply(frame, stored),
    evidence: stored.evidence,
    halfLifeDays: trust[stored.sourceKind as keyof typeof trust]?.halfLifeDays ?? trust.analyst.halfLifeDays,
    ageDays: stored.ageDays,
    batchId: stored.batchId,
    counts: frame.network.relations.id.includes(id),
    createdBy: stored.createdBy,
    updatedAt: new Date(stored.updatedAt).toISOString(),
    history: await selectHistory(ctx.db, id),
  }
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

/** Named as the importer names its columns, so that the file can be brought back. */
const COLUMNS: readonly ExportColumn[] = [
  column('supplierName', '供应商', 'Supplier', { width: 34 }),
  column('buyerName', '客户', 'Buyer', { width: 34 }),
  column('node', '环节编码', 'Node'),
  column('nodeName', '环节', 'Node name', { width: 22 }),
  column('amount', '年供应额', 'Amount a year', { type: 'money', unit: '万元' }),
  column('quantity', '数量', 'Quantity', { type: 'number' }),
  column('unit', '计量单位', 'Unit'),
  column('share', '占客户采购比例', 'Share of the buyer’s need', { type: 'ratio' }),
  column('period', '期间', 'Period'),
  column('validFrom', '开始日期', 'From', { type: 'date' }),
  column('validUntil', '终止日期', 'Until', { type: 'date' }),
  column('status', '状态', 'State'),
  column('sourceKind', '来源类型', 'Kind of source'),
  column('source', '来源', 'Source', { width: 30 }),
  column('observedOn', '观测日期', 'Observed on', { type: 'date' }),
  column('trust', '当前可信度', 'Trusted today', { type: 'ratio' }),
  column('sole', '唯一供应', 'Only source'),
]
const CHUNK = 2_000

/** The narrowed list as a file. */
export async function exportSupplyList(
  ctx: Ctx,
  { format, sort = '-amount', ...query }: EndpointInput<typeof exportSupplies>['query'],
): Promise<FileReply> {
  requireSort(sort)
  const { lang } = ctx
  const frame = await frameOf(ctx)
  const wanted = await narrowed(ctx, frame, query)
  const { nodeByCode } = await reference(ctx)
  const total = await countSupplies(ctx.db, wanted)
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.facts.export',
    resource: 'chain.fact',
    recordId: null,
    detail: { rows: total },
  })
  const yes = lang === 'zh' ? '是' : 'yes'
  async function* cells() {
    for (let offset = 0; ; offset += CHUNK) {
      const rows = await selectSupplies(ctx.db, wanted, { sort, offset, limit: CHUNK })
      for (const stored of rows) yield cellsOf(shownSupply(frame, stored))
      if (rows.length < CHUNK) return
    }
  }
  function cellsOf(row: SupplyRow) {
    const node = nodeByCode.get(row.node ?? '')
    return {
      ...row,
      supplierName: row.supplier.name,
      buyerName: row.buyer.name,
      nodeName: node ? (lang === 'zh' ? node.name_zh : node.name_en) : null,
      status:
        row.status === 'active' ? (lang === 'zh' ? '有效' : 'active') : lang === 'zh' ? '已终止' : 'ended',
      sole: row.sole ? yes : null,
    } as never
  }
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `供应关系-${wanted.asOf}`, en: `supply-relations-${wanted.asOf}` },
    notes: [frame.network.synthetic ? SYNTHETIC_NOTE : undefined],
  })
}
