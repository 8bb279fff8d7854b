import type { TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import {
  formatDate,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPercent,
  type MoneyUnit,
} from '../format.ts'
import type { TextTools } from '../i18n.ts'
import type { TableState } from './table-state.ts'

export type ColumnKind = 'text' | 'number' | 'money' | 'percent' | 'date' | 'instant' | 'flag'

/** A column of a DataTable. */
export interface DataColumn<Row> {
  /** Field of the row; also the column's name in stored settings. */
  readonly key: string
  readonly title: ReactNode
  /** How the value is shown when `render` is absent. */
  readonly kind?: ColumnKind
  readonly moneyUnit?: MoneyUnit
  /** What an absent value means: it is not known (default for numbers and dates), or there is none (a dash). */
  readonly absent?: 'unknown' | 'none'
  readonly width?: number
  /** Sortable by the server: `true` by the column's key, or the name that the server knows it by. */
  readonly sort?: boolean | string
  /** Left out until the user chooses it. */
  readonly hidden?: boolean
  readonly fixed?: 'left' | 'right'
  readonly ellipsis?: boolean
  /** On narrow screens: the card's heading, one of its lines (default), or absent. */
  readonly card?: 'title' | 'line' | 'none'
  readonly render?: (value: never, row: Row) => ReactNode
}

const RIGHT: ReadonlySet<ColumnKind | undefined> = new Set(['number', 'money', 'percent'])

/** What stands in a cell: the column's own rendering, or its kind's. */
export function cellOf<Row>(column: DataColumn<Row>, row: Row, text: TextTools): ReactNode {
  const value = (row as Record<string, unknown>)[column.key]
  if (column.render) return column.render(value as never, row)
  if (value === null || value === undefined || value === '') {
    const unknown = column.absent
      ? column.absent === 'unknown'
      : column.kind !== undefined && column.kind !== 'text'
    return <span className="zq-soft">{unknown ? text.t('kit.unknown') : '–'}</span>
  }
  switch (column.kind) {
    case 'number':
      return formatNumber(value as number, text.lang)
    case 'money':
      return formatMoney(value as number, text.lang, column.moneyUnit)
    case 'percent':
      return formatPercent(value as number, text.lang)
    case 'date':
      return formatDate(value as string, text.lang)
    case 'instant':
      return formatInstant(value as string, text.lang)
    case 'flag':
      return text.t(value ? 'kit.yes' : 'kit.no')
    default:
      return String(value)
  }
}

/** The name that the server sorts a column by, or undefined. */
export function sortField<Row>(column: DataColumn<Row>): string | undefined {
  if (!column.sort) return undefined
  return column.sort === true ? column.key : column.sort
}

/** The columns as Ant Design's table takes them. */
export function antColumns<Row>(
  columns: readonly DataColumn<Row>[],
  state: TableState,
  text: TextTools,
): TableColumnType<Row>[] {
  return columns.map((column) => {
    const field = sortField(column)
    const descending = field !== undefined && state.sort === `-${field}`
    const ascending = field !== undefined && state.sort === field
    return {
      key: column.key,
      title: column.title,
      dataIndex: column.key,
      width: column.width,
      fixed: column.fixed,
      ellipsis: column.ellipsis,
      align: RIGHT.has(column.kind) ? 'right' : undefined,
      className:
        RIGHT.has(column.kind) || column.kind === 'date' || column.kind === 'instant'
          ? 'zq-number'
          : undefined,
      sorter: field !== undefined,
      showSorterTooltip: false,
      sortOrder: descending ? 'descend' : ascending ? 'ascend' : null,
      render: (_: unknown, row: Row) => cellOf(column, row, text),
    }
  })
}
