import type { EndpointInput } from '#kernel/contract'
import { civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn, ExportRow } from '#kernel/tables'
import type { exportFusion } from '../../contract.ts'
import { SYNTHETIC_NOTE } from '../../service/export.ts'
import { hasSynthetic } from '../../store/enterprise-list.ts'
import { selectGoldenAfter, selectMembershipAfter } from '../store/views.ts'
import { auditRead, requireRead } from './access.ts'

const PAGE = 2_000
const FIRST = '00000000-0000-0000-0000-000000000000'

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

const GOLDEN: readonly ExportColumn[] = [
  column('id', '实体编号', 'Entity', { type: 'code', width: 38 }),
  column('name', '企业名称', 'Name', { width: 36 }),
  column('uscc', '统一社会信用代码', 'Unified social credit code', { type: 'code', width: 22 }),
  column('legalRep', '法定代表人', 'Legal representative'),
  column('phone', '电话', 'Phone'),
  column('address', '地址', 'Address', { width: 40 }),
  column('city', '城市', 'City'),
  column('established', '成立日期', 'Established'),
  column('formerNames', '曾用名', 'Former names', { width: 30 }),
  column('confidence', '置信度', 'Confidence', { type: 'number' }),
  column('records', '记录数', 'Records', { type: 'integer' }),
  column('sources', '来源', 'Sources', { type: 'list' }),
  column('enterpriseId', '企业库编号', 'Enterprise of the library', { type: 'code', width: 38 }),
  column('headName', '总部', 'Head office', { width: 30 }),
]

const MEMBERSHIP: readonly ExportColumn[] = [
  column('source', '来源', 'Source'),
  column('externalId', '记录编号', 'Record', { type: 'code' }),
  column('name', '记录上的名称', 'Name on the record', { width: 36 }),
  column('entityId', '实体编号', 'Entity', { type: 'code', width: 38 }),
  column('entityName', '企业名称', 'Name', { width: 36 }),
  column('enterpriseId', '企业库编号', 'Enterprise of the library', { type: 'code', width: 38 }),
]

/** Golden records, or which record belongs to which, as a file. */
export async function exportTable(
  ctx: Ctx,
  { what, format }: EndpointInput<typeof exportFusion>['query'],
): Promise<FileReply> {
  requireRead(ctx)
  await auditRead(ctx, 'export', null, { what, format })
  const date = civilDate(ctx.kernel.now())
  const isGolden = what === 'golden'
  return tableReply(isGolden ? goldenRows(ctx) : membershipRows(ctx), isGolden ? GOLDEN : MEMBERSHIP, {
    format,
    lang: ctx.lang,
    name: isGolden
      ? { zh: `金记录-${date}`, en: `golden-records-${date}` }
      : { zh: `记录归属-${date}`, en: `membership-${date}` },
    notes: [(await hasSynthetic(ctx.db)) ? SYNTHETIC_NOTE : undefined],
  })
}

async function* goldenRows(ctx: Ctx): AsyncGenerator<ExportRow> {
  for (let after = FIRST; ; ) {
    const rows = await selectGoldenAfter(ctx.db, after, PAGE)
    for (const { golden, ...row } of rows) {
      const values = Object.fromEntries(golden.map(({ field, value }) => [field, value]))
      yield { ...values, ...row }
    }
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}

async function* membershipRows(ctx: Ctx): AsyncGenerator<ExportRow> {
  for (let after = FIRST; ; ) {
    const rows = await selectMembershipAfter(ctx.db, after, PAGE)
    yield* rows
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}
