import { AppError } from '#kernel/core'
import type { Db } from '#kernel/db'
import { withFileOnDisk } from '#kernel/files'
import type { Ctx } from '#kernel/module'
import {
  correctMapping,
  type HeaderMapping,
  mapHeaders,
  openTable,
  type TableDef,
  type TableSource,
} from '#kernel/tables'
import type { FilePreview } from '../../contract.ts'
import { reference } from '../../service/reference.ts'
import type { Terms } from '../columns.ts'
import { nodeFinder, regionFinder } from '../domain/terms.ts'
import type { StoredBatch } from '../store/batch.ts'

/** Which sheet and header row of a file to read; row 0 says that there is no header. */
export interface HeadChoice {
  readonly sheet?: string | null
  readonly headerRow?: number | null
}

/** Opens a file at the chosen sheet; a header row that the guess has too keeps the guess, which may span rows. */
export async function openHead(
  path: string,
  name: string,
  table: TableDef,
  choice: HeadChoice,
  signal?: AbortSignal,
): Promise<TableSource> {
  const options = { table, signal, ...(choice.sheet ? { sheet: choice.sheet } : {}) }
  const source = await openTable({ path, name }, options)
  const wanted = choice.headerRow
  if (wanted === null || wanted === undefined || source.header?.rows.includes(wanted)) return source
  source.close()
  const sheet = options.sheet ?? source.sheet
  return openTable({ path, name }, { ...options, sheet, headerRows: wanted === 0 ? [] : [wanted] })
}

/** Where the file of a batch is, and how its head is read. */
export type BatchFile = Pick<StoredBatch, 'fileId' | 'fileName' | 'sheet' | 'headerRow'>

/** Lends the stored file of a batch, opened. */
export async function withBatchFile<T>(
  db: Db,
  batch: BatchFile,
  table: TableDef,
  use: (source: TableSource) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return withFileOnDisk(db, batch.fileId, async (path) => {
    const source = await openHead(path, batch.fileName, table, batch, signal)
    try {
      return await use(source)
    } finally {
      source.close()
    }
  })
}

/** How the file's columns are read: the guess, or what a person confirmed. */
export function mappingFor(
  source: TableSource,
  table: TableDef,
  chosen: Readonly<Record<string, number>> | null,
): HeaderMapping {
  const headers = source.header?.columns.map((column) => column.text) ?? []
  const guess = mapHeaders(headers, table, { tableUnit: source.header?.unit })
  if (chosen === null) return guess
  const byIndex = new Map(Object.entries(chosen).map(([key, index]) => [index, key]))
  return correctMapping(
    guess,
    table,
    // Where the person agrees with the guess it stays as it is: it knows the unit of the header.
    Object.fromEntries(
      guess.matches
        .filter((match) => match.key !== (byIndex.get(match.index) ?? null))
        .map((match) => [match.index, byIndex.get(match.index) ?? null]),
    ),
  )
}

/** Refuses a mapping that names unknown columns, one column twice, or leaves a required one out. */
export function checkMapping(table: TableDef, chosen: Readonly<Record<string, number>>): void {
  const seen = new Set<number>()
  for (const [key, index] of Object.entries(chosen)) {
    if (!table.columns.some((column) => column.key === key))
      throw new AppError('tables.unknownColumn', { key }, { field: `body.mapping.${key}` })
    if (seen.has(index)) throw new AppError('tables.columnTwice', { key }, { field: `body.mapping.${key}` })
    seen.add(index)
  }
  const missing = table.columns.filter((column) => column.required && chosen[column.key] === undefined)
  if (missing.length > 0) {
    throw new AppError(
      'tables.columnsMissing',
      {
        columns: missing.map((column) => column.titles.zh).join('、'),
        columnsEn: missing.map((column) => column.titles.en).join(', '),
      },
      { field: 'body.mapping' },
    )
  }
}

/** The names of districts and chain nodes in the library. */
export async function termsOf(ctx: Ctx): Promise<Terms> {
  const { regions, nodes } = await reference(ctx)
  return { districts: regionFinder(regions), nodes: nodeFinder(nodes) }
}

const SAMPLE_ROWS = 10

/** What a file seems to hold: its sheets, headers, the column that stands for each field, its first rows. */
export function shownHead(source: TableSource, table: TableDef): Omit<FilePreview, 'batch'> {
  const mapping = mappingFor(source, table, null)
  return {
    kind: source.kind,
    encoding: source.encoding ?? null,
    delimiter: source.delimiter ?? null,
    sheets: source.sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name),
    sheet: source.sheet ?? null,
    headerRow: source.header?.rows.at(-1) ?? 0,
    headers: source.header?.columns.map((column) => column.text) ?? [],
    columns: table.columns.map((column) => {
      const match = mapping.matches.find(({ key }) => key === column.key)
      return {
        key: column.key,
        titleZh: column.titles.zh,
        titleEn: column.titles.en,
        required: column.required ?? false,
        index: match?.index ?? null,
        confidence: match?.confidence ?? null,
        helpZh: column.help?.zh ?? null,
        helpEn: column.help?.en ?? null,
      }
    }),
    missing: [...mapping.missing],
    unmapped: [...mapping.unmapped],
    sample: (source.header ? source.preview : source.top)
      .slice(0, SAMPLE_ROWS)
      .map((row) => Array.from(row.cells, (cell) => cell?.text ?? '')),
  }
}
