import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { reference, SYNTHETIC_NOTE } from '#modules/registry'
import type { exportLocalRates, LocalRateRow, LocalRates, listLocalRates } from '../../contract/local.ts'
import type { Network } from '../../domain/network.ts'
import { LOCAL_DEFINITIONS, type LocalDefinition } from '../../domain/settings.ts'
import { type RunRow, selectNewestDone } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import {
  type ModelRecord,
  type RateRecord,
  selectLineRecords,
  selectModelRecords,
  selectRates,
} from '../store/results.ts'
import { linesByNode } from './compute.ts'
import { FEW, firmName, firmSight, seesAllFirms } from './sight.ts'
import { DEFINITION_TITLES } from './titles.ts'

type Query = Omit<EndpointInput<typeof listLocalRates>['query'], 'page' | 'size'>

/** Rates of makers, models, nodes or districts as the caller may see them. */
export async function findRates(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listLocalRates>['query'],
): Promise<EndpointReply<typeof listLocalRates>> {
  const run = await selectNewestDone(ctx.db, 'local')
  const rows = run ? await rateRows(ctx, run, query) : []
  return { rows: rows.slice((page - 1) * size, page * size), total: rows.length, page, size }
}

async function rateRows(ctx: Ctx, run: RunRow, query: Query): Promise<LocalRateRow[]> {
  const network = await networkOf(ctx)
  const definition = query.definition ?? (await settingsOf(ctx)).localDefinition
  const models = await selectModelRecords(ctx.db, run.id)
  const records = Map.groupBy(await selectRates(ctx.db, run.id, query.scope), ({ scopeId }) => scopeId)
  const describe = await describer(ctx, run, network, models, query)
  const rows = [...records].flatMap(([id, own]): LocalRateRow[] => {
    const about = describe(id)
    if (!about) return []
    const hidden = about.canHide && (own[0]?.firms ?? 0) < FEW
    const rates = hidden ? null : (ratesOfRecords(own) as LocalRates)
    const { canHide: _, ...shown } = about
    return [
      {
        scope: query.scope,
        id,
        ...shown,
        spend: hidden ? null : shown.spend,
        firms: own[0]?.firms ?? 0,
        hidden,
        rates,
        value: rates?.[definition].value ?? null,
        coverage: rates?.[definition].coverage ?? null,
      },
    ]
  })
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return rows
    .filter(({ id, nameZh, nameEn, oem }) => {
      const text = [id, nameZh, nameEn, oem].join(' ').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort(orderOf(query.sort ?? '-spend'))
}

const ratesOfRecords = (records: readonly RateRecord[]) =>
  Object.fromEntries(
    records.map(({ definition, value, lower, upper, coverage }) => [
      definition,
      { value, lower, upper, coverage },
    ]),
  )

type About = Pick<LocalRateRow, 'nameZh' | 'nameEn' | 'oemId' | 'oem' | 'volume' | 'spend'> & {
  readonly canHide: boolean
}

/** What there is to say of an id of the scope; undefined when the caller may not see it at all. */
async function describer(
  ctx: Ctx,
  run: RunRow,
  network: Network,
  models: readonly ModelRecord[],
  { scope, oem }: Query,
): Promise<(id: string) => About | undefined> {
  const { nodeByCode, regionByCode } = await reference(ctx)
  const sees = firmSight(ctx, network)
  const all = seesAllFirms(ctx)
  const sumOf = (own: readonly ModelRecord[]) => ({
    volume: own.some(({ volume }) => volume !== null)
      ? own.reduce((sum, { volume }) => sum + (volume ?? 0), 0)
      : null,
    spend: own.some(({ volume, cost }) => volume !== null && cost !== null)
      ? own.reduce((sum, { volume, cost }) => sum + (volume ?? 0) * (cost ?? 0), 0)
      : null,
  })
  if (scope === 'model') {
    const byId = new Map(models.map((model) => [model.id, model]))
    return (id) => {
      const model = byId.get(id)
      if (!model || !sees(model.oemId) || (oem !== undefined && model.oemId !== oem)) return undefined
      const name = `${model.code} ${model.name}`
      return {
        nameZh: name,
        nameEn: name,
        oemId: model.oemId,
        oem: firmName(network, model.oemId),
        ...sumOf([model]),
        canHide: false,
      }
    }
  }
  const nobody = { oemId: null, oem: null }
  if (scope === 'oem') {
    const byOem = Map.groupBy(models, ({ oemId }) => oemId)
    return (id) => {
      const name = firmName(network, id) ?? id
      return sees(id)
        ? { nameZh: name, nameEn: name, ...nobody, ...sumOf(byOem.get(id) ?? []), canHide: false }
        : undefined
    }
  }
  if (scope === 'district') {
    const byRegion = Map.groupBy(models, ({ region }) => region)
    return (code) => ({
      nameZh: regionByCode.get(code)?.name_zh ?? code,
      nameEn: regionByCode.get(code)?.name_en ?? code,
      ...nobody,
      ...sumOf(byRegion.get(code) ?? []),
      canHide: !all && !ctx.actor.districts.includes(code),
    })
  }
  const byNode = linesByNode(network, await selectLineRecords(ctx.db, run.id))
  return (code) => ({
    nameZh: nodeByCode.get(code)?.name_zh ?? code,
    nameEn: nodeByCode.get(code)?.name_en ?? code,
    ...nobody,
    volume: null,
    spend: (byNode.get(code) ?? []).reduce((sum, { weight, cost }) => sum + weight * (cost ?? 0), 0),
    canHide: !all,
  })
}

const SORTS = ['nameZh', 'nameEn', 'oem', 'volume', 'spend', 'firms', 'value', 'coverage', 'id'] as const

function orderOf(sort: string): (a: LocalRateRow, b: LocalRateRow) => number {
  const down = sort.startsWith('-')
  const key = (down ? sort.slice(1) : sort) as (typeof SORTS)[number]
  const definition = LOCAL_DEFINITIONS.find((name) => name === (key as string))
  if (!SORTS.includes(key) && !definition) throw new AppError('chain.local.sortUnknown', { sort: key })
  const value = (row: LocalRateRow) => (definition ? (row.rates?.[definition].value ?? null) : row[key])
  // What is unknown stands last, whichever way round.
  return (a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return x === y ? a.id.localeCompare(b.id) : x === null ? 1 : -1
    const order = x < y ? -1 : x > y ? 1 : 0
    return (down ? -order : order) || a.id.localeCompare(b.id)
  }
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

const COLUMNS: readonly ExportColumn[] = [
  column('id', '编码', 'Code', { type: 'code', width: 38 }),
  column('name', '名称', 'Name', { width: 36 }),
  column('oem', '整车企业', 'Vehicle maker', { width: 30 }),
  column('volume', '年产量（辆）', 'Vehicles a year', { type: 'integer' }),
  column('spend', '年金额', 'Yearly amount', { type: 'money', unit: '万元' }),
  column('firms', '企业数', 'Firms', { type: 'integer' }),
  ...LOCAL_DEFINITIONS.flatMap((definition: LocalDefinition) => {
    const { zh, en } = DEFINITION_TITLES[definition]
    return [
      column(definition, zh, en, { type: 'ratio' }),
      column(`${definition}Lower`, `${zh}·下界`, `${en}, lower`, { type: 'ratio' }),
      column(`${definition}Upper`, `${zh}·上界`, `${en}, upper`, { type: 'ratio' }),
      column(`${definition}Coverage`, `${zh}·覆盖率`, `${en}, coverage`, { type: 'ratio' }),
    ]
  }),
]

/** The narrowed list as a file. */
export async function exportRates(
  ctx: Ctx,
  { format, ...query }: EndpointInput<typeof exportLocalRates>['query'],
): Promise<FileReply> {
  const { lang } = ctx
  const run = await selectNewestDone(ctx.db, 'local')
  const rows = run ? await rateRows(ctx, run, query) : []
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.local.export',
    resource: 'chain.analysis',
    recordId: run?.id ?? null,
    detail: { what: 'rates', scope: query.scope, rows: rows.length },
  })
  const date = run?.asOf ?? civilDate(ctx.kernel.now())
  async function* cells() {
    for (const { rates, nameZh, nameEn, ...row } of rows)
      yield {
        ...row,
        name: lang === 'zh' ? nameZh : nameEn,
        ...Object.fromEntries(
          LOCAL_DEFINITIONS.flatMap((definition) => [
            [definition, rates?.[definition].value ?? null],
            [`${definition}Lower`, rates?.[definition].lower ?? null],
            [`${definition}Upper`, rates?.[definition].upper ?? null],
            [`${definition}Coverage`, rates?.[definition].coverage ?? null],
          ]),
        ),
      } as never
  }
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `本地配套率-${query.scope}-${date}`, en: `local-sourcing-${query.scope}-${date}` },
    notes: [(await networkOf(ctx)).synthetic ? SYNTHETIC_NOTE : undefined],
  })
}
