import { PassThrough } from 'node:stream'
import type { EndpointInput } from '#kernel/contract'
import { AppError, civilDate, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { storeFile } from '#kernel/files'
import type { Ctx, FileReply, UploadedFile } from '#kernel/module'
import { writeTemplate } from '#kernel/tables'
import { openHead, shownHead, withBatchFile } from '#modules/registry'
import type {
  ChainFilePreview,
  ChainTable,
  previewChainImport,
  uploadChainImport,
} from '../../contract/imports.ts'
import { insertBatch } from '../store/batches.ts'
import { chainTableOf } from '../tables.ts'
import { auditBatch, batchOf, requireOneKind, requireState, shownBatch } from './batches.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Keeps an uploaded file and shows what it seems to hold. A file that cannot be read is refused and not kept. */
export async function uploadTable(
  ctx: Ctx,
  query: EndpointInput<typeof uploadChainImport>['query'],
  files: readonly UploadedFile[],
): Promise<ChainFilePreview> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.fact.import')
  const upload = files[0]
  if (!upload) throw new AppError('chain.imports.fileMissing', {}, { field: 'file' })
  const today = civilDate(ctx.kernel.now())
  if (query.observedOn > today)
    throw new AppError('chain.imports.observedLater', { today }, { field: 'query.observedOn' })
  const synthetic = query.synthetic === 'true'
  await requireOneKind(ctx, { synthetic })
  const table = chainTableOf(query.table)
  const source = await openHead(upload.path, upload.fileName, table, {})
  try {
    const id = newId()
    await inTransaction(ctx, async (inside) => {
      const stored = await storeFile(inside, { path: upload.path, name: upload.fileName })
      const { sourceKind, source: text, observedOn } = query
      const batch = {
        id,
        tableName: query.table,
        fileId: stored.id,
        fileName: upload.fileName,
        sourceKind,
        source: text,
        observedOn,
        synthetic,
        createdBy: ctx.actor.name,
      }
      await insertBatch(inside.db, batch)
      const { bytes, sha256 } = stored
      await auditBatch(inside, 'chain.imports.upload', batch, {
        sourceKind,
        source: text,
        observedOn,
        bytes,
        sha256,
      })
    })
    return { batch: shownBatch(ctx, await batchOf(ctx, id)), ...shownHead(source, table) }
  } finally {
    source.close()
  }
}

/** Reads the head of an uploaded file again, under another sheet or header row. */
export async function previewAgain(
  ctx: Ctx,
  id: string,
  choice: EndpointInput<typeof previewChainImport>['body'],
): Promise<ChainFilePreview> {
  const batch = await batchOf(ctx, id)
  requireState(batch, 'uploaded', 'staged', 'failed', 'cancelled')
  const table = chainTableOf(batch.tableName)
  const file = { ...batch, sheet: choice.sheet ?? null, headerRow: choice.headerRow ?? null }
  return withBatchFile(ctx.db, file, table, async (source) => ({
    batch: shownBatch(ctx, batch),
    ...shownHead(source, table),
  }))
}

/** An empty workbook to fill in. */
export function templateOf(ctx: Ctx, name: ChainTable): FileReply {
  ctx.kernel.permissions.require(ctx.actor, 'chain.fact.import')
  const table = chainTableOf(name)
  const stream = new PassThrough()
  writeTemplate(table, stream, ctx.lang).catch((error: Error) => stream.destroy(error))
  return { fileName: `${table.titles[ctx.lang]}.xlsx`, contentType: XLSX, stream }
}
