import { columnOf } from './address.ts'
import type { Cell, Row } from './cell.ts'
import { type CellFault, describeFault, describeRule, type Messages } from './faults.ts'
import type { TableSource } from './open.ts'
import type { Language, TableDef } from './schema.ts'
import { type OutCell, type Output, writeWorkbook } from './xlsx-writer.ts'

export interface ErrorWorkbookOptions {
  /** Texts of rules that other modules brought along. */
  readonly messages?: Messages
  readonly signal?: AbortSignal
  /** Leave the faultless rows out (for a file whose good rows went in already). */
  readonly onlyFaulty?: boolean
}

/**
 * Copies the user's rows into a workbook in which each wrong cell is filled and carries its fault as a comment, and a
 * last column names all faults of the row. Row numbers stay those of the file, so that both can be laid side by side.
 * @param faults in the order of their rows, as `readTyped` gives them; an array may have any order
 */
export async function writeErrorWorkbook(
  source: TableSource,
  table: TableDef,
  faults: AsyncIterable<CellFault> | readonly CellFault[],
  out: Output,
  lang: Language,
  options: ErrorWorkbookOptions = {},
): Promise<void> {
  const sorted = Array.isArray(faults)
    ? [...faults].sort((a: CellFault, b: CellFault) => a.row - b.row)
    : faults
  const next = byRow(sorted as AsyncIterable<CellFault> | CellFault[])
  const width = Math.max(1, source.header?.columns.length ?? 0, ...source.top.map((row) => row.cells.length))
  const headerRows = source.header?.rows ?? []
  const lastHeader = headerRows[headerRows.length - 1] ?? 0
  await writeWorkbook(out, options.signal, async (book) => {
    book.sheet(table.titles[lang], {
      widths: [...Array.from({ length: width }, () => 18), 60],
      frozenRows: lastHeader,
    })
    for await (const row of source.allRows({ signal: options.signal })) {
      if (row.number <= lastHeader) {
        const cells = copyRow(row, width, headerRows.includes(row.number))
        if (row.number === lastHeader)
          cells[width] = { value: lang === 'zh' ? '错误说明' : 'Errors', look: 'required' }
        await book.row(cells, row.number)
        continue
      }
      const wrong = await next(row.number)
      if (wrong.length === 0 && options.onlyFaulty) continue
      await book.row(markRow(row, width, wrong, lang, options.messages), row.number)
    }
  })
}

function copyRow(row: Row, width: number, header: boolean): (OutCell | undefined)[] {
  return Array.from({ length: Math.max(width, row.cells.length) }, (_, i) => {
    const cell = row.cells[i]
    return cell && cell.merged !== 'across'
      ? { ...copyCell(cell), ...(header ? { look: 'header' as const } : {}) }
      : undefined
  })
}

function copyCell(cell: Cell): OutCell {
  if (cell.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(cell.text))
    return { value: { date: cell.text }, look: 'date' }
  if (cell.kind === 'number' || cell.kind === 'boolean') {
    return { value: cell.value as number | boolean, ...(cell.percent ? { look: 'ratio' as const } : {}) }
  }
  // Errors and formulas are copied as text: nothing of the user's file is carried over that could run.
  return { value: cell.text }
}

function markRow(
  row: Row,
  width: number,
  wrong: readonly CellFault[],
  lang: Language,
  more?: Messages,
): (OutCell | undefined)[] {
  const cells = copyRow(row, width, false)
  const comments = new Map<number, string[]>()
  for (const fault of wrong) {
    const index = fault.columnLetter === '' ? -1 : columnOf(fault.columnLetter)
    if (index >= 0) comments.set(index, [...(comments.get(index) ?? []), describeRule(fault, lang, more)])
  }
  for (const [index, rules] of comments) {
    // As text: the wrong cell's own number format gives way to the marking.
    const cell = row.cells[index]
    const plain =
      cell?.kind === 'number' && !cell.percent ? cell.value : cell?.merged === 'across' ? '' : cell?.text
    cells[index] = { value: plain, look: 'wrong', comment: rules.join('\n') }
  }
  if (wrong.length > 0) {
    const text = wrong.map((fault) => describeFault(fault, lang, more)).join('\n')
    cells[Math.max(width, cells.length)] = { value: text, look: 'note' }
  }
  return cells
}

/** Faults of one row after another, from a sorted stream. */
function byRow(
  faults: AsyncIterable<CellFault> | Iterable<CellFault>,
): (row: number) => Promise<CellFault[]> {
  const iterator =
    Symbol.asyncIterator in faults
      ? faults[Symbol.asyncIterator]()
      : (faults as Iterable<CellFault>)[Symbol.iterator]()
  let ahead: CellFault | undefined
  return async (row) => {
    const found: CellFault[] = []
    for (;;) {
      if (!ahead) {
        const step = await iterator.next()
        if (step.done) return found
        ahead = step.value
      }
      if (ahead.row > row) return found
      if (ahead.row === row) found.push(ahead)
      ahead = undefined
    }
  }
}
