import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { reference, SYNTHETIC_NOTE } from '#modules/registry'
import type {
  bestLevers,
  exportLevers,
  LeverKind,
  LocalLever,
  LocalRateView,
  listLevers,
} from '../../contract/local.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import { type RunRow, selectNewestDone } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { bestSet } from '../domain/best-set.ts'
import { isLinear } from '../domain/levers.ts'
import { selectLevers, selectRates } from '../store/results.ts'
import type { LocalSummary } from './compute.ts'
import { FEW, firmName, firmSight, seesAllFirms } from './sight.ts'
import { DEFINITION_TITLES } from './titles.ts'

type Query = Omit<EndpointInput<typeof listLevers>['query'], 'page' | 'size'>

/** Levers that the caller may see, the largest gain first. */
export async function findLevers(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listLevers>['query'],
): Promise<EndpointReply<typeof listLevers>> {
  const run = await selectNewestDone(ctx.db, 'local')
  const definition = query.definition ?? (await settingsOf(ctx)).localDefinition
  const rows = await leverRows(ctx, run, { ...query, definition })
  return {
    rows: rows.slice((page - 1) * size, page * size),
    total: rows.length,
    page,
    size,
    definition,
    rate: rateOfRun(run, definition).value,
    synthetic: (await networkOf(ctx)).synthetic,
  }
}

const NOTHING: LocalRateView = { value: null, lower: null, upper: null, coverage: null }
const rateOfRun = (run: RunRow | undefined, definition: LocalDefinition): LocalRateView =>
  (run?.result as unknown as LocalSummary | undefined)?.rates[definition] ?? NOTHING

async function leverRows(
  ctx: Ctx,
  run: RunRow | undefined,
  { definition, kind, q, sort = '-gain' }: Query & { readonly definition: LocalDefinition },
): Promise<LocalLever[]> {
  if (!run) return []
  const network = await networkOf(ctx)
  const { nodeByCode } = await reference(ctx)
  const sees = firmSight(ctx, network)
  const all = seesAllFirms(ctx)
  const firms = new Map((await selectRates(ctx.db, run.id, 'node')).map((rate) => [rate.scopeId, rate.firms]))
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const rows = (await selectLevers(ctx.db, run.id)).flatMap((lever): LocalLever[] => {
    const gain = lever.gain[definition]
    if ((kind !== undefined && lever.kind !== kind) || gain === null || gain <= 0) return []
    // One supplier's business is its own; what a node gains tells of its suppliers when they are few.
    if (lever.kind === 'supplier' && !sees(lever.id)) return []
    const hidden =
      !all && lever.kind !== 'supplier' && (lever.kind === 'recruit' || (firms.get(lever.id) ?? 0) < FEW)
    if (hidden) return []
    const node = nodeByCode.get(lever.id)
    const name = lever.kind === 'supplier' ? (firmName(network, lever.id) ?? lever.id) : null
    return [
      {
        kind: lever.kind as LeverKind,
        id: lever.id,
        nameZh: name ?? node?.name_zh ?? lever.id,
        nameEn: name ?? node?.name_en ?? lever.id,
        gain,
        spend: lever.spend,
        lines: lever.lines,
        makers: lever.makers,
        hidden: false,
      },
    ]
  })
  return rows
    .filter(({ id, nameZh, nameEn }) => {
      const text = [id, nameZh, nameEn].join(' ').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort(orderOf(sort))
}

const SORTS = ['gain', 'spend', 'lines', 'makers', 'nameZh', 'nameEn', 'kind'] as const

function orderOf(sort: string): (a: LocalLever, b: LocalLever) => number {
  const down = sort.startsWith('-')
  const key = (down ? sort.slice(1) : sort) as (typeof SORTS)[number]
  if (!SORTS.includes(key)) throw new AppError('chain.local.sortUnknown', { sort: key })
  return (a, b) =>
    (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0) * (down ? -1 : 1) || a.id.localeCompare(b.id)
}

/**
 * The set of at most `count` levers of one kind within a budget that raises the city's rate most. Where gains add up the
 * best set is found and proven, or told with what a better one could still add; under a threshold they need not add up,
 * and such a definition is refused.
 */
export async function chooseLevers(
  ctx: Ctx,
  { kind, count, budget, costs, ...body }: EndpointInput<typeof bestLevers>['body'],
): Promise<EndpointReply<typeof bestLevers>> {
  const run = await selectNewestDone(ctx.db, 'local')
  const definition = body.definition ?? (await settingsOf(ctx)).localDefinition
  if (!isLinear(definition)) throw new AppError('chain.local.notAdditive', { definition })
  const levers = await leverRows(ctx, run, { definition, kind })
  const costOf = new Map(costs.map(({ id, cost }) => [id, cost]))
  const withoutCost = levers.filter(({ id }) => !costOf.has(id)).length
  // With a budget, a lever of unknown cost cannot be said to fit in it.
  const open = budget === undefined ? levers : levers.filter(({ id }) => costOf.has(id))
  const best = bestSet(
    open.map(({ id, gain }) => ({ gain, cost: budget === undefined ? 0 : (costOf.get(id) as number) })),
    count,
    budget,
  )
  const from = rateOfRun(run, definition).value ?? 0
  const chosen = best.chosen.map((at) => {
    const lever = open[at] as LocalLever
    return { ...lever, cost: costOf.get(lever.id) ?? null }
  })
  return {
    definition,
    from,
    to: from + best.gain,
    gain: best.gain,
    bound: best.bound,
    gap: Math.max(0, best.bound - best.gain),
    proven: best.proven,
    cost: chosen.every(({ cost }) => cost !== null)
      ? chosen.reduce((sum, { cost }) => sum + (cost ?? 0), 0)
      : null,
    withoutCost,
    chosen,
  }
}

const KINDS: Readonly<Record<LeverKind, { zh: string; en: string }>> = {
  node: { zh: '环节转本地', en: 'Node to local makers' },
  supplier: { zh: '供应商本地化', en: 'Supplier made local' },
  recruit: { zh: '招引', en: 'Recruitment' },
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

const COLUMNS: readonly ExportColumn[] = [
  column('kind', '类别', 'Kind'),
  column('id', '编码', 'Code', { type: 'code', width: 38 }),
  column('name', '名称', 'Name', { width: 36 }),
  column('gain', '提升（比率）', 'Gain (ratio)', { type: 'number' }),
  column('points', '提升（百分点）', 'Gain (points)', { type: 'number' }),
  column('spend', '年外购金额', 'Bought outside a year', { type: 'money', unit: '万元' }),
  column('lines', '采购项数', 'Purchases', { type: 'integer' }),
  column('makers', '本地可批量供货企业', 'Able local makers', { type: 'integer' }),
]

/** The levers as a file. */
export async function exportLeverList(
  ctx: Ctx,
  { format, ...query }: EndpointInput<typeof exportLevers>['query'],
): Promise<FileReply> {
  const { lang } = ctx
  const run = await selectNewestDone(ctx.db, 'local')
  const definition = query.definition ?? (await settingsOf(ctx)).localDefinition
  const rows = await leverRows(ctx, run, { ...query, definition })
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.local.export',
    resource: 'chain.analysis',
    recordId: run?.id ?? null,
    detail: { what: 'levers', definition, rows: rows.length },
  })
  const date = run?.asOf ?? civilDate(ctx.kernel.now())
  async function* cells() {
    for (const { kind, nameZh, nameEn, ...row } of rows)
      yield {
        ...row,
        kind: KINDS[kind][lang],
        name: lang === 'zh' ? nameZh : nameEn,
        points: row.gain * 100,
      } as never
  }
  const title = DEFINITION_TITLES[definition]
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `本地配套率抓手-${title.zh}-${date}`, en: `levers-${title.en}-${date}` },
    notes: [(await networkOf(ctx)).synthetic ? SYNTHETIC_NOTE : undefined],
  })
}
