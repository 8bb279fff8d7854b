import { AppError } from '#kernel/core'
import { type Cell, textCell } from './cell.ts'
import { serialToDate } from './serial-date.ts'
import type { NumberMeaning, WorkbookParts } from './workbook-parts.ts'
import { unescapeXstring } from './xml.ts'

/** A `c` element's content as it stands in the XML. */
export interface RawCell {
  readonly type: string
  readonly style: number
  /** Text of `v` or of `is`; undefined when the cell has neither. */
  readonly value: string | undefined
  /** Text of `f`, '' for the later cells of a shared formula; undefined when there is none. */
  readonly formula: string | undefined
}

type Context = Pick<WorkbookParts, 'strings' | 'meanings' | 'date1904'>

/** Turns a raw cell into what it means (ECMA-376 part 1, 18.3.1.4 and 18.18.11); undefined for an empty one. */
export function readCell(raw: RawCell, book: Context): Cell | undefined {
  const cell = readValue(raw, book)
  if (raw.formula === undefined) return cell
  // A formula that no program has calculated has no value; computing it here would be executing the file.
  if (raw.value === undefined) {
    return { kind: 'error', text: `=${raw.formula}`, value: 'formulaNoValue', formula: raw.formula }
  }
  return cell && { ...cell, formula: raw.formula }
}

function readValue({ type, style, value }: RawCell, book: Context): Cell | undefined {
  if (value === undefined) return undefined
  switch (type) {
    case 's':
      return textCell(book.strings.get(Number(value)))
    case 'inlineStr':
    case 'str':
      return textCell(unescapeXstring(value))
    case 'b': {
      const yes = value.trim() === '1' || value.trim() === 'true'
      return { kind: 'boolean', text: yes ? 'TRUE' : 'FALSE', value: yes }
    }
    case 'e':
      return { kind: 'error', text: value, value }
    case 'd': {
      const text = value
        .replace('T', ' ')
        .replace(/(\.\d+)?Z?$/, '')
        .replace(/ 00:00:00$/, '')
      return { kind: 'date', text, value: text }
    }
    default:
      return readNumber(value, book.meanings[style] ?? 'plain', book.date1904)
  }
}

function readNumber(raw: string, meaning: NumberMeaning, date1904: boolean): Cell | undefined {
  if (raw.trim() === '') return undefined
  const number = Number(raw)
  if (!Number.isFinite(number)) throw new AppError('tables.damaged', { detail: `number ${raw.slice(0, 40)}` })
  if (meaning === 'date') {
    const date = serialToDate(number, date1904)
    if (date) return { kind: 'date', text: date, value: date }
  }
  const text = String(number)
  return meaning === 'percent'
    ? {
        kind: 'number',
        text: `${Number(`${Number((number * 100).toPrecision(15))}`)}%`,
        value: number,
        percent: true,
      }
    : { kind: 'number', text, value: number }
}
