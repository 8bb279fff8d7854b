import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { SYNTHETIC_NOTE } from '#modules/registry'
import type { exportGaps, getGap, listGaps } from '../../contract/gaps.ts'
import { indexOf, LOCAL, type Network, nodesBelow, OUTSIDE } from '../../domain/network.ts'
import { selectNewestDone, shownRun } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { firmSight } from '../../service/sight.ts'
import { gapInput } from '../domain/input.ts'
import { relatednessOf } from '../domain/relatedness.ts'
import { districtsOf } from './compute.ts'
import { countStates, gapRows } from './rows.ts'

const STAGES = [null, 'developing', 'sample', 'small_batch', 'series']
const MOST = 200
const NEAREST = 8

/** The gap list as of the newest finished run. */
export async function findGaps(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listGaps>['query'],
): Promise<EndpointReply<typeof listGaps>> {
  const run = await selectNewestDone(ctx.db, 'gaps')
  const { state: _, ...all } = query
  const rows = await gapRows(ctx, run, query)
  return {
    rows: rows.slice((page - 1) * size, page * size),
    total: rows.length,
    page,
    size,
    counts: countStates(await gapRows(ctx, run, all)),
    run: run ? await shownRun(ctx, run) : null,
    synthetic: (await networkOf(ctx)).synthetic,
  }
}

const STATE_TITLES = {
  strong: { zh: '强', en: 'strong' },
  weak: { zh: '弱', en: 'weak' },
  missing: { zh: '缺', en: 'missing' },
  at_risk: { zh: '险', en: 'at risk' },
  unknown: { zh: '未知', en: 'unknown' },
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

const COLUMNS: readonly ExportColumn[] = [
  column('node', '编码', 'Code', { type: 'code' }),
  column('name', '环节', 'Node', { width: 24 }),
  column('state', '判定', 'State'),
  column('priority', '紧迫度', 'Priority', { type: 'number' }),
  column('reason', '理由', 'Reason', { width: 80 }),
  column('demand', '市内年采购', 'Local demand', { type: 'money', unit: '万元' }),
  column('billDemand', '物料清单年需求', 'Demand by bills', { type: 'money', unit: '万元' }),
  column('localShare', '本地供应占比', 'Local share', { type: 'ratio' }),
  column('ableFirms', '可批量供货企业', 'Able makers', { type: 'integer' }),
  column('suppliers', '供应商数', 'Suppliers', { type: 'integer' }),
  column('concentration', '集中度HHI', 'HHI', { type: 'number' }),
  column('singleSource', '独家供应占比', 'Single-sourced', { type: 'ratio' }),
  column('substitutable', '可本地替代占比', 'Replaceable locally', { type: 'ratio' }),
  column('irreplaceable', '独家且无替代占比', 'Irreplaceable', { type: 'ratio' }),
  column('relatedness', '关联度', 'Relatedness', { type: 'number' }),
  column('systemicRisk', '最大系统性风险', 'Largest systemic risk', { type: 'ratio' }),
  column('coverage', '金额覆盖率', 'Coverage of amounts', { type: 'ratio' }),
]

/** The narrowed list as a file. */
export async function exportGapList(
  ctx: Ctx,
  { format, ...query }: EndpointInput<typeof exportGaps>['query'],
): Promise<FileReply> {
  const { lang } = ctx
  const run = await selectNewestDone(ctx.db, 'gaps')
  const rows = await gapRows(ctx, run, query)
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.gaps.export',
    resource: 'chain.analysis',
    recordId: run?.id ?? null,
    detail: { rows: rows.length },
  })
  const date = run?.asOf ?? civilDate(ctx.kernel.now())
  async function* cells() {
    for (const { figures, ...row } of rows)
      yield {
        ...figures,
        ...row,
        name: lang === 'zh' ? row.nameZh : row.nameEn,
        state: STATE_TITLES[row.state ?? 'unknown'][lang],
        reason: row.reason[lang],
      } as never
  }
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `强弱缺险清单-${date}`, en: `gap-list-${date}` },
    notes: [(await networkOf(ctx)).synthetic ? SYNTHETIC_NOTE : undefined],
  })
}

/** One node with the relations and makers behind its figures. */
export async function gapOf(ctx: Ctx, node: string): Promise<EndpointReply<typeof getGap>> {
  const run = await selectNewestDone(ctx.db, 'gaps')
  const row = (await gapRows(ctx, run, {})).find((one) => one.node === node)
  if (!row) throw new AppError('chain.gaps.notFound', { node })
  const network = await networkOf(ctx)
  const at = indexOf(network).nodeByCode.get(node) as number
  const below = nodesBelow(network.nodes)
  const subtree = new Set(below[at])
  const sees = firmSight(ctx, network)
  const relations = relationsOn(network, subtree).filter(
    (relation) =>
      sees(network.relations.supplier[relation] as number) ||
      sees(network.relations.buyer[relation] as number),
  )
  const makers = makersOn(network, subtree)
  if (relations.length > 0)
    await ctx.kernel.audit.append(ctx, {
      action: 'chain.gaps.readFirms',
      resource: 'chain.analysis',
      recordId: null,
      detail: { node, relations: relations.length },
    })
  const districts = await districtsOf(ctx)
  const nearness = relatednessOf(
    gapInput(
      network,
      districts.map(({ code }) => code),
      new Map(),
    ),
    below,
  )
  const count = network.nodes.code.length
  return {
    row,
    synthetic: network.synthetic,
    relations:
      relations.length === 0 && row.hidden
        ? null
        : relations.slice(0, MOST).map((r) => shownRelation(network, r)),
    makers: makers.slice(0, MOST).map((capability) => shownMaker(network, capability)),
    districts: nearestOf(districts.length, (d) => nearness.district[d * count + at] as number).map(
      ([d, relatedness]) => ({
        code: districts[d]?.code as string,
        relatedness,
        firms: new Set(
          makers
            .map((capability) => network.capabilities.firm[capability] as number)
            .filter((firm) => network.firms.region[firm] === districts[d]?.code),
        ).size,
      }),
    ),
    related: nearestOf(count, (n) =>
      network.nodes.tier[n] === network.nodes.tier[at] ? (nearness.proximity[at * count + n] as number) : 0,
    ).map(([n, proximity]) => ({
      node: network.nodes.code[n] as string,
      nameZh: network.nodes.nameZh[n] as string,
      nameEn: network.nodes.nameEn[n] as string,
      proximity,
    })),
  }
}

/** Relations on some nodes, the largest first. */
function relationsOn({ relations }: Network, subtree: ReadonlySet<number>): number[] {
  const amount = (row: number) => relations.amount[row] || 0
  return [...relations.id.keys()]
    .filter((row) => subtree.has(relations.node[row] as number))
    .sort((a, b) => amount(b) - amount(a) || a - b)
}

function makersOn({ capabilities, firms }: Network, subtree: ReadonlySet<number>): number[] {
  const stage = (row: number) => capabilities.stage[row] as number
  return [...capabilities.firm.keys()]
    .filter(
      (row) =>
        subtree.has(capabilities.node[row] as number) &&
        firms.place[capabilities.firm[row] as number] === LOCAL,
    )
    .sort((a, b) => stage(b) - stage(a) || a - b)
}

function shownRelation({ firms, relations }: Network, row: number) {
  const [supplier, buyer] = [relations.supplier[row] as number, relations.buyer[row] as number]
  const place = firms.place[supplier]
  return {
    id: relations.id[row] as string,
    supplierId: firms.id[supplier] as string,
    supplier: firms.name[supplier] as string,
    supplierPlace:
      place === LOCAL ? ('local' as const) : place === OUTSIDE ? ('outside' as const) : ('unknown' as const),
    buyerId: firms.id[buyer] as string,
    buyer: firms.name[buyer] as string,
    amount: known(relations.amount[row] as number),
    trust: relations.trust[row] as number,
  }
}

function shownMaker({ firms, capabilities }: Network, row: number) {
  const firm = capabilities.firm[row] as number
  return {
    id: firms.id[firm] as string,
    name: firms.name[firm] as string,
    district: firms.region[firm] as string,
    stage: STAGES[capabilities.stage[row] as number] ?? null,
    capacity: known(capabilities.capacity[row] as number),
    utilisation: known(capabilities.utilisation[row] as number),
  }
}

const known = (value: number) => (Number.isNaN(value) ? null : value)

/** The numbers with the largest values above zero. */
function nearestOf(count: number, value: (at: number) => number): [number, number][] {
  return Array.from({ length: count }, (_, at): [number, number] => [at, value(at)])
    .filter(([, of]) => of > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, NEAREST)
}
