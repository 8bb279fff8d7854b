import { AppError } from '#kernel/core'
import { type CellRange, columnOf } from './address.ts'
import type { Cell, Row } from './cell.ts'
import type { TableLimits } from './limits.ts'
import { readCell } from './sheet-cell.ts'
import type { WorkbookParts } from './workbook-parts.ts'
import { xmlFeed } from './xml.ts'

/** Titles and headers stand in the first rows; only there are merged cells spread sideways. */
const ACROSS_ROWS = 60

export interface SheetContext {
  readonly book: Pick<WorkbookParts, 'strings' | 'meanings' | 'date1904'>
  readonly merges: readonly CellRange[]
  /** Link target of a cell reference. */
  link(ref: string): string | undefined
  readonly limits: TableLimits
}

/** Turns a sheet's XML, fed in pieces, into rows; blank rows are passed over but counted. */
export interface SheetRows {
  write(chunk: string): void
  /** Rows finished since the last call. */
  take(): Row[]
  /** Ends an unfinished row (the blank rest of the sheet is not read). */
  finish(): Row[]
}

export function sheetRows(context: SheetContext): SheetRows {
  const { book, limits } = context
  const merged = mergeFiller(context.merges)
  let done: Row[] = []
  let cells: (Cell | undefined)[] | undefined
  let number = 0
  let column = -1
  let ref = ''
  let type = ''
  let style = 0
  let inCell = false
  let value: string | undefined
  let formula: string | undefined
  let target: 'value' | 'formula' | undefined
  let phonetic = 0

  function endCell(): void {
    if (!inCell || !cells) return
    inCell = false
    let cell = readCell({ type, style, value, formula }, book)
    if (!cell) return
    if (column >= limits.maxColumns)
      throw new AppError('tables.tooManyColumns', { max: limits.maxColumns, row: number })
    const link = context.link(ref)
    if (link !== undefined) cell = { ...cell, link }
    cells[column] = cell
  }

  function endRow(): void {
    if (!cells) return
    merged(number, cells)
    if (cells.length > 0) done.push({ number, cells })
    cells = undefined
  }

  const feed = xmlFeed(
    {
      open(name, a) {
        switch (name) {
          case 'row': {
            const next = a.r === undefined ? number + 1 : Number(a.r)
            if (!Number.isInteger(next) || next <= number || next > 1_048_576) {
              throw new AppError('tables.damaged', { detail: `row ${a.r}` })
            }
            number = next
            column = -1
            cells = []
            break
          }
          case 'c':
            ref = a.r ?? ''
            column = ref === '' ? column + 1 : columnOf(ref)
            if (column < 0) throw new AppError('tables.damaged', { detail: `cell ${ref}` })
            type = a.t ?? 'n'
            style = a.s === undefined ? 0 : Number(a.s)
            value = undefined
            formula = undefined
            inCell = cells !== undefined
            break
          case 'v':
            value = ''
            target = 'value'
            break
          case 'is':
            value = ''
            break
          case 't':
            if (phonetic === 0) target = 'value'
            break
          case 'rPh':
            phonetic++
            break
          case 'f':
            formula = ''
            target = 'formula'
        }
      },
      text(text) {
        if (target === undefined || !inCell) return
        if (target === 'value') value = (value ?? '') + text
        else formula = (formula ?? '') + text
        if ((value?.length ?? 0) > limits.maxCellLength) {
          throw new AppError('tables.cellTooLong', { max: limits.maxCellLength })
        }
      },
      close(name) {
        switch (name) {
          case 'v':
          case 't':
          case 'f':
            target = undefined
            break
          case 'rPh':
            phonetic--
            break
          case 'c':
            endCell()
            break
          case 'row':
            endRow()
        }
      },
    },
    limits.maxCellLength,
  )

  function take(): Row[] {
    const rows = done
    done = []
    return rows
  }
  return {
    write: (chunk) => feed.write(chunk),
    take,
    finish() {
      endCell()
      endRow()
      return take()
    },
  }
}

/**
 * Fills merged ranges while rows pass from top to bottom: the first column of a range downwards, and in the first
 * rows also sideways. Holds at most one range per column.
 */
function mergeFiller(merges: readonly CellRange[]): (row: number, cells: (Cell | undefined)[]) => void {
  let next = 0
  const active = new Map<number, { range: CellRange; cell: Cell | undefined }>()
  return (row, cells) => {
    while (next < merges.length && merges[next]!.top <= row) {
      const range = merges[next++]!
      if (range.bottom >= row)
        active.set(range.left, { range, cell: range.top === row ? cells[range.left] : undefined })
    }
    // A row that holds nothing of its own stays blank: a merge over it is no data.
    if (active.size === 0 || cells.length === 0) return
    for (const [left, { range, cell }] of active) {
      if (range.bottom < row) active.delete(left)
      else if (cell) fill(row, cells, range, cell)
    }
  }
}

function fill(row: number, cells: (Cell | undefined)[], range: CellRange, cell: Cell): void {
  if (row > range.top) cells[range.left] ??= { ...cell, merged: 'down' }
  if (row > ACROSS_ROWS) return
  for (let column = range.left + 1; column <= Math.min(range.right, range.left + 255); column++) {
    cells[column] ??= { ...cell, merged: 'across' }
  }
}
