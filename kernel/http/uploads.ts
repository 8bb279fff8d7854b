import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../core/index.ts'
import type { UploadedFile } from '../module/index.ts'

/** What came in a multipart request: fields, and files on disk until `clean` is called. */
export interface Upload {
  readonly fields: Record<string, string>
  readonly files: readonly UploadedFile[]
  clean(): Promise<void>
}

/** Streams the files of a multipart request to a private folder; nothing is held in memory. */
export async function receiveUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new AppError('http.upload.expected', {}, { status: 400 })
  const folder = await mkdtemp(join(tmpdir(), 'zhiqing-upload-'))
  const clean = () => rm(folder, { recursive: true, force: true })
  const fields: Record<string, string> = {}
  const files: UploadedFile[] = []
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value)
        continue
      }
      const path = join(folder, String(files.length))
      await pipeline(part.file, createWriteStream(path))
      if (part.file.truncated) throw new AppError('http.body.tooLarge')
      files.push({ fileName: fileNameOf(part.filename), path, bytes: (await stat(path)).size })
    }
    return { fields, files, clean }
  } catch (error) {
    await clean()
    throw error
  }
}

/** The name alone, without folders or control characters. */
function fileNameOf(sent: string): string {
  return (
    basename(sent.replaceAll('\\', '/'))
      .replace(/\p{Cc}/gu, '')
      .slice(0, 200) || 'file'
  )
}
