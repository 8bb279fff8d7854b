import { AppError } from '#kernel/core'
import type { Row } from './cell.ts'
import type { TableLimits } from './limits.ts'
import { sheetRows } from './sheet-rows.ts'
import { type SheetScan, scanSheet } from './sheet-scan.ts'
import { readRelations, readWorkbookParts, relationsOf, type SheetInfo } from './workbook-parts.ts'
import { openZip, type ZipParts } from './zip.ts'

/** Reading of all rows, from the first, of one table; the same for CSV and XLSX. */
export interface RowReader {
  read(options?: ReadOptions): AsyncIterable<Row>
  /** What `ReadOptions.onProgress` counts towards. */
  readonly totalBytes: number
  close(): void
}

export interface ReadOptions {
  readonly signal?: AbortSignal
  /** Called now and then with the bytes read so far and in all (unzipped bytes of the sheet for a workbook). */
  readonly onProgress?: (bytes: number, total: number) => void
}

export interface XlsxSheets {
  readonly sheets: readonly SheetInfo[]
  readonly sheet: SheetInfo
  readonly reader: RowReader
}

/**
 * Opens a workbook. Only its directory, styles and shared strings are read here, plus one pass over the sheet's bytes.
 * @param wanted name of the sheet; by default the first visible one
 * @throws AppError tables.damaged, tables.zipBomb, tables.encrypted, tables.sheetNotFound and others
 */
export async function openXlsx(
  path: string,
  wanted: string | undefined,
  limits: TableLimits,
  signal?: AbortSignal,
): Promise<XlsxSheets> {
  const zip = await openZip(path, limits)
  try {
    const book = await readWorkbookParts(zip, limits)
    const sheet =
      wanted === undefined
        ? (book.sheets.find((s) => !s.hidden) ?? book.sheets[0])
        : book.sheets.find((s) => s.name === wanted)
    if (!sheet) {
      throw new AppError('tables.sheetNotFound', {
        sheet: wanted ?? '',
        sheets: book.sheets.map((s) => s.name).join('、'),
      })
    }
    const entry = zip.entries.get(sheet.path)!
    const scan = await scanSheet(await zip.stream(entry), signal)
    const links = await linkTargets(zip, sheet.path, scan)
    async function* read(options: ReadOptions = {}): AsyncGenerator<Row> {
      const rows = sheetRows({ book, merges: scan.merges, link: (ref) => links?.get(ref), limits })
      const decoder = new TextDecoder()
      const stream = await zip.stream(entry)
      let bytes = 0
      try {
        for await (const chunk of stream) {
          options.signal?.throwIfAborted()
          bytes += (chunk as Buffer).length
          rows.write(decoder.decode(chunk as Buffer, { stream: true }))
          yield* rows.take()
          options.onProgress?.(Math.min(bytes, scan.valuesEnd), scan.valuesEnd)
          if (bytes >= scan.valuesEnd) break
        }
        yield* rows.finish()
      } catch (error) {
        throw asAppError(error)
      } finally {
        stream.destroy()
      }
    }
    return {
      sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
      sheet: { name: sheet.name, hidden: sheet.hidden },
      reader: { read, totalBytes: scan.valuesEnd, close: () => zip.close() },
    }
  } catch (error) {
    zip.close()
    throw asAppError(error)
  }
}

async function linkTargets(
  zip: ZipParts,
  sheetPath: string,
  scan: SheetScan,
): Promise<Map<string, string> | undefined> {
  if (scan.links.size === 0) return undefined
  const relations = await readRelations(
    zip,
    relationsOf(sheetPath),
    sheetPath.slice(0, sheetPath.lastIndexOf('/') + 1),
  )
  const targets = new Map<string, string>()
  for (const [ref, id] of scan.links) {
    const target = relations.get(id)?.path
    if (target) targets.set(ref, target)
  }
  return targets
}

/** Faults of the zip or of inflating become a refusal the user can read; aborts and our own errors pass. */
function asAppError(error: unknown): unknown {
  if (error instanceof AppError || (error as Error)?.name === 'AbortError') return error
  const code = (error as NodeJS.ErrnoException)?.code
  const message = (error as Error)?.message ?? ''
  if (
    code?.startsWith('Z_') ||
    /invalid|unexpected end|too many bytes|not enough bytes|compress/i.test(message)
  ) {
    return new AppError('tables.damaged', { detail: message }, { cause: error })
  }
  return error
}
