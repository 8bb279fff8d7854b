import type { RefObject } from 'react'
import { useText } from '../i18n.ts'
import { cellOf, type DataColumn } from './columns.tsx'
import { onRowKey } from './keys.ts'

interface CardsProps<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly DataColumn<Row>[]
  readonly keyOf: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly list: RefObject<HTMLElement | null>
}

/** The rows of a table as cards, for narrow screens. */
export function Cards<Row>({ rows, columns, keyOf, onOpen, list }: CardsProps<Row>) {
  const text = useText()
  const title = columns.find((column) => column.card === 'title') ?? columns[0]
  const lines = columns.filter((column) => column !== title && column.card !== 'none')
  return (
    <ul className="zq-cards">
      {rows.map((row, at) => (
        <li
          key={keyOf(row)}
          className="zq-card"
          data-row
          data-open={onOpen ? '' : undefined}
          tabIndex={at === 0 ? 0 : -1}
          onClick={onOpen && ((event) => opensRow(event.target) && onOpen(row))}
          onKeyDown={(event) => onRowKey(event, list, onOpen && (() => onOpen(row)))}
        >
          {title && <div className="zq-card-title">{cellOf(title, row, text)}</div>}
          <dl>
            {lines.map((column) => {
              const cell = cellOf(column, row, text)
              if (cell === null || cell === false) return null
              return (
                <div key={column.key} style={{ display: 'contents' }}>
                  <dt>{column.title}</dt>
                  <dd className="zq-number">{cell}</dd>
                </div>
              )
            })}
          </dl>
        </li>
      ))}
    </ul>
  )
}

/** A click on a link, a button or a field inside a row is theirs, not the row's; so is marking text to copy it. */
export function opensRow(target: EventTarget): boolean {
  const inner =
    target instanceof Element && target.closest('a,button,input,label,[role="button"],[role="menuitem"]')
  return !inner && String(getSelection() ?? '') === ''
}
