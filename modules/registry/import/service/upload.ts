import { PassThrough } from 'node:stream'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { storeFile } from '#kernel/files'
import type { Ctx, FileReply, UploadedFile } from '#kernel/module'
import { type TableSource, writeTemplate } from '#kernel/tables'
import type { FilePreview, ImportTable } from '../../contract.ts'
import { insertBatch, type StoredBatch, selectBatch } from '../store/batch.ts'
import { importTableOf } from '../tables.ts'
import { batchOf, requireImport, requireState, shownBatch } from './access.ts'
import { type HeadChoice, openHead, shownHead, withBatchFile } from './source.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Keeps an uploaded file and shows what it seems to hold. A file that cannot be read is refused and not kept. */
export async function uploadTable(
  ctx: Ctx,
  table: ImportTable,
  files: readonly UploadedFile[],
): Promise<FilePreview> {
  requireImport(ctx)
  const upload = files[0]
  if (!upload) throw new AppError('registry.import.fileMissing', {}, { field: 'file' })
  const source = await openHead(upload.path, upload.fileName, importTableOf(table), {})
  try {
    const id = newId()
    await inTransaction(ctx, async (inside) => {
      const stored = await storeFile(inside, { path: upload.path, name: upload.fileName })
      await insertBatch(inside.db, {
        id,
        table,
        fileId: stored.id,
        fileName: upload.fileName,
        by: ctx.actor.name,
        ownerId: ctx.actor.accountId,
      })
      await ctx.kernel.audit.append(inside, {
        action: 'registry.import.upload',
        resource: 'registry.enterprise',
        recordId: id,
        detail: { table, file: upload.fileName, bytes: stored.bytes, sha256: stored.sha256 },
      })
    })
    return previewOf((await selectBatch(ctx.db, id))!, source)
  } finally {
    source.close()
  }
}

/** Reads the head of an uploaded file again, under another sheet or header row. */
export async function previewAgain(ctx: Ctx, id: string, choice: HeadChoice): Promise<FilePreview> {
  const batch = await batchOf(ctx, id)
  requireState(batch, 'uploaded', 'staged', 'failed', 'cancelled')
  const table = importTableOf(batch.tableName)
  const chosen = { ...batch, sheet: choice.sheet ?? null, headerRow: choice.headerRow ?? null }
  return withBatchFile(ctx.db, chosen, table, async (source) => previewOf(batch, source))
}

function previewOf(batch: StoredBatch, source: TableSource): FilePreview {
  return { batch: shownBatch(batch), ...shownHead(source, importTableOf(batch.tableName)) }
}

/** An empty workbook to fill in. */
export function templateOf(ctx: Ctx, name: ImportTable): FileReply {
  requireImport(ctx)
  const table = importTableOf(name)
  const stream = new PassThrough()
  writeTemplate(table, stream, ctx.lang).catch((error: Error) => stream.destroy(error))
  return { fileName: `${table.titles[ctx.lang]}.xlsx`, contentType: XLSX, stream }
}
