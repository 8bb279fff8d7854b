import type { EndpointInput } from '#kernel/contract'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { reference, SYNTHETIC_NOTE } from '#modules/registry'
import type { exportShock } from '../../contract/risk-shock.ts'
import { shockOf } from './shock.ts'

const COLUMNS: readonly ExportColumn[] = [
  { key: 'name', titles: { zh: '企业', en: 'Firm' }, type: 'text', width: 36 },
  { key: 'place', titles: { zh: '所在区县', en: 'District' }, type: 'text' },
  { key: 'nodeName', titles: { zh: '主营环节', en: 'Main node' }, type: 'text', width: 24 },
  { key: 'loss', titles: { zh: '产出损失', en: 'Output lost' }, type: 'ratio' },
  { key: 'down', titles: { zh: '断供损失', en: 'Lost by missing inputs' }, type: 'ratio' },
  { key: 'up', titles: { zh: '失单损失', en: 'Lost by missing demand' }, type: 'ratio' },
  { key: 'lost', titles: { zh: '损失金额', en: 'Amount lost' }, type: 'money', unit: '万元' },
]

/** The firms that a shock reaches as a file, as far as the caller may see them; how many are left out is said in it. */
export async function exportShockOf(
  ctx: Ctx,
  { format, ...body }: EndpointInput<typeof exportShock>['body'],
): Promise<FileReply> {
  const { lang } = ctx
  const outcome = await shockOf(ctx, body)
  const { nodeByCode, regionByCode } = await reference(ctx)
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.risk.exportShock',
    resource: 'chain.analysis',
    recordId: null,
    detail: { hits: body.hits.length, rows: outcome.losers.length },
  })
  const named = (of: { name_zh: string; name_en: string } | undefined) =>
    of ? (lang === 'zh' ? of.name_zh : of.name_en) : null
  async function* cells() {
    for (const row of outcome.losers)
      yield {
        ...row,
        place: named(regionByCode.get(row.district ?? '')) ?? row.district,
        nodeName: named(nodeByCode.get(row.node ?? '')),
      } as never
  }
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`
  const left = outcome.reached - outcome.losers.length
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: { zh: `冲击推演-${outcome.asOf}`, en: `shock-${outcome.asOf}` },
    notes: [
      outcome.synthetic ? SYNTHETIC_NOTE : undefined,
      {
        zh: `直接损失 ${percent(outcome.direct)}，传播后损失 ${percent(outcome.esri)}；波及 ${outcome.reached} 家，其中 ${left} 家未列出（不在权限范围内，或排在 500 家之后）。`,
        en: `${percent(outcome.direct)} lost at once, ${percent(outcome.esri)} in the end; ${outcome.reached} firms reached, ${left} of them not listed (not yours to see, or beyond the first 500).`,
      },
    ],
  })
}
