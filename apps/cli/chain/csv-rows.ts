import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { CliError } from '../errors.ts'
import { requireInput } from '../files.ts'
import { EXIT } from '../output.ts'

/** A column of a table of numbers: its name in the file formats, and what else it may be called. */
export interface WantedColumn {
  readonly key: string
  readonly aliases: readonly string[]
  readonly optional?: boolean
}

/** A row: its number in the file (the header is row 1), and its fields in the order of the wanted columns. */
export type RowReader = (row: number, fields: readonly string[]) => void

const FAULTS_SHOWN = 20

/** Faults of a file, told together at its end: the first twenty and how many there are. */
export class Faults {
  private readonly told: [string, string][] = []
  private count = 0
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  add(row: number, column: string, value: string, zh: string, en: string): void {
    this.count++
    if (this.told.length < FAULTS_SHOWN)
      this.told.push([
        `第 ${row} 行「${column}」“${value}”：${zh}`,
        `row ${row}, ${column} "${value}": ${en}`,
      ])
  }

  /** @throws CliError when there was any */
  refuse(): void {
    if (this.count === 0) return
    const more = this.count - this.told.length
    const text = (lang: 0 | 1, tail: string) =>
      [...this.told.map((of) => of[lang]), ...(more > 0 ? [tail] : [])].join(lang === 0 ? '；' : '; ')
    throw new CliError(
      `${this.file} 有 ${this.count} 处错误：${text(0, `……另有 ${more} 处`)}`,
      `${this.file} has ${this.count} faults: ${text(1, `… and ${more} more`)}`,
      EXIT.usage,
      { code: 'cli.data', field: this.file },
    )
  }
}

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase()

/**
 * Reads a CSV file with a header, columns in any order, quoted or not, named in Chinese or English.
 * @throws CliError naming the columns that it lacks
 */
export async function readCsv(
  file: string,
  wanted: readonly WantedColumn[],
  onRow: RowReader,
): Promise<void> {
  await requireInput(file)
  let at: (number | undefined)[] | undefined
  let row = 0
  const fields: string[] = []
  const rows = createReadStream(file).pipe(
    parse({ bom: true, skip_empty_lines: true, trim: true, relax_column_count: true }),
  )
  try {
    for await (const cells of rows as AsyncIterable<string[]>) {
      row++
      if (!at) {
        at = placesOf(file, wanted, cells)
        continue
      }
      for (let w = 0; w < wanted.length; w++) {
        const place = at[w]
        fields[w] = place === undefined ? '' : (cells[place] ?? '')
      }
      onRow(row, fields)
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) throw error
    throw new CliError(
      `${file} 第 ${row + 1} 行之后不是合格的 CSV：${error.message}`,
      `${file} is no valid CSV after row ${row + 1}: ${error.message}`,
      EXIT.usage,
      { code: 'cli.data', field: file },
    )
  }
  if (!at) throw new CliError(`${file} 没有表头`, `${file} has no header`, EXIT.usage, { field: file })
}

function placesOf(file: string, wanted: readonly WantedColumn[], header: readonly string[]) {
  const places = new Map(header.map((name, at) => [fold(name), at]))
  const at = wanted.map(({ key, aliases }) =>
    [key, ...aliases].map((name) => places.get(fold(name))).find((place) => place !== undefined),
  )
  const missing = wanted.filter(({ optional }, w) => !optional && at[w] === undefined)
  if (missing.length > 0) {
    const names = missing.map(({ key, aliases }) => [key, ...aliases].join(' / '))
    throw new CliError(
      `${file} 缺少列：${names.join('；')}`,
      `${file} lacks the columns: ${names.join('; ')}`,
      EXIT.usage,
      { code: 'cli.data', field: file },
    )
  }
  return at
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A number as written, or NaN: no guesses about units, signs or separators. */
export const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : Number.NaN)
