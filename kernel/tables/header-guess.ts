import { columnLetter } from './address.ts'
import type { Cell, Row } from './cell.ts'
import { mapHeaders } from './map-headers.ts'
import type { TableDef } from './schema.ts'
import { halfWidth, trimText } from './text.ts'

export interface HeaderColumn {
  readonly index: number
  readonly letter: string
  /** Header text; rows of a header of several rows are joined with `/`. '' where the file has none. */
  readonly text: string
}

export interface HeaderGuess {
  /** Row numbers of the header, as in the file. */
  readonly rows: readonly number[]
  readonly columns: readonly HeaderColumn[]
  /** Unit stated above the table (单位：万元). */
  readonly unit?: string
}

/** Rows looked at for a header. */
export const HEADER_WINDOW = 40
const MAX_HEADER_ROWS = 3

/**
 * Finds the header among a file's first rows: titles, notes and merged captions above it are passed over. When the table
 * that is wanted is known, the rows whose names fit it best win; otherwise the first row that is wide, of text and
 * without repetition. Undefined when no row looks like one.
 */
export function guessHeader(top: readonly Row[], table?: TableDef): HeaderGuess | undefined {
  const rows = top.slice(0, HEADER_WINDOW)
  const start = table ? bestFit(rows, table) : firstHeaderLike(rows)
  if (start === undefined) return undefined
  return describe(rows, headerSpan(rows, start, table))
}

/** The header made of the rows that a person chose; of none, one without names for a file that has no header. */
export function headerFromRows(top: readonly Row[], numbers: readonly number[]): HeaderGuess | undefined {
  if (numbers.length === 0) {
    const width = Math.max(...top.map((row) => row.cells.length))
    const columns = Array.from({ length: width }, (_, index) => ({
      index,
      letter: columnLetter(index),
      text: '',
    }))
    return { rows: [], columns }
  }
  const chosen = top.filter((row) => numbers.includes(row.number))
  return chosen.length > 0 ? describe(top, chosen) : undefined
}

function filled(row: Row): Cell[] {
  return row.cells.filter((cell): cell is Cell => cell !== undefined)
}

/** Numbers, dates and percentages do not name columns; years do (2024, 2024年). */
function namesColumn(cell: Cell): boolean {
  if (cell.kind !== 'text')
    return cell.kind === 'number' && Number(cell.value) >= 1900 && Number(cell.value) <= 2100
  return !/^[\s\d.,，．%+\-/年月日:：()（）]+$/.test(cell.text) || /^\d{4}年?$/.test(trimText(cell.text))
}

function headerLike(row: Row): boolean {
  const cells = filled(row)
  const own = cells.filter((cell) => cell.merged === undefined)
  const distinct = new Set(cells.map((cell) => cell.text)).size
  return (
    cells.length >= 2 &&
    own.length >= 1 &&
    distinct >= 2 &&
    distinct / cells.length >= 0.4 &&
    cells.filter(namesColumn).length / cells.length >= 0.9 &&
    cells.every((cell) => cell.text.length <= 120)
  )
}

function firstHeaderLike(rows: readonly Row[]): number | undefined {
  const widths = rows.map((row) => filled(row).length).sort((a, b) => a - b)
  if (widths.at(-1) === 1) {
    // A list of one column: its first cell names it unless it is a value itself.
    const only = filled(rows[0]!)[0]!
    return only.kind === 'text' && namesColumn(only) ? 0 : undefined
  }
  // Lines such as "reported by ...; unit: ..." above the header fill two or three cells of many.
  const typical = widths[Math.floor(widths.length / 2)] ?? 0
  const at = rows.findIndex((row) => headerLike(row) && filled(row).length >= Math.max(2, typical * 0.6))
  return at < 0 ? undefined : at
}

function bestFit(rows: readonly Row[], table: TableDef): number | undefined {
  let best: { at: number; score: number } | undefined
  for (let at = 0; at < rows.length; at++) {
    for (const span of [1, 2]) {
      const mapping = mapHeaders(texts(rows.slice(at, at + span)), table, { suggest: false })
      const keys = mapping.matches.filter((m) => m.key !== null).length
      const score = keys - (span - 1) * 0.5
      if (keys > 0 && score > (best?.score ?? 0)) best = { at, score }
    }
  }
  // One hit in a table of many columns is a word in a data row or a title, not a header.
  return best && best.score >= Math.min(2, table.columns.length) ? best.at : undefined
}

/** The rows of the header that begins at `start`: group names above, then names. */
function headerSpan(rows: readonly Row[], start: number, table?: TableDef): Row[] {
  const span = [rows[start]!]
  while (span.length < MAX_HEADER_ROWS) {
    const next = rows[start + span.length]
    const last = span[span.length - 1]!
    if (!next || next.number !== last.number + 1) break
    const grouped = last.cells.some((cell) => cell?.merged === 'across')
    const hanging = next.cells.some((cell) => cell?.merged === 'down')
    if (!(grouped || hanging) || !filled(next).every(namesColumn) || filled(next).length < 2) break
    // Merged cells run through data too: with a known table the longer header must not fit worse.
    if (table && fit([...span, next], table) < fit(span, table)) break
    if (!grouped && !table) break
    span.push(next)
  }
  return span
}

function fit(rows: readonly Row[], table: TableDef): number {
  return mapHeaders(texts(rows), table, { suggest: false }).matches.filter((m) => m.key !== null).length
}

function texts(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.cells.length))
  return Array.from({ length: width }, (_, index) => {
    const parts: string[] = []
    for (const row of rows) {
      const text = trimText(row.cells[index]?.text ?? '').replace(/\s*[\r\n]+\s*/g, '')
      if (text !== '' && parts[parts.length - 1] !== text) parts.push(text)
    }
    return parts.join('/')
  })
}

function describe(top: readonly Row[], span: readonly Row[]): HeaderGuess {
  const unit = unitAbove(top, span[0]!.number)
  return {
    rows: span.map((row) => row.number),
    columns: texts(span).map((text, index) => ({ index, letter: columnLetter(index), text })),
    ...(unit ? { unit } : {}),
  }
}

function unitAbove(top: readonly Row[], before: number): string | undefined {
  for (const row of top) {
    if (row.number >= before) break
    for (const cell of filled(row)) {
      const match = /(?:单位|unit)\s*:\s*([^\s,;，；()]{1,12})/i.exec(halfWidth(cell.text))
      if (match && /元|yuan|cny|rmb/i.test(match[1]!)) return match[1]
    }
  }
  return undefined
}
