import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { reference, SYNTHETIC_NOTE } from '#modules/registry'
import type { exportModels, listModels, ModelRow } from '../../contract/models.ts'
import { trustOn } from '../../domain/confidence.ts'
import { indexOf } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { selectModels } from '../store/models.ts'

type Query = Omit<EndpointInput<typeof exportModels>['query'], 'format'>

const SORTS = new Set(['code', 'name', 'oem', 'volume', 'lines', 'assemblyValue', 'trust', 'observedOn'])

/** Models whose bills the caller may see. */
export async function findModels(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listModels>['query'],
): Promise<EndpointReply<typeof listModels>> {
  const seen = await seenModels(ctx)
  const rows = narrowed(seen, query)
  return {
    rows: rows.slice((page - 1) * size, page * size),
    total: rows.length,
    page,
    size,
    powertrains: [...new Set(seen.flatMap(({ powertrain }) => powertrain ?? []))].sort(),
  }
}

/** The maker's district or the place of assembly, or the maker itself, make a model the caller's to see. */
async function seenModels(ctx: Ctx): Promise<ModelRow[]> {
  const network = await networkOf(ctx)
  const { trust } = await settingsOf(ctx)
  const today = civilDate(ctx.kernel.now())
  const { firmById } = indexOf(network)
  const may = (district: string | null, enterpriseId: string) =>
    ctx.kernel.permissions.decide(ctx.actor, 'chain.fact.read', { district, enterpriseId }).field('bills')
  return (await selectModels(ctx.db)).flatMap(({ confidence, ...model }) => {
    const maker = firmById.get(model.oemId)
    const district = maker === undefined ? null : network.firms.region[maker] || null
    if (!may(district, model.oemId) && !may(model.region, model.oemId)) return []
    const half = trust[model.sourceKind as keyof typeof trust]?.halfLifeDays ?? trust.analyst.halfLifeDays
    return [
      {
        ...model,
        oem: maker === undefined ? '' : (network.firms.name[maker] as string),
        trust: trustOn(confidence, model.observedOn, today, half),
      },
    ]
  })
}

function narrowed(
  models: readonly ModelRow[],
  { oem, powertrain, bill, q, sort = 'code' }: Query,
): ModelRow[] {
  const isDown = sort.startsWith('-')
  const key = (isDown ? sort.slice(1) : sort) as keyof ModelRow
  if (!SORTS.has(key)) throw new AppError('chain.models.sortUnknown', { sort: key })
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return models
    .filter((model) => {
      if (oem && model.oemId !== oem) return false
      if (powertrain && model.powertrain !== powertrain) return false
      if (bill === 'without' && model.lines > 0) return false
      if (bill === 'with' && model.lines === 0) return false
      if (bill === 'partly' && (model.lines === 0 || model.withSupplier + model.withCost === 2 * model.lines))
        return false
      const text = `${model.code} ${model.name} ${model.oem}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => {
      const [x, y] = [a[key], b[key]]
      if (x === null || y === null) return Number(x === null) - Number(y === null)
      const order = typeof x === 'string' ? x.localeCompare(y as string, 'zh') : Number(x) - Number(y)
      return (isDown ? -order : order) || a.code.localeCompare(b.code)
    })
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

const COLUMNS: readonly ExportColumn[] = [
  column('code', '车型编码', 'Model code'),
  column('name', '车型名称', 'Model', { width: 26 }),
  column('oem', '整车企业', 'Vehicle maker', { width: 34 }),
  column('segment', '级别', 'Segment'),
  column('powertrain', '动力类型', 'Powertrain'),
  column('volume', '年产量', 'Vehicles a year', { type: 'integer' }),
  column('place', '总装地', 'Assembled in'),
  column('assemblyValue', '总装增值', 'Value of assembly', { type: 'money', unit: '元' }),
  column('lines', '清单行数', 'Lines of the bill', { type: 'integer' }),
  column('withSupplier', '其中有供应商', 'With a supplier', { type: 'integer' }),
  column('withCost', '其中有成本', 'With a cost', { type: 'integer' }),
  column('sourceKind', '来源种类', 'Kind of source'),
  column('source', '来源', 'Source', { width: 30 }),
  column('observedOn', '观测日期', 'Observed on', { type: 'date' }),
  column('trust', '当前可信度', 'Trusted today', { type: 'ratio' }),
]

/** The narrowed list as a file. */
export async function exportModelList(
  ctx: Ctx,
  { format, ...query }: EndpointInput<typeof exportModels>['query'],
): Promise<FileReply> {
  const rows = narrowed(await seenModels(ctx), query)
  const { regionByCode } = await reference(ctx)
  const { lang } = ctx
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.models.export',
    resource: 'chain.fact',
    recordId: null,
    detail: { rows: rows.length },
  })
  async function* cells() {
    for (const row of rows) {
      const region = regionByCode.get(row.region ?? '')
      yield {
        ...row,
        place: region ? (lang === 'zh' ? region.name_zh : region.name_en) : row.region,
      } as never
    }
  }
  const date = civilDate(ctx.kernel.now())
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `车型-${date}`, en: `vehicle-models-${date}` },
    notes: [(await networkOf(ctx)).synthetic ? SYNTHETIC_NOTE : undefined],
  })
}
