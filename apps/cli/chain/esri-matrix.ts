import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { CliError } from '../errors.ts'
import { requireInput } from '../files.ts'
import { EXIT } from '../output.ts'
import { Faults } from './csv-rows.ts'

/** Essentiality of inputs, row = supplying sector, column = buying sector, and the row of each sector of the nodes. */
export interface Essentials {
  readonly size: number
  readonly values: Uint8Array
  /** How sectors found their rows: for the summary. */
  readonly by: 'labels' | 'sorted' | 'zero-based' | 'one-based'
  readonly rowOf: ReadonlyMap<string, number>
}

/**
 * Reads a square matrix of 0, 1, 2, with or without labels, and finds the row of each sector: by its labels; else, when it has
 * as many rows as there are sectors, in their sorted order (as numbers when all are numbers); else by counting from 0 or from 1.
 *
 * @param sectors the distinct sectors of the nodes
 * @throws CliError naming row, column, value and rule
 */
export async function readEssentials(file: string, sectors: readonly string[]): Promise<Essentials> {
  const grid = await readGrid(file)
  const { labels, body, rowAt, columnAt } = labelled(file, grid)
  const size = body.length
  const values = new Uint8Array(size * size)
  const faults = new Faults(file)
  for (const [r, cells] of body.entries()) {
    if (cells.length !== size)
      throw refusal(
        file,
        `第 ${r + rowAt} 行有 ${cells.length} 个值，共 ${size} 行：矩阵必须是方阵`,
        `row ${r + rowAt} has ${cells.length} values, there are ${size} rows: the matrix must be square`,
      )
    for (const [c, text] of cells.entries()) {
      const value = text === '' ? Number.NaN : Number(text)
      if (value === 0 || value === 1 || value === 2) values[r * size + c] = value
      else
        faults.add(
          r + rowAt,
          String(c + columnAt),
          text,
          '应为 0（可忽略）、1（非关键）或 2（关键）',
          'must be 0 (negligible), 1 (not essential) or 2 (essential)',
        )
    }
  }
  faults.refuse()
  return { size, values, ...placed(file, size, labels, sectors) }
}

async function readGrid(file: string): Promise<string[][]> {
  await requireInput(file)
  const grid: string[][] = []
  const rows = createReadStream(file).pipe(
    parse({ bom: true, skip_empty_lines: true, trim: true, relax_column_count: true }),
  )
  try {
    for await (const cells of rows as AsyncIterable<string[]>) grid.push(cells)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) throw error
    throw refusal(file, `不是合格的 CSV：${error.message}`, `is no valid CSV: ${error.message}`)
  }
  if (grid.length === 0) throw refusal(file, '没有数据', 'holds nothing')
  return grid
}

const isValue = (text: string | undefined) =>
  text !== undefined && text !== '' && [0, 1, 2].includes(Number(text))

/** Takes labels off: a first row, a first column, or both. */
function labelled(file: string, grid: readonly string[][]) {
  const width = grid[0]?.length ?? 0
  const both = grid.length === width && !isValue(grid[0]?.[0])
  const withHeader = both || grid.length === width + 1
  const withColumn = both || grid.length + 1 === width
  const header = withHeader ? grid[0]!.slice(both ? 1 : 0) : undefined
  const rows = withHeader ? grid.slice(1) : grid
  const column = withColumn ? rows.map((cells) => cells[0] ?? '') : undefined
  if (header && column && header.join('\u0000') !== column.join('\u0000')) {
    const at = header.findIndex((label, c) => label !== column[c])
    throw refusal(
      file,
      `第 ${at + 2} 列的标签“${header[at]}”与第 ${at + 2} 行的标签“${column[at] ?? ''}”不同：行与列须同序`,
      `the label "${header[at]}" of column ${at + 2} is not that of row ${at + 2}, "${column[at] ?? ''}": rows and columns must have one order`,
    )
  }
  return {
    labels: header ?? column,
    body: withColumn ? rows.map((cells) => cells.slice(1)) : rows,
    rowAt: withHeader ? 2 : 1,
    columnAt: withColumn ? 2 : 1,
  }
}

function placed(
  file: string,
  size: number,
  labels: readonly string[] | undefined,
  sectors: readonly string[],
): Pick<Essentials, 'by' | 'rowOf'> {
  if (labels) {
    const rowOf = new Map(labels.map((label, row) => [label, row]))
    const missing = sectors.filter((sector) => !rowOf.has(sector))
    if (rowOf.size < labels.length) throw refusal(file, '标签有重复', 'has a label twice')
    if (missing.length > 0)
      throw refusal(
        file,
        `没有行业 ${missing.slice(0, 10).join('、')} 的行（共缺 ${missing.length} 个）`,
        `has no row of sector ${missing.slice(0, 10).join(', ')} (${missing.length} missing)`,
      )
    return { by: 'labels', rowOf }
  }
  const numbers = sectors.map(Number)
  const isNumeric = sectors.every((sector, at) => sector !== '' && Number.isFinite(numbers[at]))
  if (size === sectors.length) {
    const sorted = [...sectors].sort((a, b) => (isNumeric ? Number(a) - Number(b) : a < b ? -1 : 1))
    return { by: 'sorted', rowOf: new Map(sorted.map((sector, row) => [sector, row])) }
  }
  const isWhole = isNumeric && numbers.every(Number.isInteger)
  for (const [by, first] of [
    ['zero-based', 0],
    ['one-based', 1],
  ] as const)
    if (isWhole && numbers.every((value) => value >= first && value < size + first))
      return { by, rowOf: new Map(sectors.map((sector, at) => [sector, numbers[at]! - first])) }
  throw refusal(
    file,
    `有 ${size} 行，节点表有 ${sectors.length} 个行业（${sectors.slice(0, 5).join('、')}……），无法对应；请在首行首列写上行业标签`,
    `has ${size} rows, the nodes have ${sectors.length} sectors (${sectors.slice(0, 5).join(', ')} …) that cannot be matched; write the labels in its first row and column`,
  )
}

function refusal(file: string, zh: string, en: string): CliError {
  return new CliError(`${file} ${zh}`, `${file} ${en}`, EXIT.usage, {
    code: 'cli.data',
    field: '--essential',
  })
}
