export { columnLetter } from './address.ts'
export type { Cell, CellKind, Row } from './cell.ts'
export type { Encoding } from './encoding.ts'
export type { ExportColumn } from './export-column.ts'
export { type CellFault, describeFault, describeRule, interpolate, type Messages } from './faults.ts'
export { guessHeader, type HeaderColumn, type HeaderGuess } from './header-guess.ts'
export { DEFAULT_LIMITS, type TableLimits } from './limits.ts'
export {
  correctMapping,
  type HeaderMapping,
  type HeaderMatch,
  type MapOptions,
  mapHeaders,
} from './map-headers.ts'
export { messages as tablesMessages } from './messages.ts'
export { type OpenOptions, openTable, type TableSource } from './open.ts'
export { readTyped, type TypedRow } from './read-typed.ts'
export {
  type ColumnDef,
  type ColumnType,
  defineTable,
  type EnumValue,
  type Language,
  type RuleFault,
  type TableDef,
  type Titles,
  type TypedValue,
} from './schema.ts'
export { neutralise, ownCopy } from './text.ts'
export type { SheetInfo } from './workbook-parts.ts'
export { type ErrorWorkbookOptions, writeErrorWorkbook } from './write-errors.ts'
export { type ExportOptions, type ExportRow, writeCsv, writeXlsx } from './write-table.ts'
export { writeTemplate } from './write-template.ts'
export type { ReadOptions } from './xlsx-source.ts'
export type { Output } from './xlsx-writer.ts'
export { openZip, type ZipLimits, type ZipParts } from './zip.ts'
