/** A text in both languages of the product. */
export interface Titles {
  readonly zh: string
  readonly en: string
}
export type Language = keyof Titles

export type ColumnType =
  | 'text'
  | 'integer'
  | 'number'
  /** Integer fen of CNY inside. */
  | 'money'
  /** A ratio inside: 0.125 for 12.5%. */
  | 'ratio'
  /** `YYYY-MM-DD` inside. */
  | 'date'
  | 'year'
  /** `YYYY-MM` inside. */
  | 'month'
  | 'enum'
  | 'boolean'
  /** Several texts in one cell, separated by 、 ， , ； ; | or a line break. */
  | 'list'
  /** Identifiers: half-width, no inner spaces, never read as a number. */
  | 'code'

export interface EnumValue {
  readonly value: string
  readonly titles: Titles
  readonly aliases?: readonly string[]
}

/** What a rule of a column says of a value it refuses; `code` is a translation key. */
export interface RuleFault {
  readonly code: string
  readonly params?: Record<string, unknown>
}

/** A value inside: money in fen, dates as text, lists as arrays, null for an empty optional cell. */
export type TypedValue = string | number | boolean | readonly string[] | null

export interface ColumnDef {
  readonly key: string
  readonly titles: Titles
  readonly aliases?: readonly string[]
  readonly type: ColumnType
  readonly required?: boolean
  /** Refuse a value that an earlier row of the file has. */
  readonly unique?: boolean
  /** Unit of a bare number where neither header nor cell names one: 元, 万元, %, 人, MW ... */
  readonly unit?: string
  readonly enumValues?: readonly EnumValue[]
  readonly pattern?: RegExp
  /** Code of the fault when `pattern` does not match; `tables.cell.pattern` by default. */
  readonly patternCode?: string
  readonly validate?: (value: Exclude<TypedValue, null>) => RuleFault | undefined
  readonly maxLength?: number
  /** Bounds in the stored unit (fen, ratio). */
  readonly min?: number
  readonly max?: number
  readonly help?: Titles
  readonly example?: string
}

export interface TableDef {
  readonly name: string
  readonly titles: Titles
  readonly columns: readonly ColumnDef[]
}

/**
 * Declares the columns of an import. Throws at start-up when keys repeat or an enum has no values, because such a
 * table could never be filled in.
 */
export function defineTable<const T extends TableDef>(table: T): T {
  const keys = new Set<string>()
  for (const column of table.columns as readonly ColumnDef[]) {
    if (keys.has(column.key)) throw new Error(`table ${table.name}: column ${column.key} twice`)
    keys.add(column.key)
    if (column.type === 'enum' && !column.enumValues?.length) {
      throw new Error(`table ${table.name}: enum ${column.key} without values`)
    }
  }
  return table
}
