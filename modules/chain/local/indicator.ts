import { AppError, dayjs } from '#kernel/core'
import type { Ctx, EvidencePage, Indicator } from '#kernel/module'
import { reference } from '#modules/registry'
import { evidenceFrom } from './service/lines.ts'
import { byDistrict, cityValue, pastRuns, rateOnDay } from './service/past.ts'
import { FEW } from './service/sight.ts'
import { selectSaleSpan } from './store/bills.ts'

/** The local sourcing rate of the city by the definition that the chain's settings choose. */
export const localSourcingRate: Indicator = {
  key: 'chain.local_sourcing_rate',
  disclosure: 'statistical',
  cumulative: false,
  titles: { zh: '本地配套率', en: 'Local sourcing rate' },
  unit: 'ratio',
  formula: {
    zh: '按产业链设置选定的定义（默认：一级采购额）计算在售车型的本地配套率，以年产量加权；产地未知的部分不计入分子分母，单列覆盖率与上下界。区县值为在该区县总装的车型',
    en: 'Local sourcing of the models on sale by the definition chosen in the settings of the chain (tier-1 spend by default), weighted by yearly volume; parts of unknown place are in neither numerator nor denominator, coverage and bounds say so. A district: the models assembled there',
  },
  freshDays: 40,
  async measure(ctx, asOf) {
    const found = await rateOnDay(ctx, asOf)
    if (!found) return []
    const { regionByCode } = await reference(ctx)
    const districts = byDistrict(found).filter(({ region }) => regionByCode.get(region)?.kind === 'district')
    return [
      { value: cityValue(found) },
      ...districts.map(({ region, makers, value }) =>
        makers < FEW ? { region, value: null, hidden: true } : { region, value },
      ),
    ]
  },
  async history(ctx, from, to) {
    return monthEnds(from, to, await firstDay(ctx)).reduce<
      Promise<{ period: string; value: number | null }[]>
    >(async (before, period) => {
      const points = await before
      const found = await rateOnDay(ctx, period)
      return [...points, { period, value: found ? cityValue(found) : null }]
    }, Promise.resolve([]))
  },
  async evidence(ctx, query): Promise<EvidencePage> {
    if (
      !ctx.kernel.permissions.decide(ctx.actor, 'chain.fact.read', { district: query.region }).field('bills')
    )
      throw new AppError('chain.local.bills.forbidden')
    const found = await rateOnDay(ctx, query.asOf)
    if (!found) return { columns: COLUMNS, rows: [], total: 0 }
    const models = found.models.filter(({ region }) => query.region === undefined || region === query.region)
    const own = new Set(models.map(({ id }) => id))
    const { lines } = evidenceFrom(
      found.network,
      await reference(ctx),
      models,
      found.lines.filter(({ modelId }) => own.has(modelId)),
      found.definition,
    )
    const page = lines.slice((query.page - 1) * query.size, query.page * query.size)
    await ctx.kernel.audit.append(ctx, {
      action: 'chain.local.readLines',
      resource: 'chain.fact',
      recordId: null,
      detail: { scope: 'city', asOf: query.asOf, rows: page.length },
    })
    return {
      columns: COLUMNS,
      rows: page.map((line) => ({
        id: line.id,
        link: `/chain/local/models/${line.modelId}`,
        part: line.part,
        model: line.model,
        oem: line.oem,
        supplier: line.supplier,
        place: PLACES[line.place][ctx.lang],
        spend: line.spend,
        contribution: line.contribution,
        source: line.source,
        observedOn: line.observedOn,
      })),
      total: lines.length,
    }
  },
}

const PLACES = {
  local: { zh: '本地', en: 'local' },
  outside: { zh: '市外', en: 'outside' },
  unknown: { zh: '未知', en: 'unknown' },
}

const COLUMNS: EvidencePage['columns'] = [
  { key: 'part', titles: { zh: '零部件', en: 'Part' }, kind: 'link' },
  { key: 'model', titles: { zh: '车型', en: 'Model' } },
  { key: 'oem', titles: { zh: '整车企业', en: 'Vehicle maker' } },
  { key: 'supplier', titles: { zh: '供应商', en: 'Supplier' } },
  { key: 'place', titles: { zh: '产地', en: 'Place' } },
  { key: 'spend', titles: { zh: '年金额', en: 'Yearly amount' }, kind: 'money' },
  { key: 'contribution', titles: { zh: '贡献', en: 'Contribution' }, kind: 'number' },
  { key: 'source', titles: { zh: '来源', en: 'Source' } },
  { key: 'observedOn', titles: { zh: '日期', en: 'Date' }, kind: 'date' },
]

/** The first day of which anything is known: of the first model on sale, or of the first run. */
async function firstDay(ctx: Ctx): Promise<string | null> {
  const { from } = await selectSaleSpan(ctx.db)
  const [run] = await pastRuns(ctx)
  return from === null || (run && run.asOf < from) ? (run?.asOf ?? null) : from
}

/** Ends of the full months of a span, from the first day on that something is known. */
function monthEnds(from: string, to: string, first: string | null): string[] {
  const ends: string[] = []
  if (first === null) return ends
  for (
    let end = dayjs.utc(from).endOf('month');
    end.format('YYYY-MM-DD') <= to;
    end = end.add(1, 'month').endOf('month')
  )
    if (end.format('YYYY-MM-DD') >= first) ends.push(end.format('YYYY-MM-DD'))
  return ends
}
