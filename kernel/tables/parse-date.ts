import { dayjs } from '#kernel/core'
import type { Cell } from './cell.ts'
import { isRealDate, serialToDate } from './serial-date.ts'
import { halfWidth } from './text.ts'

export type Parsed<T> =
  | { readonly value: T }
  | { readonly code: string; readonly params?: Record<string, unknown> }

const TIME = /[ T]*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$|\s*\d{1,2}时(\d{1,2}分)?(\d{1,2}秒)?$/
const SEPARATED = /^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?$/

/** Serial numbers of the years 1954 to 2118; outside them a bare number is no date anyone meant. */
const SERIAL_FROM = 20_000
const SERIAL_TO = 80_000

/**
 * A civil date from a cell: real dates, serial numbers of unformatted cells (as text, too), and texts such as 2025/1/3, 2025年1月3日,
 * 20250103, 2025.1.3. A time of day is dropped. Day-month order and two-digit years are refused, never guessed.
 */
export function parseDate(cell: Cell): Parsed<string> {
  const text = halfWidth(cell.text)
  if (cell.kind === 'date') {
    return isRealDate(text.slice(0, 10)) ? { value: text.slice(0, 10) } : { code: 'tables.cell.date' }
  }
  // Saved as CSV or pasted as text, an unformatted date is five digits.
  const serial =
    cell.kind === 'number' ? Number(cell.value) : /^\d{5}$/.test(text) ? Number(text) : Number.NaN
  if (serial >= SERIAL_FROM && serial <= SERIAL_TO) {
    const date = serialToDate(Math.floor(serial))
    return date ? { value: date } : { code: 'tables.cell.date' }
  }
  const plain = text.replace(TIME, '').trim()
  const match = SEPARATED.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!match) {
    const twoDigits = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(plain) || /^\d{2}年/.test(plain)
    return { code: twoDigits ? 'tables.cell.dateAmbiguous' : 'tables.cell.date' }
  }
  const iso = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  return isRealDate(iso) ? { value: iso } : { code: 'tables.cell.noSuchDay' }
}

/** A year from 1900 to 2100: 2024, 2024年, 2024年度, FY2024 or a date. */
export function parseYear(cell: Cell): Parsed<number> {
  const text = halfWidth(cell.text)
  const match =
    cell.kind === 'date' ? /^(\d{4})-/.exec(text) : /^(?:FY)?(\d{4})(?:\.0)?\s*(?:年度?)?$/i.exec(text)
  const year = Number(match?.[1])
  return match && year >= 1900 && year <= 2100 ? { value: year } : { code: 'tables.cell.year' }
}

/** A month `YYYY-MM`: 2025-03, 2025/3, 2025年3月, 202503 or a date. */
export function parseMonth(cell: Cell): Parsed<string> {
  const text = halfWidth(cell.text)
  // As a number 2025.1 is January and October both.
  if (cell.kind === 'number' && text.includes('.')) return { code: 'tables.cell.monthAmbiguous' }
  const match =
    /^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*月?(?:份)?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text)
  if (match) {
    const month = `${match[1]}-${match[2]!.padStart(2, '0')}`
    return isRealDate(`${month}-01`) ? { value: month } : { code: 'tables.cell.month' }
  }
  const date = parseDate(cell)
  return 'value' in date ? { value: dayjs.utc(date.value).format('YYYY-MM') } : { code: 'tables.cell.month' }
}
