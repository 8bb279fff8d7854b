import type { Cell } from './cell.ts'
import { type Decimal, decimalOf, isWhole, parseDecimal, toInteger, toNumber } from './decimal.ts'
import { type Parsed, parseDate, parseMonth, parseYear } from './parse-date.ts'
import type { ColumnDef, TypedValue } from './schema.ts'
import { denature, halfWidth, trimText } from './text.ts'
import { unitShift } from './unit.ts'

/** What people write where a table has no value. Only for columns that cannot hold such a text. */
const NO_VALUE = /^(?:[-–—−/\\]+|n\/?a|null|none|无|暂无|不详|未知)$/i

const YES = new Set(['是', '有', '真', '对', '√', '✓', '✔', 'y', 'yes', 'true', 't', '1'])
const NO = new Set(['否', '无', '假', '错', '×', '✗', '✘', 'x', 'n', 'no', 'false', 'f', '0', '没有', '不是'])

const BLANK: Parsed<null> = { value: null }

/**
 * The typed value of a cell, or the code of the rule it breaks.
 * @param headerUnit unit named in the header; a unit in the cell overrides it, the column's own comes last
 * @returns money in fen, ratios as ratios, dates as `YYYY-MM-DD`, null when there is no value
 */
export function parseCell(
  cell: Cell | undefined,
  column: ColumnDef,
  headerUnit?: string,
): Parsed<TypedValue> {
  if (!cell || cell.merged === 'across') return BLANK
  if (cell.kind === 'error') {
    return cell.value === 'formulaNoValue' && cell.formula !== undefined
      ? { code: 'tables.cell.formulaNoValue' }
      : { code: 'tables.cell.excelError' }
  }
  if (cell.text.includes('\ufffd')) return { code: 'tables.cell.badCharacter' }
  const text = trimText(denature(cell.text))
  if (text === '') return BLANK
  const wordy = column.type === 'text' || column.type === 'code' || column.type === 'list'
  if (!wordy && column.type !== 'enum' && column.type !== 'boolean' && NO_VALUE.test(halfWidth(text)))
    return BLANK
  const parsed = parseByType(text === cell.text ? cell : { ...cell, text }, text, column, headerUnit)
  return 'value' in parsed ? checkRules(parsed.value, column) : parsed
}

function parseByType(cell: Cell, text: string, column: ColumnDef, headerUnit?: string): Parsed<TypedValue> {
  switch (column.type) {
    case 'text':
      return { value: text }
    case 'code':
      return parseCode(cell, text)
    case 'list':
      return parseList(text, column)
    case 'date':
      return parseDate(cell)
    case 'year':
      return parseYear(cell)
    case 'month':
      return parseMonth(cell)
    case 'enum':
      return parseEnum(text, column)
    case 'boolean': {
      const word = halfWidth(text).toLowerCase()
      if (YES.has(word)) return { value: true }
      if (NO.has(word)) return { value: false }
      return NO_VALUE.test(word) ? BLANK : { code: 'tables.cell.boolean' }
    }
    default:
      return parseAmount(cell, text, column, headerUnit)
  }
}

/** Excel keeps 15 digits of a number: a longer code typed as a number has already lost its end. */
function parseCode(cell: Cell, text: string): Parsed<TypedValue> {
  if (cell.kind === 'number' && Math.abs(Number(cell.value)) >= 1e15)
    return { code: 'tables.cell.digitsLost' }
  if (/^\d(\.\d+)?E\+\d{2}$/.test(text)) return { code: 'tables.cell.digitsLost' }
  return { value: halfWidth(text).replace(/\s+/g, '') }
}

function parseList(text: string, column: ColumnDef): Parsed<TypedValue> {
  const items = [
    ...new Set(
      text
        .split(/[、，,；;|\r\n]+/)
        .map(trimText)
        .filter((item) => item !== ''),
    ),
  ]
  if (!column.enumValues) return { value: items }
  const values: string[] = []
  for (const item of items) {
    const found = parseEnum(item, column)
    if (!('value' in found)) return found
    values.push(found.value)
  }
  return { value: values }
}

const plainWord = (word: string) => halfWidth(word).toLowerCase().replace(/\s+/g, '')

/** Values of a choice by every name they go by; made once a column. */
const NAMES = new WeakMap<ColumnDef, Map<string, string>>()

function namesOf(column: ColumnDef): Map<string, string> {
  let names = NAMES.get(column)
  if (!names) {
    names = new Map()
    for (const item of column.enumValues ?? []) {
      for (const name of [item.value, item.titles.zh, item.titles.en, ...(item.aliases ?? [])]) {
        if (!names.has(plainWord(name))) names.set(plainWord(name), item.value)
      }
    }
    NAMES.set(column, names)
  }
  return names
}

function parseEnum(text: string, column: ColumnDef): Parsed<string> {
  const found = namesOf(column).get(plainWord(text))
  if (found !== undefined) return { value: found }
  const titles = (language: 'zh' | 'en') =>
    (column.enumValues ?? []).slice(0, 12).map((item) => item.titles[language])
  return {
    code: 'tables.cell.enum',
    params: { allowed: titles('zh').join('、'), allowedEn: titles('en').join(', ') },
  }
}

function parseAmount(cell: Cell, text: string, column: ColumnDef, headerUnit?: string): Parsed<TypedValue> {
  if (cell.kind === 'date' || cell.kind === 'boolean') return { code: 'tables.cell.number' }
  const decimal = cell.kind === 'number' ? decimalOf(Number(cell.value)) : parseDecimal(text)
  if (!decimal) return { code: 'tables.cell.number' }
  if (decimal.exponent > 40 || decimal.exponent < -400) return { code: 'tables.cell.outOfRange' }
  // A cell formatted as a percentage already is the ratio, whatever the header says.
  if (cell.percent)
    return column.type === 'ratio'
      ? finishAmount(decimal, 0, column)
      : { code: 'tables.cell.unit', params: { unit: '%', expected: column.unit ?? '' } }
  const unit = decimal.unit || headerUnit || column.unit || ''
  const shift = unitShift(unit, column)
  if (shift === undefined)
    return { code: 'tables.cell.unit', params: { unit, expected: column.unit ?? expectedUnit(column) } }
  // "5万" under a header in 元 counts five wan; a bare 5 takes the header's unit. Hence no multiplying of both.
  return finishAmount(decimal, shift, column)
}

function expectedUnit(column: ColumnDef): string {
  return column.type === 'money' ? '元' : column.type === 'ratio' ? '%' : ''
}

function finishAmount(decimal: Decimal, shift: number, column: ColumnDef): Parsed<TypedValue> {
  if (column.type === 'money') {
    const fen = Number(toInteger(decimal, shift + 2))
    return Number.isSafeInteger(fen) ? { value: fen + 0 } : { code: 'tables.cell.outOfRange' }
  }
  if (column.type === 'integer' && !isWhole(decimal, shift)) return { code: 'tables.cell.integer' }
  const value = toNumber(decimal, shift)
  if (!Number.isFinite(value) || (column.type === 'integer' && !Number.isSafeInteger(value))) {
    return { code: 'tables.cell.outOfRange' }
  }
  return { value }
}

function checkRules(value: TypedValue, column: ColumnDef): Parsed<TypedValue> {
  if (value === null) return { value }
  if (typeof value === 'string' && column.maxLength !== undefined && value.length > column.maxLength) {
    return { code: 'tables.cell.tooLong', params: { max: column.maxLength, length: value.length } }
  }
  if (typeof value === 'number') {
    if (column.min !== undefined && value < column.min)
      return { code: 'tables.cell.below', params: { min: bound(column, column.min) } }
    if (column.max !== undefined && value > column.max)
      return { code: 'tables.cell.above', params: { max: bound(column, column.max) } }
  }
  if (
    typeof value === 'string' &&
    column.pattern &&
    !new RegExp(column.pattern.source, column.pattern.flags.replace(/[gy]/g, '')).test(value)
  ) {
    return { code: column.patternCode ?? 'tables.cell.pattern', params: { example: column.example ?? '' } }
  }
  return column.validate?.(value) ?? { value }
}

/** A bound in the words of the user: 元 and percent instead of fen and ratio. */
function bound(column: ColumnDef, value: number): string {
  if (column.type === 'money') return `${Number(`${value}e-2`)} 元`
  if (column.type === 'ratio') return `${Number(`${value}e2`)}%`
  return `${value}`
}
