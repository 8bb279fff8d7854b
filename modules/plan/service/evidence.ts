import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, EvidencePage, FileReply, Indicator } from '#kernel/module'
import type { ExportColumn, ExportRow } from '#kernel/tables'
import { librarySummary } from '#modules/registry'
import type { exportEvidence, getEvidence } from '../contract.ts'
import type { TargetRow } from '../store/target.ts'
import { today } from './board.ts'
import { requireTarget } from './detail.ts'
import { indicatorOf } from './indicators.ts'

const EXPORT_PAGE = 500

/** Said wherever figures of the demo city leave the product. */
export const SYNTHETIC_NOTE = {
  zh: '含合成数据：演示城市由程序生成，不对应任何真实企业。',
  en: 'Contains synthetic data: the demo city is generated and stands for no real firm.',
}

/** One page of the records behind a live target. Which fields of them the caller may see, the indicator's module decides. */
export async function evidence(
  ctx: Ctx,
  id: string,
  query: EndpointInput<typeof getEvidence>['query'],
): Promise<EndpointReply<typeof getEvidence>> {
  const { target, indicator } = await liveTarget(ctx, id)
  const asOf = query.asOf ?? measuredOn(ctx, target)
  const page = await indicator.evidence(ctx, {
    asOf,
    region: query.district,
    page: query.page,
    size: query.size,
  })
  return {
    asOf,
    columns: page.columns.map(({ key, titles, kind }) => ({ key, titles: { ...titles }, kind })),
    rows: page.rows.map((row) => ({ ...row })),
    total: page.total,
  }
}

/** All records behind a live target as a workbook or CSV. */
export async function sendEvidence(
  ctx: Ctx,
  id: string,
  query: EndpointInput<typeof exportEvidence>['query'],
): Promise<FileReply> {
  const { target, indicator } = await liveTarget(ctx, id)
  const asOf = query.asOf ?? measuredOn(ctx, target)
  const ask = (page: number) =>
    indicator.evidence(ctx, { asOf, region: query.district, page, size: EXPORT_PAGE })
  const first = await ask(1)
  await ctx.kernel.audit.append(ctx, {
    action: 'plan.evidence.export',
    resource: 'plan.target',
    recordId: id,
    detail: { code: target.code, asOf, district: query.district ?? null, rows: first.total },
  })
  const { synthetic } = await librarySummary(ctx)
  return tableReply(allRows(first, ask), first.columns.map(exportColumn), {
    format: query.format,
    lang: ctx.lang,
    name: {
      zh: `${target.code}-${target.name_zh}-依据-${asOf}`,
      en: `${target.code}-${target.name_en}-evidence-${asOf}`,
    },
    notes: [indicator.formula, synthetic ? SYNTHETIC_NOTE : undefined],
  })
}

/** The day of the value that the target's page states, so that its records add up to it. */
function measuredOn(ctx: Ctx, target: TargetRow): string {
  return target.measured_on ?? today(ctx)
}

async function liveTarget(ctx: Ctx, id: string): Promise<{ target: TargetRow; indicator: Indicator }> {
  const target = await requireTarget(ctx, id)
  const indicator = indicatorOf(ctx, target.indicator)?.indicator
  if (!indicator) {
    throw new AppError('plan.evidence.manual', { name: ctx.lang === 'en' ? target.name_en : target.name_zh })
  }
  return { target, indicator }
}

async function* allRows(
  first: EvidencePage,
  ask: (page: number) => Promise<EvidencePage>,
): AsyncGenerator<ExportRow> {
  yield* first.rows as readonly ExportRow[]
  const pages = Math.ceil(first.total / EXPORT_PAGE)
  for (let page = 2; page <= pages; page++) yield* (await ask(page)).rows as readonly ExportRow[]
}

function exportColumn({ key, titles, kind }: EvidencePage['columns'][number]): ExportColumn {
  if (kind === 'money') return { key, titles, type: 'money', unit: '万元', width: 18 }
  if (kind === 'number') return { key, titles, type: 'number', width: 14 }
  if (kind === 'date') return { key, titles, type: 'date', width: 12 }
  return { key, titles, type: 'text', width: kind === 'link' ? 36 : 22 }
}
