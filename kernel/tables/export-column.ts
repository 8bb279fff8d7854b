import type { ColumnDef, Language, TypedValue } from './schema.ts'
import { unitShift } from './unit.ts'
import type { CellLook, OutCell } from './xlsx-writer.ts'

/** A column of an export. Every column of an import table is one, so that what is exported can be imported. */
export type ExportColumn = Pick<ColumnDef, 'key' | 'titles' | 'type' | 'unit' | 'enumValues'> & {
  /** Width in characters. */
  readonly width?: number
}

/** Header of a column, with the unit in brackets that its numbers are written in. */
export function exportHeader(column: ExportColumn, language: Language): string {
  const title = column.titles[language]
  const unit =
    column.type === 'money' ? (column.unit ?? '元') : column.type === 'ratio' ? '' : (column.unit ?? '')
  if (unit === '') return title
  return language === 'zh' ? `${title}（${unit}）` : `${title} (${unit})`
}

/** Words of a value that stands as text in both formats; undefined for numbers and dates. */
function words(
  value: Exclude<TypedValue, null>,
  column: ExportColumn,
  language: Language,
): string | undefined {
  const label = (text: string) =>
    column.enumValues?.find((item) => item.value === text)?.titles[language] ?? text
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(label).join(language === 'zh' ? '、' : '; ')
  return column.type === 'enum' ? label(String(value)) : undefined
}

/** Fen in the column's unit, as the nearest double to the exact quotient. */
function inUnit(fen: number, column: ExportColumn): number {
  return Number(`${fen}e-${2 + (unitShift(column.unit ?? '元', column) ?? 0)}`)
}

const LOOK_OF: Partial<Record<ColumnDef['type'], CellLook>> = {
  date: 'date',
  ratio: 'ratio',
  money: 'amount',
  integer: 'integer',
  year: 'integer',
  code: 'code',
}

/** A value as an XLSX cell: numbers and dates real ones, money in the column's unit. */
export function exportCell(
  value: TypedValue | undefined,
  column: ExportColumn,
  language: Language,
): OutCell | undefined {
  if (value === null || value === undefined || value === '') return undefined
  const text = words(value, column, language)
  if (text !== undefined) return { value: text }
  const look = LOOK_OF[column.type]
  if (column.type === 'date') return { value: { date: String(value) }, look }
  if (typeof value === 'number')
    return { value: column.type === 'money' ? inUnit(value, column) : value, look }
  return { value: value as string, look }
}

/** A value as CSV text; numbers unformatted so that any program reads them. Text still has to be neutralised. */
export function exportText(
  value: TypedValue | undefined,
  column: ExportColumn,
  language: Language,
): { text: string; isNumber: boolean } {
  if (value === null || value === undefined) return { text: '', isNumber: false }
  const text = words(value, column, language)
  if (text !== undefined) return { text, isNumber: false }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return { text: '', isNumber: false }
    return { text: String(column.type === 'money' ? inUnit(value, column) : value), isNumber: true }
  }
  return { text: String(value), isNumber: false }
}
