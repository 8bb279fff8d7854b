import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { AppError } from '#kernel/core'
import type { TableLimits } from './limits.ts'

/** A workbook's zip, opened and inspected but with nothing unpacked. */
export interface ZipParts {
  readonly entries: ReadonlyMap<string, yauzl.Entry>
  /**
   * Unpacks one part as a stream. yauzl fails the stream when it holds more than the directory declared, so the
   * sizes checked at opening bind.
   */
  stream(entry: yauzl.Entry): Promise<Readable>
  close(): void
}

/** What a zip may hold. */
export type ZipLimits = Pick<TableLimits, 'maxUnzippedBytes' | 'maxRatio'>

const MAX_ENTRIES = 10_000
/** Below this a part cannot hurt, whatever its ratio. */
const HARMLESS_BYTES = 16 * 1024 * 1024

/**
 * Opens a zip (its path, or its bytes) and refuses it before unpacking anything.
 * @throws AppError tables.damaged, tables.encrypted, tables.zipBomb, tables.unzippedTooLarge
 */
export async function openZip(source: string | Uint8Array, limits: ZipLimits): Promise<ZipParts> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    const opened = (error: Error | null, file: yauzl.ZipFile) =>
      error
        ? reject(new AppError('tables.damaged', { detail: error.message }, { cause: error }))
        : resolve(file)
    const options = { lazyEntries: true, autoClose: false }
    if (typeof source === 'string') yauzl.open(source, options, opened)
    else yauzl.fromBuffer(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options, opened)
  })
  try {
    return {
      entries: await readDirectory(zip, limits),
      stream: (entry) =>
        new Promise<Readable>((resolve, reject) =>
          zip.openReadStream(entry, (error, stream) =>
            error
              ? reject(new AppError('tables.damaged', { detail: error.message }, { cause: error }))
              : resolve(stream),
          ),
        ),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function readDirectory(zip: yauzl.ZipFile, limits: ZipLimits): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    let unzipped = 0
    zip.on('error', (error: Error) =>
      reject(new AppError('tables.damaged', { detail: error.message }, { cause: error })),
    )
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      try {
        unzipped += entry.uncompressedSize
        checkEntry(entry, unzipped, limits)
        // Some writers begin names with a slash; Excel does not mind, so neither do we.
        const name = entry.fileName.replace(/^\//, '')
        if (entries.has(name) || entries.size >= MAX_ENTRIES) {
          throw new AppError('tables.damaged', { detail: `zip directory: ${name}` })
        }
        entries.set(name, entry)
        zip.readEntry()
      } catch (error) {
        reject(error as Error)
      }
    })
    zip.readEntry()
  })
}

function checkEntry(entry: yauzl.Entry, unzipped: number, limits: ZipLimits): void {
  if (entry.isEncrypted()) throw new AppError('tables.encrypted')
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  if (entry.uncompressedSize > HARMLESS_BYTES && ratio > limits.maxRatio) {
    throw new AppError('tables.zipBomb', {
      part: entry.fileName,
      ratio: Math.round(ratio),
      maxRatio: limits.maxRatio,
    })
  }
  if (unzipped > limits.maxUnzippedBytes) {
    throw new AppError('tables.unzippedTooLarge', {
      maxMegabytes: Math.round(limits.maxUnzippedBytes / 1024 / 1024),
    })
  }
}
