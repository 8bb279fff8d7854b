import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { reference, SYNTHETIC_NOTE } from '#modules/registry'
import {
  type exportRisks,
  type listRisks,
  type RiskRow,
  type riskOverview,
  riskSummary,
} from '../../contract/risk.ts'
import { indexOf, type Network, NONE } from '../../domain/network.ts'
import { type RunRow, selectNewestDone, shownRun } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { firmSight, knownOr, shownFirm } from '../../service/sight.ts'
import { type RiskRecord, selectRiskRecords } from '../store/risks.ts'
import { importanceOf } from './importance.ts'

type Query = Omit<EndpointInput<typeof exportRisks>['query'], 'format'>

/** The newest run and what it says about the whole; nothing in it names a firm. */
export async function overviewOf(ctx: Ctx): Promise<EndpointReply<typeof riskOverview>> {
  const run = await selectNewestDone(ctx.db, 'risk')
  const network = await networkOf(ctx)
  return {
    run: run ? await shownRun(ctx, run) : null,
    summary: run ? riskSummary.parse(run.result) : null,
    relations: network.relations.id.length,
    firms: network.firms.id.length,
    synthetic: network.synthetic,
    eps: (await settingsOf(ctx)).risk.eps,
  }
}

/** The rows of a finished run never change: they are read once. */
const kept = new WeakMap<
  object,
  { readonly runId: string; readonly records: Promise<readonly RiskRecord[]> }
>()

export function recordsOf(ctx: Ctx, run: RunRow): Promise<readonly RiskRecord[]> {
  const held = kept.get(ctx.kernel)
  if (held?.runId === run.id) return held.records
  const records = selectRiskRecords(ctx.db, run.id)
  kept.set(ctx.kernel, { runId: run.id, records })
  records.catch(() => kept.delete(ctx.kernel))
  return records
}

/** Firms by risk, as far as the caller may see them; a firm that has left since is not listed. */
export async function findRisks(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listRisks>['query'],
): Promise<EndpointReply<typeof listRisks>> {
  const { rows, withheld } = await rowsOf(ctx, query)
  const shown = rows.slice((page - 1) * size, page * size)
  return { rows: shown, total: rows.length, page, size, withheld }
}

async function rowsOf(ctx: Ctx, query: Query): Promise<{ rows: RiskRow[]; withheld: number }> {
  const run = await selectNewestDone(ctx.db, 'risk')
  if (!run) return { rows: [], withheld: 0 }
  const network = await networkOf(ctx)
  const { position } = await importanceOf(ctx, network)
  const { firmById } = indexOf(network)
  const sees = firmSight(ctx, network)
  const wanted = await wantedBy(ctx, network, query)
  let withheld = 0
  const rows: RiskRow[] = []
  for (const record of await recordsOf(ctx, run)) {
    const firm = firmById.get(record.id)
    if (firm === undefined || !wanted(firm)) continue
    if (!sees(firm)) withheld++
    else rows.push(rowOf(network, firm, record, position[firm] as number))
  }
  return { rows: rows.sort(orderOf(query.sort ?? 'position')), withheld }
}

function rowOf(network: Network, firm: number, record: RiskRecord, importance: number): RiskRow {
  const { id: _, detail, ...figures } = record
  const node = network.firms.node[firm] as number
  return {
    ...shownFirm(network, firm),
    ...figures,
    converged: detail?.converged ?? null,
    reached: detail?.reached ?? null,
    stopped: detail?.stopped ?? null,
    importance,
    tier: node === NONE ? null : (network.nodes.tier[node] as number),
    revenue: knownOr(network.firms.revenue[firm] as number),
  }
}

async function wantedBy(
  ctx: Ctx,
  { firms, nodes }: Network,
  query: Query,
): Promise<(firm: number) => boolean> {
  const below = query.node === undefined ? undefined : new Set((await reference(ctx)).below(query.node))
  const districts = query.district?.split(',')
  const tiers = query.tier?.split(',').map(Number)
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return (firm) => {
    if (districts && !districts.includes(firms.region[firm] as string)) return false
    if (query.place && (query.place === 'library') !== (firms.inLibrary[firm] === 1)) return false
    if (tiers && !tiers.includes(nodes.tier[firms.node[firm] as number] ?? 0)) return false
    if (below && !below.has(nodes.code[firms.node[firm] as number] ?? '')) return false
    const name = words.length > 0 ? (firms.name[firm] as string).toLowerCase() : ''
    return words.every((word) => name.includes(word))
  }
}

const SORTS = new Set([
  'position',
  'esri',
  'down',
  'up',
  'steps',
  'converged',
  'reached',
  'stopped',
  'importance',
  'revenue',
  'name',
  'district',
  'node',
  'tier',
])

/** What is unknown stands last, whichever way round. */
function orderOf(sort: string): (a: RiskRow, b: RiskRow) => number {
  const down = sort.startsWith('-')
  const key = (down ? sort.slice(1) : sort) as keyof RiskRow
  if (!SORTS.has(key)) throw new AppError('chain.risk.sortUnknown', { sort: key })
  return (a, b) => {
    const [x, y] = [a[key], b[key]]
    if (x === null || y === null) return x === y ? a.position - b.position : x === null ? 1 : -1
    const order = typeof x === 'string' ? x.localeCompare(y as string, 'zh') : (x as number) - (y as number)
    return (down ? -order : order) || a.position - b.position
  }
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'ratio',
  ...more,
})

const COLUMNS: readonly ExportColumn[] = [
  column('position', '风险排名', 'Rank by risk', { type: 'integer' }),
  column('name', '企业', 'Firm', { type: 'text', width: 36 }),
  column('place', '所在区县', 'District', { type: 'text' }),
  column('nodeName', '主营环节', 'Main node', { type: 'text', width: 24 }),
  column('tier', '层级', 'Tier', { type: 'integer' }),
  column('esri', '系统性风险（ESRI）', 'Systemic risk (ESRI)'),
  column('down', '下游断供损失', 'Lost by missing inputs'),
  column('up', '上游失单损失', 'Lost by missing demand'),
  column('converged', '收敛值（1e-6）', 'Converged (1e-6)'),
  column('reached', '波及企业', 'Firms reached', { type: 'integer' }),
  column('stopped', '停产企业', 'Firms stopped', { type: 'integer' }),
  column('importance', '供应重要度排名', 'Rank by importance', { type: 'integer' }),
  column('revenue', '营业收入', 'Revenue', { type: 'money', unit: '万元' }),
  column('steps', '传播步数', 'Steps', { type: 'integer' }),
]

/** The narrowed list as a file. */
export async function exportRiskList(
  ctx: Ctx,
  { format, ...query }: EndpointInput<typeof exportRisks>['query'],
): Promise<FileReply> {
  const { lang } = ctx
  const run = await selectNewestDone(ctx.db, 'risk')
  const { rows, withheld } = await rowsOf(ctx, query)
  const { nodeByCode, regionByCode } = await reference(ctx)
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.risk.export',
    resource: 'chain.analysis',
    recordId: run?.id ?? null,
    detail: { rows: rows.length, withheld },
  })
  const date = run?.asOf ?? civilDate(ctx.kernel.now())
  const named = (of: { name_zh: string; name_en: string } | undefined) =>
    of ? (lang === 'zh' ? of.name_zh : of.name_en) : null
  async function* cells() {
    for (const row of rows)
      yield {
        ...row,
        place: named(regionByCode.get(row.district ?? '')) ?? row.district,
        nodeName: named(nodeByCode.get(row.node ?? '')),
      } as never
  }
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `断链风险排名-${date}`, en: `failure-risk-${date}` },
    notes: [(await networkOf(ctx)).synthetic ? SYNTHETIC_NOTE : undefined],
  })
}
