import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config/index.ts'
import type { Endpoint } from '../contract/index.ts'
import { AppError } from '../core/index.ts'
import type { UploadedFile } from '../module/index.ts'

const MAX_FILES = 20
const MAX_FIELDS = 50
const FIELD_BYTES = 1 << 20
/** Leftovers of a server that was killed are removed when they are this old; younger ones may belong to another. */
const LEFTOVER_MS = 86_400_000

declare module 'fastify' {
  interface FastifyRequest {
    uploads: UploadedFile[]
    /** Folder of this request's files; removed when the answer is out. */
    uploadFolder: string | null
  }
}

/** Where uploads lie while a request works on them. */
export function uploadArea(config: Config): string {
  return join(config.dataDir, 'uploads')
}

/**
 * Streams the files of a multipart body to disk and makes the fields beside them the request's body, which is then
 * validated as usual. A handler that wants to keep a file moves it away; the rest is removed after the answer.
 */
export async function receiveUploads(
  request: FastifyRequest,
  endpoint: Endpoint,
  config: Config,
): Promise<void> {
  if (!request.isMultipart()) throw new AppError('http.upload.missing', {}, { status: 415 })
  const folder = join(uploadArea(config), request.id)
  await mkdir(folder, { recursive: true })
  request.uploadFolder = folder
  const files: UploadedFile[] = []
  const fields: Record<string, unknown> = {}
  const limits = {
    fileSize: config.uploadMaxMb * 1024 * 1024,
    files: MAX_FILES,
    fields: MAX_FIELDS,
    fieldSize: FIELD_BYTES,
  }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      // The caller's name never becomes a path.
      const path = join(folder, String(files.length))
      await pipeline(part.file, createWriteStream(path))
      if (part.file.truncated) throw new AppError('http.upload.tooLarge', { limitMb: config.uploadMaxMb })
      files.push({ fileName: part.filename, path, bytes: part.file.bytesRead })
    } else {
      fields[part.fieldname] = fieldValue(endpoint.body, part.fieldname, String(part.value))
    }
  }
  request.uploads = files
  request.body = fields
}

/** Removes what a request uploaded and nobody moved away. */
export async function discardUploads(request: FastifyRequest): Promise<void> {
  const folder = request.uploadFolder
  if (folder === null) return
  request.uploadFolder = null
  await rm(folder, { recursive: true, force: true })
}

/** Removes what an earlier server left behind. */
export async function removeLeftovers(config: Config, now: Date): Promise<void> {
  const area = uploadArea(config)
  const names = await readdir(area).catch(() => [])
  for (const name of names) {
    const { mtimeMs } = await stat(join(area, name))
    if (now.getTime() - mtimeMs > LEFTOVER_MS) await rm(join(area, name), { recursive: true, force: true })
  }
}

/** Form fields are text; numbers, flags and JSON are read back where the schema asks for them. */
function fieldValue(schema: Endpoint['body'], name: string, text: string): unknown {
  const wanted = schema instanceof z.ZodObject ? kindOf(schema.shape[name]) : undefined
  if (wanted === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  if (wanted === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (wanted === 'string' || wanted === 'enum') return text
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function kindOf(schema: unknown): string | undefined {
  let inner = schema
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault)
    inner = inner.unwrap()
  return inner instanceof z.ZodType ? inner.def.type : undefined
}
