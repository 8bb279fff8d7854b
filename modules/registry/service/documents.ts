import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { fileContent, storeFile } from '#kernel/files'
import type { Ctx, FileReply, UploadedFile } from '#kernel/module'
import type { EnterpriseDetail } from '../contract.ts'
import { insertDocument, selectDocuments } from '../store/enterprise.ts'
import { decideOn, enterpriseOf, enterpriseWithParts } from './detail.ts'

/** Attaches an uploaded file to an enterprise. */
export async function attachDocument(
  ctx: Ctx,
  id: string,
  files: readonly UploadedFile[],
): Promise<EnterpriseDetail> {
  const upload = files[0]
  if (!upload) throw new AppError('registry.document.missing', {}, { field: 'file' })
  const decision = decideOn(ctx, await enterpriseOf(ctx, id), 'write')
  if (!decision.field('documents')) throw new AppError('auth.forbidden', decision.explain() as never)
  await inTransaction(ctx, async (inside) => {
    const stored = await storeFile(inside, { path: upload.path, name: upload.fileName })
    const documentId = newId()
    await insertDocument(inside.db, {
      id: documentId,
      enterprise_id: id,
      title: upload.fileName,
      file_id: stored.id,
      file_name: upload.fileName,
      bytes: stored.bytes,
      created_by: ctx.actor.name,
    })
    await ctx.kernel.audit.append(inside, {
      action: 'registry.document.create',
      resource: 'registry.enterprise',
      recordId: id,
      detail: { document: documentId, name: upload.fileName, sha256: stored.sha256 },
    })
  })
  return enterpriseWithParts(ctx, id)
}

/** Sends an attached file; always as a download, so that no browser runs what somebody uploaded. */
export async function sendDocument(ctx: Ctx, id: string, documentId: string): Promise<FileReply> {
  const decision = decideOn(ctx, await enterpriseOf(ctx, id), 'read')
  if (!decision.field('documents')) throw new AppError('auth.forbidden', decision.explain() as never)
  const document = (await selectDocuments(ctx.db, id)).find((row) => row.id === documentId)
  if (!document) throw new AppError('registry.document.notFound', { id: documentId })
  await ctx.kernel.audit.append(ctx, {
    action: 'registry.document.read',
    resource: 'registry.enterprise',
    recordId: id,
    detail: { document: documentId, name: document.fileName },
  })
  return {
    fileName: document.fileName,
    contentType: 'application/octet-stream',
    stream: fileContent(ctx.db, document.fileId),
  }
}
