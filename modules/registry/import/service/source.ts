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

/** Lends the stored file of a batch, opened. */
export async function withBatchFile<T>(
  db: Db,
  batch: StoredBatch,
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
