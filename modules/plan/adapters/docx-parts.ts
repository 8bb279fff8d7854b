import { buffer } from 'node:stream/consumers'
import { AppError } from '#kernel/core'
import { openZip, type ZipParts } from '#kernel/tables'
import { tooBig } from './plan-file-error.ts'

const MIB = 1024 * 1024
/** Text parts of a Word file that may be unpacked: a plan of a million characters stays far below. */
export const MAX_PARTS_MB = 64
/** Pictures are never unpacked, so the whole file may declare more than is read. */
const MAX_DECLARED_BYTES = 1024 * MIB
const MAX_RATIO = 200

/** The archive as mammoth asks for it. */
export interface DocxArchive {
  exists(name: string): boolean
  read(name: string, encoding?: string): Promise<string | Uint8Array>
  close(): void
}

/**
 * A Word file's parts for mammoth, unpacked one by one within limits. Mammoth's own reader unpacks whatever the file
 * holds: a file of 1 MB can fill gigabytes. Here a part that holds more than the directory says fails (yauzl), and
 * the sum of what is read is bounded.
 * @throws PlanFileError plan.file.tooBig; AppError tables.damaged, tables.encrypted
 */
export async function openDocx(bytes: Uint8Array): Promise<DocxArchive> {
  const zip = await openZip(bytes, { maxUnzippedBytes: MAX_DECLARED_BYTES, maxRatio: MAX_RATIO }).catch(
    (error: unknown) => {
      const code = error instanceof AppError ? error.code : ''
      if (code === 'tables.zipBomb' || code === 'tables.unzippedTooLarge') throw tooBig(MAX_PARTS_MB, error)
      throw error
    },
  )
  let left = MAX_PARTS_MB * MIB
  return {
    exists: (name) => zip.entries.has(name),
    async read(name, encoding) {
      const part = await unpack(zip, name, (size) => {
        left -= size
        if (left < 0) throw tooBig(MAX_PARTS_MB)
      })
      if (encoding === 'base64') return part.toString('base64')
      return encoding ? new TextDecoder(encoding).decode(part) : part
    },
    close: () => zip.close(),
  }
}

async function unpack(zip: ZipParts, name: string, take: (size: number) => void): Promise<Buffer> {
  const entry = zip.entries.get(name)
  if (!entry) throw new Error(`no part ${name}`)
  take(entry.uncompressedSize)
  return buffer(await zip.stream(entry))
}
