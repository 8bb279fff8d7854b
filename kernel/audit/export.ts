import { PassThrough, Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Ctx, FileReply } from '../module/index.ts'
import { type ExportColumn, type ExportRow, writeCsv, writeXlsx } from '../tables/index.ts'
import { appendEntry } from './append.ts'
import { type ChainRow, canonicalJson, GENESIS_HASH } from './chain.ts'
import type { AuditFilter } from './contract.ts'
import { chainHead, matchingEntries } from './rows.ts'

const COLUMNS: readonly ExportColumn[] = [
  { key: 'seq', titles: { zh: '序号', en: 'No.' }, type: 'integer' },
  { key: 'at', titles: { zh: '时间（UTC）', en: 'Time (UTC)' }, type: 'text', width: 26 },
  { key: 'actorName', titles: { zh: '操作人', en: 'Actor' }, type: 'text' },
  { key: 'actorKind', titles: { zh: '操作人类型', en: 'Kind of actor' }, type: 'text' },
  { key: 'actorId', titles: { zh: '账号编号', en: 'Account id' }, type: 'text', width: 38 },
  { key: 'orgId', titles: { zh: '组织编号', en: 'Organisation id' }, type: 'text', width: 38 },
  { key: 'action', titles: { zh: '操作', en: 'Action' }, type: 'text', width: 30 },
  { key: 'resource', titles: { zh: '对象类型', en: 'Resource' }, type: 'text' },
  { key: 'recordId', titles: { zh: '对象编号', en: 'Record' }, type: 'text', width: 38 },
  { key: 'detail', titles: { zh: '内容', en: 'Detail' }, type: 'text', width: 60 },
  { key: 'requestId', titles: { zh: '请求编号', en: 'Request id' }, type: 'text', width: 38 },
  { key: 'hash', titles: { zh: '哈希', en: 'Hash' }, type: 'text', width: 66 },
]

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
}

/** Longest text an Excel cell takes. */
const CELL_LIMIT = 32_000

/** The entries that match, as a file that streams. The export itself is entered in the log first. */
export async function exportEntries(
  ctx: Ctx,
  filter: AuditFilter,
  format: keyof typeof TYPES,
): Promise<FileReply> {
  const scope = ctx.kernel.permissions.filter(ctx.actor, 'audit.entry.export')
  await appendEntry(ctx, {
    action: 'audit.entry.export',
    resource: 'audit.entry',
    recordId: null,
    detail: { format, filter },
  })
  const upTo = (await chainHead(ctx.db))?.seq ?? 0
  const rows = matchingEntries(ctx.db, filter, scope, upTo)
  const stamp = ctx.kernel.now().toISOString().slice(0, 19).replace(/\D/g, '')
  return {
    fileName: `audit-${stamp}.${format}`,
    contentType: TYPES[format],
    stream: format === 'ndjson' ? Readable.from(ndjson(ctx, rows, upTo)) : tabular(rows, format, ctx.lang),
  }
}

/** Entries as lines of canonical JSON with their hashes, and a closing line with the head. */
async function* ndjson(ctx: Ctx, rows: AsyncIterable<ChainRow>, upTo: number): AsyncGenerator<string> {
  let count = 0
  for await (const row of rows) {
    count++
    yield `${canonicalJson(row)}\n`
  }
  const { rows: found } = await sql<{ hash: string }>`
    select hash from kernel.audit_entry where seq = ${upTo}`.execute(ctx.db)
  yield `${canonicalJson({ end: { seq: upTo, hash: found[0]?.hash ?? GENESIS_HASH, rows: count } })}\n`
}

function tabular(rows: AsyncIterable<ChainRow>, format: 'xlsx' | 'csv', lang: Ctx['lang']): PassThrough {
  const out = new PassThrough()
  const write = format === 'xlsx' ? writeXlsx : writeCsv
  const title = lang === 'zh' ? '审计日志' : 'Audit log'
  write(flat(rows), COLUMNS, out, { lang, title }).catch((error: Error) => out.destroy(error))
  return out
}

async function* flat(rows: AsyncIterable<ChainRow>): AsyncGenerator<ExportRow> {
  for await (const row of rows) {
    const detail = row.detail === null ? null : canonicalJson(row.detail)
    yield {
      ...row,
      detail: detail !== null && detail.length > CELL_LIMIT ? `${detail.slice(0, CELL_LIMIT)}…` : detail,
    }
  }
}
