import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { type Reference, reference, SYNTHETIC_NOTE } from '#modules/registry'
import type { exportLocalLines, LocalLine, listLocalLines } from '../../contract/local.ts'
import { LOCAL, type Network, UNKNOWN_PLACE } from '../../domain/network.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import { type RunRow, selectNewestDone } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { isTraced } from '../domain/content.ts'
import { rateOf } from '../domain/rates.ts'
import { type LineRecord, type ModelRecord, selectLineRecords, selectModelRecords } from '../store/results.ts'
import { asLines, linesByNode } from './compute.ts'
import { billSight, firmName, placeName } from './sight.ts'
import { DEFINITION_TITLES } from './titles.ts'

type Query = Omit<EndpointInput<typeof listLocalLines>['query'], 'page' | 'size'>

/** A figure and the lines that make it, the largest contribution first. */
export interface Evidence {
  readonly definition: LocalDefinition
  readonly figure: number | null
  readonly sum: number
  readonly lines: readonly LocalLine[]
}

/** One page of the lines behind a figure; who may see only some of them sees those, and how many are withheld. */
export async function findLines(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listLocalLines>['query'],
): Promise<EndpointReply<typeof listLocalLines>> {
  const run = await selectNewestDone(ctx.db, 'local')
  const network = await networkOf(ctx)
  const all = await evidenceOf(ctx, network, run, query)
  const rows = visible(ctx, network, all.lines)
  const shown = narrowed(rows, query)
  if (shown.length > 0) await auditRead(ctx, run, query, shown.length)
  return {
    rows: shown.slice((page - 1) * size, page * size).map((row) => ({ ...row })),
    total: shown.length,
    page,
    size,
    definition: all.definition,
    figure: all.figure,
    sum: all.sum,
    withheld: all.lines.length - rows.length,
    asOf: run?.asOf ?? null,
    synthetic: network.synthetic,
  }
}

/** Reading bills is reading what a maker buys from whom: it is noted. */
export async function auditRead(
  ctx: Ctx,
  run: RunRow | undefined,
  query: { readonly scope?: string; readonly id?: string },
  rows: number,
): Promise<void> {
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.local.readLines',
    resource: 'chain.fact',
    recordId: run?.id ?? null,
    detail: { scope: query.scope ?? 'city', id: query.id ?? null, rows },
  })
}

/** The lines whose maker or supplier the caller may see. */
export function visible(ctx: Ctx, network: Network, lines: readonly LocalLine[]): LocalLine[] {
  const sees = billSight(ctx, network)
  return lines.filter(({ oemId, supplierId }) => sees(oemId) || sees(supplierId))
}

/** All lines behind a figure of a run, whoever asks; their contributions sum to the figure. */
export async function evidenceOf(
  ctx: Ctx,
  network: Network,
  run: RunRow | undefined,
  query: Pick<Query, 'scope' | 'id' | 'definition'>,
): Promise<Evidence> {
  const definition = query.definition ?? (await settingsOf(ctx)).localDefinition
  if (!run) return { definition, figure: null, sum: 0, lines: [] }
  const models = await selectModelRecords(ctx.db, run.id)
  const lines = await scopeLines(ctx, network, run, models, query)
  return evidenceFrom(network, await reference(ctx), models, lines, definition)
}

/** Lines with what each adds to their figure. */
export function evidenceFrom(
  network: Network,
  names: Reference,
  models: readonly ModelRecord[],
  lines: readonly LineRecord[],
  definition: LocalDefinition,
): Evidence {
  const { value, contributions } = rateOf(definition, asLines(lines))
  const byId = new Map(models.map((model) => [model.id, model]))
  const rows = lines.map((line, at) =>
    shownLine(network, names, byId.get(line.modelId), line, definition, contributions[at] as number),
  )
  return {
    definition,
    figure: value,
    sum: contributions.reduce((sum, one) => sum + one, 0),
    // The assembly is in no part count and no spend.
    lines: rows
      .filter(({ kind }) => kind === 'line' || isTraced(definition))
      .sort((a, b) => b.contribution - a.contribution || (b.spend ?? 0) - (a.spend ?? 0)),
  }
}

async function scopeLines(
  ctx: Ctx,
  network: Network,
  run: RunRow,
  models: readonly ModelRecord[],
  { scope, id }: Pick<Query, 'scope' | 'id'>,
): Promise<LineRecord[]> {
  if (scope === 'city') return selectLineRecords(ctx.db, run.id, { top: true })
  if (id === undefined) throw new AppError('chain.local.idMissing', { scope })
  if (scope === 'model') return selectLineRecords(ctx.db, run.id, { model: id, top: true })
  if (scope === 'node') return linesByNode(network, await selectLineRecords(ctx.db, run.id)).get(id) ?? []
  const own = new Set(
    models.filter(({ oemId, region }) => (scope === 'oem' ? oemId : region) === id).map((model) => model.id),
  )
  const top = await selectLineRecords(ctx.db, run.id, { top: true })
  return top.filter(({ modelId }) => own.has(modelId))
}

/** A line as people see it. */
export function shownLine(
  network: Network,
  { nodeByCode }: Reference,
  model: ModelRecord | undefined,
  line: LineRecord,
  definition: LocalDefinition,
  contribution: number,
): LocalLine {
  const node = line.node === null ? undefined : nodeByCode.get(line.node)
  const own = Number(line.place === LOCAL)
  const isPlaceKnown = line.place !== UNKNOWN_PLACE
  const { lower, upper } = isTraced(definition)
    ? line.counted[definition]
    : { lower: own, upper: isPlaceKnown ? own : 1 }
  const known = isTraced(definition) ? line.known : Number(isPlaceKnown)
  return {
    id: line.id,
    kind: line.kind,
    modelId: line.modelId,
    model: model ? `${model.code} ${model.name}` : '',
    oemId: model?.oemId ?? null,
    oem: firmName(network, model?.oemId ?? null),
    parentId: line.parentId,
    level: line.level,
    position: line.position,
    node: line.node,
    nodeZh: node?.name_zh ?? null,
    nodeEn: node?.name_en ?? null,
    part: line.part,
    supplierId: line.supplierId,
    supplier: firmName(network, line.supplierId),
    place: placeName(line.place),
    cost: line.cost,
    spend: line.cost === null ? null : line.cost * line.weight,
    content: known > 0 ? Math.min(lower / known, upper) : null,
    contentLower: lower,
    contentUpper: upper,
    contribution,
    sourceKind: line.sourceKind,
    source: line.source,
    observedOn: line.observedOn,
    trust: line.trust,
  }
}

const SORTS = ['part', 'supplier', 'cost', 'spend', 'content', 'contribution', 'trust', 'observedOn'] as const

function narrowed(lines: readonly LocalLine[], { q, sort }: Pick<Query, 'q' | 'sort'>): LocalLine[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = lines.filter((line) => {
    const text = [line.part, line.supplier, line.model, line.oem, line.node, line.nodeZh, line.nodeEn]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
  if (sort === undefined) return found
  const down = sort.startsWith('-')
  const key = (down ? sort.slice(1) : sort) as (typeof SORTS)[number]
  if (!SORTS.includes(key)) throw new AppError('chain.local.sortUnknown', { sort: key })
  return found.sort((a, b) => {
    const [x, y] = [a[key], b[key]]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1)
  })
}

const PLACES = {
  local: { zh: '本地', en: 'local' },
  outside: { zh: '市外', en: 'outside' },
  unknown: { zh: '未知', en: 'unknown' },
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

const COLUMNS: readonly ExportColumn[] = [
  column('model', '车型', 'Model', { width: 30 }),
  column('oem', '整车企业', 'Vehicle maker', { width: 30 }),
  column('level', '层级', 'Level', { type: 'integer' }),
  column('node', '环节编码', 'Node', { type: 'code' }),
  column('part', '零部件', 'Part', { width: 24 }),
  column('supplier', '供应商', 'Supplier', { width: 30 }),
  column('place', '产地', 'Place'),
  column('cost', '单车成本', 'Cost a vehicle', { type: 'money', unit: '元' }),
  column('spend', '年金额', 'Yearly amount', { type: 'money', unit: '万元' }),
  column('content', '计入的本地占比', 'Share that counts as local', { type: 'ratio' }),
  column('contribution', '对该指标的贡献', 'Contribution to the figure', { type: 'number' }),
  column('sourceKind', '来源类别', 'Kind of source'),
  column('source', '来源', 'Source'),
  column('observedOn', '日期', 'Date'),
  column('trust', '可信度', 'Trust', { type: 'ratio' }),
  column('id', '行编号', 'Line', { type: 'code', width: 38 }),
]

/** The lines behind a figure as a file. */
export async function exportLines(
  ctx: Ctx,
  { format, ...query }: EndpointInput<typeof exportLocalLines>['query'],
): Promise<FileReply> {
  const { lang } = ctx
  const run = await selectNewestDone(ctx.db, 'local')
  const network = await networkOf(ctx)
  const all = await evidenceOf(ctx, network, run, query)
  const rows = narrowed(visible(ctx, network, all.lines), query)
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.local.export',
    resource: 'chain.fact',
    recordId: run?.id ?? null,
    detail: { what: 'lines', scope: query.scope, id: query.id ?? null, rows: rows.length },
  })
  const date = run?.asOf ?? civilDate(ctx.kernel.now())
  const { zh, en } = DEFINITION_TITLES[all.definition]
  async function* cells() {
    for (const row of rows) yield { ...row, place: PLACES[row.place][lang] } as never
  }
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `本地配套率依据-${zh}-${date}`, en: `local-sourcing-lines-${en}-${date}` },
    notes: [
      {
        zh: `${zh}：${all.figure === null ? '未知' : all.figure.toFixed(6)}，各行贡献之和 ${all.sum.toFixed(6)}。`,
        en: `${en}: ${all.figure === null ? 'unknown' : all.figure.toFixed(6)}; the contributions sum to ${all.sum.toFixed(6)}.`,
      },
      network.synthetic ? SYNTHETIC_NOTE : undefined,
    ],
  })
}
