import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#kernel/core'
import type { Row } from './cell.ts'
import { bestSheet } from './choose-sheet.ts'
import { openCsv, readHead } from './csv-source.ts'
import type { Encoding } from './encoding.ts'
import { guessHeader, HEADER_WINDOW, type HeaderGuess, headerFromRows } from './header-guess.ts'
import { DEFAULT_LIMITS, type TableLimits } from './limits.ts'
import type { TableDef } from './schema.ts'
import type { SheetInfo } from './workbook-parts.ts'
import { openXlsx, type ReadOptions, type RowReader } from './xlsx-source.ts'

export interface OpenOptions extends Partial<TableLimits> {
  /** Sheet to read; by default the visible one that fits `table` best, else the first. */
  readonly sheet?: string
  /** Row numbers of the header when a person corrected the guess; none says that the file has no header. */
  readonly headerRows?: readonly number[]
  readonly delimiter?: string
  readonly encoding?: Encoding
  /** The table that is wanted, which makes the guess of the header surer. */
  readonly table?: TableDef
  readonly signal?: AbortSignal
}

/** An opened file. Reading can start again as often as one likes; `close` frees the file. */
export interface TableSource {
  readonly kind: 'csv' | 'xlsx'
  readonly name: string
  readonly bytes: number
  /** Text tables only. */
  readonly encoding?: Encoding
  readonly delimiter?: string
  /** Text tables only: UTF-8 with broken bytes, which read as U+FFFD and are faulted cell by cell. */
  readonly damagedText?: boolean
  readonly sheets: readonly SheetInfo[]
  readonly sheet?: string
  /** Undefined when no row looks like a header; then a person chooses (`headerRows`). */
  readonly header: HeaderGuess | undefined
  /** First rows of the file, header and titles included. */
  readonly top: readonly Row[]
  /** First rows below the header. */
  readonly preview: readonly Row[]
  /** Rows below the header, streaming. Blank rows are passed over, row numbers are the file's. */
  rows(options?: ReadOptions): AsyncIterable<Row>
  /** All rows, titles and header included. */
  allRows(options?: ReadOptions): AsyncIterable<Row>
  close(): void
}

const PREVIEW_ROWS = 20

/**
 * Opens a CSV or XLSX file by what it holds, whatever its name says.
 * @throws AppError tables.tooLarge, tables.empty, tables.notATable, tables.oldXls, tables.encrypted, tables.zipBomb ...
 */
export async function openTable(
  source: { readonly path: string; readonly name?: string },
  options: OpenOptions = {},
): Promise<TableSource> {
  const limits = { ...DEFAULT_LIMITS, ...definedLimits(options) }
  const { size } = await stat(source.path)
  if (size > limits.maxBytes) {
    throw new AppError('tables.tooLarge', {
      megabytes: Math.ceil(size / 1024 / 1024),
      maxMegabytes: Math.floor(limits.maxBytes / 1024 / 1024),
    })
  }
  const kind = await kindOf(source.path, size)
  if (kind === 'csv' || options.sheet !== undefined || !options.table)
    return openSheet(source, size, kind, limits, options)
  const open = (sheet?: string) => openSheet(source, size, kind, limits, { ...options, sheet })
  const names = await visibleSheets(source.path, limits, options.signal)
  const first = await open().catch((error: unknown) => {
    if (names.length > 1 && error instanceof AppError && error.code === 'tables.empty') return undefined
    throw error
  })
  const best = await bestSheet(first, names, options.table, open)
  if (!best) throw new AppError('tables.empty')
  return best
}

async function visibleSheets(path: string, limits: TableLimits, signal?: AbortSignal): Promise<string[]> {
  const { sheets, reader } = await openXlsx(path, undefined, limits, signal)
  reader.close()
  return sheets.filter(({ hidden }) => !hidden).map(({ name }) => name)
}

async function openSheet(
  source: { readonly path: string; readonly name?: string },
  size: number,
  kind: 'csv' | 'xlsx',
  limits: TableLimits,
  options: OpenOptions,
): Promise<TableSource> {
  const parts =
    kind === 'xlsx'
      ? await openXlsx(source.path, options.sheet, limits, options.signal)
      : await openCsv(source.path, size, options, limits, options.signal)
  try {
    const top = await firstRows(parts.reader, HEADER_WINDOW + PREVIEW_ROWS, options.signal)
    if (top.length === 0) throw new AppError('tables.empty')
    const header = options.headerRows
      ? headerFromRows(top, options.headerRows)
      : guessHeader(top, options.table)
    const last = header?.rows[header.rows.length - 1] ?? 0
    return {
      kind,
      name: source.name ?? basename(source.path),
      bytes: size,
      ...('encoding' in parts
        ? {
            encoding: parts.encoding.encoding,
            damagedText: parts.encoding.damaged,
            delimiter: parts.delimiter,
            sheets: [],
          }
        : { sheets: parts.sheets, sheet: parts.sheet.name }),
      header,
      top: top.slice(0, HEADER_WINDOW),
      preview: top.filter((row) => row.number > last).slice(0, PREVIEW_ROWS),
      rows: (read) => limited(parts.reader, last, limits.maxRows, read),
      allRows: (read) => limited(parts.reader, 0, limits.maxRows, read),
      close: () => parts.reader.close(),
    }
  } catch (error) {
    parts.reader.close()
    throw error
  }
}

function definedLimits(options: OpenOptions): Partial<TableLimits> {
  const keys = Object.keys(DEFAULT_LIMITS) as (keyof TableLimits)[]
  return Object.fromEntries(
    keys.filter((key) => options[key] !== undefined).map((key) => [key, options[key]]),
  )
}

async function firstRows(reader: RowReader, count: number, signal?: AbortSignal): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of reader.read({ signal })) {
    rows.push(row)
    if (rows.length >= count) break
  }
  return rows
}

async function* limited(
  reader: RowReader,
  after: number,
  maxRows: number,
  options?: ReadOptions,
): AsyncGenerator<Row> {
  let count = 0
  for await (const row of reader.read(options)) {
    if (row.number <= after) continue
    if (++count > maxRows) throw new AppError('tables.tooManyRows', { max: maxRows })
    yield row
  }
}

/** By magic bytes: workbook, text, or a refusal that says what the file is. */
async function kindOf(path: string, size: number): Promise<'csv' | 'xlsx'> {
  if (size === 0) throw new AppError('tables.empty')
  const head = await readHead(path, 1024)
  const starts = (hex: string) => head.toString('hex', 0, hex.length / 2) === hex
  if (starts('504b0304')) return 'xlsx'
  if (starts('504b0506')) throw new AppError('tables.empty')
  if (starts('d0cf11e0a1b11ae1')) {
    throw new AppError((await isEncryptedPackage(path, head)) ? 'tables.encrypted' : 'tables.oldXls')
  }
  for (const [magic, found] of FOREIGN) if (starts(magic)) throw new AppError('tables.notATable', { found })
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (/^(<!doctype html|<html|<table|<meta)/.test(text))
    throw new AppError('tables.notATable', { found: 'HTML' })
  if (text.startsWith('<?xml')) throw new AppError('tables.notATable', { found: 'XML' })
  return 'csv'
}

const FOREIGN = [
  ['25504446', 'PDF'],
  ['89504e47', 'PNG'],
  ['ffd8ff', 'JPEG'],
  ['1f8b', 'GZIP'],
  ['52617221', 'RAR'],
  ['377abcaf', '7z'],
] as const

/**
 * A password makes Excel wrap the XLSX into the old compound file, whose directory then names the stream
 * EncryptedPackage ([MS-OFFCRYPTO] 2.3). Sector size and first directory sector stand in the header ([MS-CFB] 2.2).
 */
async function isEncryptedPackage(path: string, head: Buffer): Promise<boolean> {
  if (head.length < 512) return false
  const sector = 2 ** Math.min(16, head.readUInt16LE(30))
  const directory = await readHead(path, 4096, (head.readUInt32LE(48) + 1) * sector)
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}
