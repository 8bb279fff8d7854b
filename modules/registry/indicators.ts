import { sql } from 'kysely'
import type { Bilingual } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx, EvidencePage, Indicator } from '#kernel/module'
import { reference } from './service/reference.ts'
import * as store from './store/indicators.ts'

interface CountDefinition {
  readonly key: string
  readonly titles: Bilingual
  readonly formula: Bilingual
  readonly spans: (ctx: Ctx) => Promise<store.Spans>
  readonly sinceTitles?: Bilingual
  /** Counts events that stay counted: it can only grow. */
  readonly cumulative?: boolean
}

const TAKEN_UP = { zh: '纳入统计', en: 'Counted since' }
/** Parts makers whose district is in a region group of the pack. */
function inGroup(group: string): CountDefinition['spans'] {
  return async (ctx) => {
    const districts = (await reference(ctx)).districtsOf(group)
    return store.inLibrary(sql`e.parts and e.district = any(${[...districts]}::text[])`)
  }
}

const always = (spans: store.Spans) => async () => spans
const sinceStart = (column: 'recruited_on' | 'transformed_on' | 'listed_on') => async (ctx: Ctx) =>
  store.happened(column, ctx.kernel.pack.plan.period.start)

const COUNTS: readonly CountDefinition[] = [
  {
    key: 'registry.parts_enterprises',
    titles: { zh: '零部件企业数', en: 'Parts makers' },
    formula: {
      zh: '统计日在库、未注销，且至少有一项能力属于零部件环节的企业数',
      en: 'Enterprises in the library on the date, not closed, with a capability on a parts node',
    },
    spans: always(store.inLibrary(sql`e.parts`)),
  },
  {
    key: 'registry.electronics_enterprises',
    titles: { zh: '汽车电子零部件企业数', en: 'Automotive-electronics makers' },
    formula: {
      zh: '统计日在库、未注销，且至少有一项能力属于汽车电子环节的企业数',
      en: 'Enterprises in the library on the date, not closed, with a capability on an automotive-electronics node',
    },
    spans: always(store.inLibrary(sql`e.electronics`)),
  },
  {
    key: 'registry.western_parts_enterprises',
    titles: { zh: '西部片区零部件企业数', en: 'Parts makers of the western districts' },
    formula: {
      zh: '零部件企业中，所在区县属于城市包“western”区域组的企业数',
      en: 'Parts makers whose district is in the region group "western" of the city pack',
    },
    spans: inGroup('western'),
  },
  {
    key: 'registry.specialised_enterprises',
    titles: { zh: '专精特新企业数', en: 'Specialised and sophisticated SMEs' },
    formula: {
      zh: '统计日持有有效“专精特新”资质的在库企业数',
      en: 'Enterprises of the library with a valid "specialised and sophisticated" title on the date',
    },
    spans: always(store.qualified('srdi')),
    sinceTitles: { zh: '资质生效', en: 'Title valid from' },
  },
  {
    key: 'registry.little_giants',
    titles: { zh: '“小巨人”企业数', en: '"Little giants"' },
    formula: {
      zh: '统计日持有有效专精特新“小巨人”资质的在库企业数',
      en: 'Enterprises of the library with a valid "little giant" title on the date',
    },
    spans: always(store.qualified('little_giant')),
    sinceTitles: { zh: '资质生效', en: 'Title valid from' },
  },
  {
    key: 'registry.recruited_enterprises',
    titles: { zh: '招引企业数', en: 'Recruited enterprises' },
    formula: {
      zh: '计划起始日以来从市外招引落地的企业数（按招引日期累计）',
      en: 'Enterprises recruited from outside since the start of the plan, by date of recruitment',
    },
    spans: sinceStart('recruited_on'),
    cumulative: true,
    sinceTitles: { zh: '招引日期', en: 'Recruited on' },
  },
  {
    key: 'registry.transformed_enterprises',
    titles: { zh: '转型升级企业数', en: 'Transformed enterprises' },
    formula: {
      zh: '计划起始日以来完成转型的传统零部件企业数（按转型日期累计）',
      en: 'Traditional parts makers that completed their transformation since the start of the plan',
    },
    spans: sinceStart('transformed_on'),
    cumulative: true,
    sinceTitles: { zh: '转型日期', en: 'Transformed on' },
  },
  {
    key: 'registry.listed_enterprises',
    titles: { zh: '新增上市企业数', en: 'Newly listed enterprises' },
    formula: {
      zh: '计划起始日以来新上市的在库企业数（按上市日期累计）',
      en: 'Enterprises of the library listed on an exchange since the start of the plan',
    },
    spans: sinceStart('listed_on'),
    cumulative: true,
    sinceTitles: { zh: '上市日期', en: 'Listed on' },
  },
]

function countIndicator(definition: CountDefinition): Indicator {
  return {
    key: definition.key,
    // Which firms there are, what they hold and when they came is in public registers and lists.
    disclosure: 'public',
    cumulative: definition.cumulative ?? false,
    titles: definition.titles,
    unit: 'count',
    formula: definition.formula,
    freshDays: 40,
    async measure(ctx, asOf) {
      const { city, districts } = await store.countByDistrict(ctx.db, await definition.spans(ctx), asOf)
      return [
        { value: city },
        ...districts.map(({ region, value }) => ({ region: region ?? undefined, value })),
      ]
    },
    byNode: async (ctx, asOf) => store.countByNode(ctx.db, await definition.spans(ctx), asOf),
    history: async (ctx, from, to) => store.countHistory(ctx.db, await definition.spans(ctx), from, to),
    async evidence(ctx, query) {
      const found = await store.countEvidence(ctx.db, await definition.spans(ctx), {
        ...query,
        offset: (query.page - 1) * query.size,
        limit: query.size,
      })
      return evidencePage(ctx, found, {
        key: 'since',
        titles: definition.sinceTitles ?? TAKEN_UP,
        kind: 'date',
      })
    },
  }
}

const revenue: Indicator = {
  key: 'registry.parts_revenue',
  disclosure: 'statistical',
  cumulative: false,
  titles: { zh: '零部件产业营业收入（近十二个月）', en: 'Revenue of parts makers (last twelve months)' },
  unit: 'fen',
  formula: {
    zh: '统计日在库的零部件企业最近十二个整月营业收入之和；未报月度数据的企业以最近整年收入计',
    en: 'Sum over parts makers of the revenue of the last twelve full months; firms without months count with their newest full year',
  },
  freshDays: 60,
  async measure(ctx, asOf) {
    const { city, districts } = await store.revenueByDistrict(ctx.db, asOf)
    return [city, ...districts].map(({ region, value, firms }) => {
      const hidden = firms > 0 && firms < store.SMALLEST_CELL
      return { region: region ?? undefined, value: hidden ? null : value, hidden }
    })
  },
  byNode: (ctx, asOf) => store.revenueByNode(ctx.db, asOf),
  history: (ctx, from, to) => store.revenueHistory(ctx.db, from, to),
  async evidence(ctx, query) {
    const decision = ctx.kernel.permissions.decide(ctx.actor, 'registry.enterprise.read', {
      district: query.region,
    })
    if (!decision.field('revenue')) throw new AppError('registry.figures.forbidden')
    const found = await store.revenueEvidence(ctx.db, {
      ...query,
      offset: (query.page - 1) * query.size,
      limit: query.size,
    })
    await ctx.kernel.audit.append(ctx, {
      action: 'registry.enterprise.list',
      resource: 'registry.enterprise',
      recordId: null,
      detail: { fields: ['revenue'], enterprises: found.rows.map((row) => row.id) },
    })
    return evidencePage(ctx, found, {
      key: 'value',
      titles: { zh: '近十二个月营业收入', en: 'Revenue of twelve months' },
      kind: 'money',
    })
  },
}

async function evidencePage(
  ctx: Ctx,
  found: { rows: readonly store.EvidenceRow[]; total: number },
  own: EvidencePage['columns'][number],
): Promise<EvidencePage> {
  const names = await reference(ctx)
  const language = ctx.lang === 'en' ? 'name_en' : 'name_zh'
  return {
    columns: [
      { key: 'name', titles: { zh: '企业', en: 'Enterprise' }, kind: 'link' },
      { key: 'uscc', titles: { zh: '统一社会信用代码', en: 'Credit code' } },
      { key: 'district', titles: { zh: '区县', en: 'District' } },
      { key: 'node', titles: { zh: '主要环节', en: 'Main node' } },
      own,
    ],
    rows: found.rows.map((row) => ({
      id: row.id,
      link: `/registry/enterprises/${row.id}`,
      name: row.name,
      uscc: row.uscc,
      district:
        row.district === null ? null : (names.regionByCode.get(row.district)?.[language] ?? row.district),
      node:
        row.main_node === null ? null : (names.nodeByCode.get(row.main_node)?.[language] ?? row.main_node),
      [own.key]: own.key === 'value' ? row.value : row.since,
    })),
    total: found.total,
  }
}

/** What the registry measures for the plan. */
export const registryIndicators: readonly Indicator[] = [...COUNTS.map(countIndicator), revenue]
