import { createWriteStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { type ExportColumn, exportCell, exportHeader, exportText } from './export-column.ts'
import type { Language, TypedValue } from './schema.ts'
import { neutralise } from './text.ts'
import { type Output, writeWorkbook } from './xlsx-writer.ts'

export type ExportRow = Readonly<Record<string, TypedValue | undefined>>

export interface ExportOptions {
  readonly lang: Language
  /** Name of the sheet, and heading of the notes. */
  readonly title?: string
  /** What a reader has to know of the data: that they are synthetic, their source, their date. */
  readonly note?: string | readonly string[]
  readonly signal?: AbortSignal
  readonly onRow?: (count: number) => void
}

type Rows = AsyncIterable<ExportRow> | Iterable<ExportRow>

/**
 * Writes rows as a workbook, streaming: header frozen, dates and numbers real, money in the column's unit, text never a
 * formula. Notes go to a second sheet.
 * @returns how many rows were written; on failure or abort nothing is left behind at `out`
 */
export async function writeXlsx(
  rows: Rows,
  columns: readonly ExportColumn[],
  out: Output,
  options: ExportOptions,
): Promise<number> {
  const { lang, signal } = options
  let count = 0
  await writeWorkbook(out, signal, async (book) => {
    const title = options.title ?? (lang === 'zh' ? '数据' : 'Data')
    book.sheet(title, {
      widths: columns.map((column) => column.width ?? widthOf(column, lang)),
      frozenRows: 1,
    })
    await book.row(columns.map((column) => ({ value: exportHeader(column, lang), look: 'header' })))
    for await (const row of rows) {
      await book.row(columns.map((column) => exportCell(row[column.key], column, lang)))
      count++
      options.onRow?.(count)
    }
    const notes = notesOf(options)
    if (notes.length > 0) {
      book.sheet(lang === 'zh' ? '说明' : 'Notes', { widths: [100] })
      if (options.title) await book.row([{ value: options.title, look: 'heading' }])
      for (const note of notes) await book.row([{ value: note, look: 'note' }])
    }
  })
  return count
}

/**
 * Writes rows as CSV, streaming: UTF-8 with a byte order mark (or Excel takes Chinese for gibberish), CRLF, text that
 * could be a formula neutralised. Notes are a last column, on every row: lines above the header would break readers, and
 * a row that is cut out keeps what has to be known of it.
 * @returns how many rows were written
 */
export async function writeCsv(
  rows: Rows,
  columns: readonly ExportColumn[],
  out: Output,
  options: ExportOptions,
): Promise<number> {
  const { lang, signal } = options
  let count = 0
  async function* records(): AsyncGenerator<string[]> {
    const notes = notesOf(options).map(neutralise).join(' ')
    const said = (text: string) => (notes === '' ? [] : [text])
    yield [
      ...columns.map((column) => neutralise(exportHeader(column, lang))),
      ...said(lang === 'zh' ? '说明' : 'Notes'),
    ]
    for await (const row of rows) {
      const cells = columns.map((column) => {
        const { text, isNumber } = exportText(row[column.key], column, lang)
        return isNumber ? text : neutralise(text)
      })
      yield [...cells, ...said(notes)]
      count++
      options.onRow?.(count)
    }
  }
  const format = stringify({ bom: true, record_delimiter: 'windows', quoted_match: /^\s|\s$|[\r\n;|\t]/ })
  const sink = typeof out === 'string' ? createWriteStream(out) : out
  try {
    await pipeline(Readable.from(records()), format, sink, { signal })
  } catch (error) {
    if (typeof out === 'string') await unlink(out).catch(() => {})
    throw error
  }
  return count
}

function notesOf(options: ExportOptions): readonly string[] {
  return typeof options.note === 'string' ? [options.note] : (options.note ?? [])
}

/** Room for the header: a Chinese character is about two wide. */
export function widthOf(column: ExportColumn, language: Language): number {
  const header = exportHeader(column, language)
  const chars = [...header].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0)
  const least = column.type === 'text' || column.type === 'list' ? 20 : 12
  return Math.min(60, Math.max(least, chars + 2))
}
