import { PassThrough } from 'node:stream'
import type { Bilingual } from '../contract/index.ts'
import type { FileReply, Lang } from '../module/index.ts'
import { type ExportColumn, type ExportRow, writeCsv, writeXlsx } from '../tables/index.ts'

export interface TableReplyOptions {
  readonly format: 'xlsx' | 'csv'
  readonly lang: Lang
  /** File name without its ending; also the sheet's name. */
  readonly name: Bilingual
  /** What a reader has to know of the rows; `undefined` entries are left out. */
  readonly notes?: readonly (Bilingual | undefined)[]
}

const CONTENT_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** Rows as a file to download, written while they are read. */
export function tableReply(
  rows: AsyncIterable<ExportRow>,
  columns: readonly ExportColumn[],
  { format, lang, name, notes = [] }: TableReplyOptions,
): FileReply {
  const stream = new PassThrough()
  const write = format === 'csv' ? writeCsv : writeXlsx
  const note = notes.filter((entry) => entry !== undefined).map((entry) => entry[lang])
  write(rows, columns, stream, { lang, title: name[lang], note }).catch((error: Error) =>
    stream.destroy(error),
  )
  return { fileName: `${name[lang]}.${format}`, contentType: CONTENT_TYPES[format], stream }
}
