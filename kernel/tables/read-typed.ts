import { AppError } from '#kernel/core'
import { columnLetter } from './address.ts'
import type { Cell, Row } from './cell.ts'
import type { CellFault } from './faults.ts'
import type { HeaderMapping, HeaderMatch } from './map-headers.ts'
import type { TableSource } from './open.ts'
import { parseCell } from './parse-cell.ts'
import type { ColumnDef, TableDef, TypedValue } from './schema.ts'
import { ownCopy, trimText } from './text.ts'
import type { ReadOptions } from './xlsx-source.ts'

/** A row of a file with its types applied. */
export interface TypedRow {
  /** 1-based, as Excel shows it. */
  readonly row: number
  /** Original strings by header (`D` where the file has no header, `名称 (2)` for a repeated one). */
  readonly raw: Readonly<Record<string, string>>
  /** Values by key of the table's columns, null where the file has none; undefined when the row has faults. */
  readonly values: Readonly<Record<string, TypedValue>> | undefined
  readonly faults: readonly CellFault[]
  /** Keys whose value was the cached result of a formula, or was filled down from a merged cell. */
  readonly flags?: { readonly formula?: readonly string[]; readonly merged?: readonly string[] }
}

/**
 * Applies a table's types and rules to a file, row by row.
 * @throws AppError tables.headerMissing, tables.columnsMissing before the first row, and those of reading
 */
export async function* readTyped(
  source: TableSource,
  table: TableDef,
  mapping: HeaderMapping,
  options?: ReadOptions,
): AsyncGenerator<TypedRow> {
  if (!source.header) throw new AppError('tables.headerMissing')
  if (mapping.missing.length > 0) throw missingColumns(table, mapping)
  const reader = rowTyper(table, mapping)
  for await (const row of source.rows(options)) {
    const typed = reader(row)
    if (typed) yield typed
  }
}

function missingColumns(table: TableDef, mapping: HeaderMapping): AppError {
  const missing = table.columns.filter((column) => mapping.missing.includes(column.key))
  return new AppError('tables.columnsMissing', {
    columns: missing.map((column) => column.titles.zh).join('、'),
    columnsEn: missing.map((column) => column.titles.en).join(', '),
  })
}

interface Taken {
  readonly match: HeaderMatch
  readonly column: ColumnDef
  readonly seen?: Map<TypedValue, number>
}

function rowTyper(table: TableDef, mapping: HeaderMapping): (row: Row) => TypedRow | undefined {
  const taken: Taken[] = mapping.matches.flatMap((match) => {
    const column = table.columns.find((c) => c.key === match.key)
    return column ? [{ match, column, ...(column.unique ? { seen: new Map() } : {}) }] : []
  })
  const names = rawNames(mapping)
  const examples = taken.filter(({ column }) => column.example !== undefined)
  return (row) => {
    // A row with nothing but the sideways part of a merged note is no row.
    if (!row.cells.some((cell) => cell && cell.merged === undefined && trimText(cell.text) !== ''))
      return undefined
    const raw: Record<string, string> = {}
    row.cells.forEach((cell, index) => {
      if (cell && cell.merged !== 'across') raw[names[index] ?? columnLetter(index)] = cell.text
    })
    const faults: CellFault[] = []
    const values: Record<string, TypedValue> = {}
    for (const column of table.columns) values[column.key] = null
    if (examples.length > 1 && isExample(row, examples)) {
      faults.push(faultOf(row, examples[0]!, row.cells[examples[0]!.match.index], 'tables.cell.example', {}))
    }
    for (const item of taken) readInto(row, item, values, faults)
    const flags = flagsOf(row, taken)
    return {
      row: row.number,
      raw,
      values: faults.length > 0 ? undefined : values,
      faults,
      ...(flags ? { flags } : {}),
    }
  }
}

function readInto(row: Row, item: Taken, values: Record<string, TypedValue>, faults: CellFault[]): void {
  const { column, match, seen } = item
  const cell = row.cells[match.index]
  const parsed = parseCell(cell, column, match.unit)
  if (!('value' in parsed)) {
    faults.push(faultOf(row, item, cell, parsed.code, parsed.params ?? {}))
    return
  }
  const { value } = parsed
  if (value === null || (Array.isArray(value) && value.length === 0)) {
    if (column.required) faults.push(faultOf(row, item, cell, 'tables.cell.required', {}))
    return
  }
  values[column.key] = value
  const firstRow = seen?.get(value)
  if (firstRow !== undefined) faults.push(faultOf(row, item, cell, 'tables.cell.duplicate', { firstRow }))
  else seen?.set(typeof value === 'string' ? ownCopy(value) : value, row.number)
}

function faultOf(
  row: Row,
  { match, column }: Taken,
  cell: Cell | undefined,
  code: string,
  params: Record<string, unknown>,
): CellFault {
  return {
    row: row.number,
    column: match.header,
    columnLetter: match.letter,
    key: column.key,
    value: cell && cell.merged !== 'across' ? cell.text : '',
    code,
    params,
  }
}

function isExample(row: Row, examples: readonly Taken[]): boolean {
  return examples.every(
    ({ match, column }) => trimText(row.cells[match.index]?.text ?? '') === column.example,
  )
}

function flagsOf(row: Row, taken: readonly Taken[]): TypedRow['flags'] {
  const formula: string[] = []
  const merged: string[] = []
  for (const { match, column } of taken) {
    const cell = row.cells[match.index]
    if (cell?.formula !== undefined) formula.push(column.key)
    if (cell?.merged === 'down') merged.push(column.key)
  }
  if (formula.length === 0 && merged.length === 0) return undefined
  return { ...(formula.length > 0 ? { formula } : {}), ...(merged.length > 0 ? { merged } : {}) }
}

function rawNames(mapping: HeaderMapping): string[] {
  const names: string[] = []
  const used = new Set<string>()
  for (const { header, letter, index } of mapping.matches) {
    const base = header === '' ? letter : header
    let name = base
    for (let n = 2; used.has(name); n++) name = `${base} (${n})`
    used.add(name)
    names[index] = name
  }
  return names
}
