/** What a cell turned out to hold. Empty cells are absent (`undefined`), never an object. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error'

/** One cell as read, before any column type is applied. */
export interface Cell {
  readonly kind: CellKind
  /** The original content as text; kept for ever beside what is made of it. Dates read ISO-like. */
  readonly text: string
  /** Numbers and booleans as such; a date as `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`; text and errors as text. */
  readonly value: string | number | boolean
  /** The number format shows a percentage, so 0.125 was seen as 12.5%. */
  readonly percent?: true
  /** The cell holds a formula; `value` is what the program that saved the file had cached. Never executed. */
  readonly formula?: string
  /** Filled from a merged range: `down` is data, `across` only matters to headers and titles. */
  readonly merged?: 'down' | 'across'
  /** Target of the cell's hyperlink. */
  readonly link?: string
}

/** A row with at least one filled cell. */
export interface Row {
  /** 1-based, as Excel shows it. */
  readonly number: number
  /** By column, 0-based; holes are empty cells. */
  readonly cells: readonly (Cell | undefined)[]
}

/** A plain text cell, or nothing for blank text. */
export function textCell(text: string): Cell | undefined {
  return text === '' ? undefined : { kind: 'text', text, value: text }
}
