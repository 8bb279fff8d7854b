import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { unlink } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { dayjs } from '#kernel/core'
import { columnLetter } from './address.ts'
import { neutralise } from './text.ts'

/** Where a file goes: a path, or a stream such as an HTTP reply, which is ended. */
export type Output = string | Writable

export type CellLook =
  | 'plain'
  | 'header'
  | 'required'
  | 'date'
  | 'ratio'
  | 'amount'
  | 'integer'
  | 'code'
  | 'wrong'
  | 'note'
  | 'heading'
  | 'example'

/** A cell to write: text (neutralised), number, boolean, civil date as `{ date }`, or nothing. */
export interface OutCell {
  readonly value: string | number | boolean | { readonly date: string } | null | undefined
  readonly look?: CellLook
  /** Shown as a comment on the cell. */
  readonly comment?: string
}

export interface SheetLayout {
  readonly widths: readonly number[]
  /** Rows that stay when scrolling. */
  readonly frozenRows?: number
  readonly hidden?: boolean
  /** Drop-down lists: column (0-based), rows, and the formula of the list. */
  readonly lists?: readonly {
    readonly column: number
    readonly from: number
    readonly to: number
    readonly formula: string
    readonly error: string
  }[]
}

const FILL = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const

/** Shared objects: ExcelJS finds a style it has seen by identity, and a new object per cell halves its speed. */
const LOOKS: Record<CellLook, Partial<ExcelJS.Style>> = {
  plain: {},
  header: { font: { bold: true }, fill: FILL('FFE6F0FA'), alignment: { vertical: 'middle', wrapText: true } },
  required: {
    font: { bold: true, color: { argb: 'FFC00000' } },
    fill: FILL('FFE6F0FA'),
    alignment: { vertical: 'middle', wrapText: true },
  },
  date: { numFmt: 'yyyy-mm-dd' },
  ratio: { numFmt: '0.00%' },
  amount: { numFmt: '#,##0.00' },
  integer: { numFmt: '0' },
  code: { numFmt: '@' },
  wrong: { fill: FILL('FFFFC7CE'), font: { color: { argb: 'FF9C0006' } } },
  note: { font: { color: { argb: 'FF666666' } }, alignment: { wrapText: true, vertical: 'top' } },
  heading: { font: { bold: true, size: 14 } },
  example: { font: { italic: true, color: { argb: 'FF808080' } } },
}

const COMMENT_LIMIT = 20_000
const MAX_TEXT = 32_767

/** The streaming writer of ExcelJS, kept behind this class so that it can be replaced. */
export class XlsxWriter {
  readonly #sink: Writable
  readonly #path: string | undefined
  readonly #book: ExcelJS.stream.xlsx.WorkbookWriter
  readonly #failed: Promise<never>
  readonly #signal: AbortSignal | undefined
  #sheet: ExcelJS.Worksheet | undefined
  #comments = 0
  #error: { error: unknown } | undefined
  #rows = 0

  constructor(out: Output, signal?: AbortSignal) {
    this.#path = typeof out === 'string' ? out : undefined
    this.#sink = typeof out === 'string' ? createWriteStream(out) : out
    this.#signal = signal
    this.#failed = new Promise((_, reject) => {
      this.#sink.once('error', reject)
      this.#sink.once('close', () => {
        if (!this.#sink.writableFinished) reject(new Error('output closed before the workbook was complete'))
      })
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    this.#failed.catch((error) => {
      this.#error = { error }
    })
    this.#book = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: this.#sink,
      useStyles: true,
      useSharedStrings: false,
      zip: { zlib: { level: 3 } },
    } as Partial<ExcelJS.stream.xlsx.WorkbookStreamWriterOptions>)
  }

  /** Begins a sheet; the one before is closed, for the zip takes one part at a time. */
  sheet(name: string, layout: SheetLayout): void {
    this.#endSheet()
    this.#sheet = this.#book.addWorksheet(sheetName(name), {
      state: layout.hidden ? 'hidden' : 'visible',
      views: layout.frozenRows ? [{ state: 'frozen', ySplit: layout.frozenRows }] : [],
    })
    this.#sheet.columns = layout.widths.map((width) => ({ width }))
    for (const list of layout.lists ?? []) {
      const letter = columnLetter(list.column)
      // The streaming sheet has this collection too; only its type declarations lack it.
      const validations = (
        this.#sheet as unknown as { dataValidations: { add(ref: string, rule: object): void } }
      ).dataValidations
      validations.add(`${letter}${list.from}:${letter}${list.to}`, {
        type: 'list',
        allowBlank: true,
        formulae: [list.formula],
        showErrorMessage: true,
        error: list.error,
      })
    }
  }

  /** Writes one row and waits while the output is slower than the rows; ExcelJS itself would pile them up. */
  async row(cells: readonly (OutCell | undefined)[], number?: number): Promise<void> {
    this.#signal?.throwIfAborted()
    const sheet = this.#sheet!
    const row = number === undefined ? sheet.addRow([]) : sheet.getRow(number)
    for (let i = 0; i < cells.length; i++) {
      const out = cells[i]
      if (!out) continue
      const cell = row.getCell(i + 1)
      const value = cellValue(out.value)
      if (value !== null) cell.value = value
      cell.style = LOOKS[out.look ?? 'plain']
      if (out.comment && this.#comments++ < COMMENT_LIMIT) cell.note = out.comment.slice(0, 2000)
    }
    row.commit()
    await this.#drained()
  }

  async #drained(): Promise<void> {
    // A row that waits for nothing would never let the zip, the output's failure or a cancellation have their turn.
    if (++this.#rows % 64 === 0) await nextTurn()
    if (this.#error) throw this.#error.error
    const pipes = (this.#sheet as unknown as { stream: { pipes: Writable[] } }).stream.pipes
    for (const pipe of pipes) {
      if (pipe.writableNeedDrain) await Promise.race([once(pipe, 'drain'), this.#failed])
    }
  }

  #endSheet(): void {
    this.#sheet?.commit()
    this.#sheet = undefined
  }

  async finish(): Promise<void> {
    this.#endSheet()
    await Promise.race([this.#book.commit(), this.#failed])
  }

  /** Gives up: the output is destroyed and a half-written file removed. */
  async abort(reason: unknown): Promise<void> {
    // ExcelJS keeps its archiver in `zip`; without aborting it the open parts would wait for ever.
    const zip = (this.#book as unknown as { zip: { abort(): void; on(event: string, f: () => void): void } })
      .zip
    zip.on('error', () => {})
    zip.abort()
    this.#sink.on('error', () => {})
    this.#sink.destroy(reason instanceof Error ? reason : undefined)
    if (!this.#path) return
    // A stream destroyed while opening still creates its file.
    if (!this.#sink.closed) await once(this.#sink, 'close').catch(() => {})
    await unlink(this.#path).catch(() => {})
  }
}

/** Runs `write` with a new workbook; finishes it, or removes what was begun when anything fails. */
export async function writeWorkbook(
  out: Output,
  signal: AbortSignal | undefined,
  write: (book: XlsxWriter) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted()
  const book = new XlsxWriter(out, signal)
  try {
    await write(book)
    await book.finish()
  } catch (error) {
    await book.abort(error)
    throw error
  }
}

function cellValue(value: OutCell['value']): ExcelJS.CellValue {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return safeText(value)
  if (typeof value === 'object') {
    // Excel knows no day before 1900-03-01 that all programs agree on.
    return value.date >= '1900-03-01' ? dayjs.utc(value.date).toDate() : value.date
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  return value
}

/** XML 1.0 has no place for most control characters and lone surrogates; U+FFFD shows that something stood there. */
function safeText(text: string): string {
  const clean = neutralise(text)
    .toWellFormed()
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
  // `_x000D_` typed as such would be read as an escape: its underscore is escaped in turn (ST_Xstring).
  return clean.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').slice(0, MAX_TEXT)
}

/** Excel's rules for sheet names: at most 31 characters, none of \ / ? * [ ] : */
function sheetName(name: string): string {
  return (
    name
      .replace(/[\\/?*[\]:]/g, ' ')
      .trim()
      .slice(0, 31) || 'Sheet'
  )
}
