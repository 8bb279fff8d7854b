import { keepPreviousData } from '@tanstack/react-query'
import { App, Button, Grid, Pagination, Select, Skeleton, Table } from 'antd'
import { type HTMLAttributes, type Key, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Endpoint, EndpointReply } from '../../contract/index.ts'
import { download } from '../api.ts'
import { formatNumber } from '../format.ts'
import { useApi, useTellProblem } from '../hooks.ts'
import { useText } from '../i18n.ts'
import { EmptyState, type EmptyStateProps, ErrorState } from '../parts/states.tsx'
import { Cards, opensRow } from './cards.tsx'
import { antColumns, type DataColumn, sortField } from './columns.tsx'
import type { DataFilter } from './filters.tsx'
import { onRowKey } from './keys.ts'
import { shownColumns, useTableSettings } from './settings.ts'
import {
  isNarrowed,
  narrowed,
  onlyKnown,
  queryOf,
  readTableState,
  type TableState,
  writeTableState,
} from './table-state.ts'
import { Toolbar } from './toolbar.tsx'
import './table.css'

/** The row type of a list endpoint: one that answers `pageOf(row)`. */
export type RowOf<E extends Endpoint> = EndpointReply<E> extends { rows: (infer R)[] } ? R : never

export interface DataTableProps<E extends Endpoint> {
  /** Name under which the user's columns and row height are kept: `registry.enterprises`. */
  readonly name: string
  /** A list: its query extends `pageQuery`, its reply is `pageOf(row)`. */
  readonly endpoint: E
  /** Path parameters of the endpoint, when it has any. */
  readonly params?: Record<string, string>
  /** Query that the page fixes (not shown as a filter). */
  readonly query?: Record<string, unknown>
  readonly columns: readonly DataColumn<RowOf<E>>[]
  readonly rowKey: (row: RowOf<E>) => string
  readonly filters?: readonly DataFilter[]
  /** False hides the search box. */
  readonly search?: boolean
  readonly searchHint?: string
  readonly defaultSort?: string
  readonly defaultSize?: number
  /** Opens a row, by click or Enter. */
  readonly onOpen?: (row: RowOf<E>) => void
  /** File endpoint that takes the same query without paging. */
  readonly exportEndpoint?: Endpoint
  readonly exportName?: string
  /** What an empty list says and offers. */
  readonly empty?: EmptyStateProps
  /** Actions on chosen rows; gives the table check boxes. */
  readonly selectionActions?: (rows: readonly RowOf<E>[], clear: () => void) => ReactNode
  /** Buttons at the right of the bar. */
  readonly actions?: ReactNode
  /** Put before the parameters in the address, when a page has more than one table. */
  readonly urlPrefix?: string
  /** On narrow screens: cards (default) or the table, scrolling sideways. */
  readonly narrow?: 'cards' | 'scroll'
  /** Draws only the rows in view, in a box of this height in pixels: for pages of hundreds of rows. */
  readonly virtualHeight?: number
  /** Asks again every so many milliseconds. */
  readonly refetchInterval?: number
}

const NO_FILTERS: readonly DataFilter[] = []

/**
 * A list from the server: paged, sorted, filtered and searched there, its state in the address, exported with the
 * same filters, walked with the keyboard, as cards on narrow screens.
 */
export function DataTable<E extends Endpoint>(props: DataTableProps<E>) {
  type Row = RowOf<E>
  const text = useText()
  const { t, lang } = text
  const wide = Grid.useBreakpoint().md ?? true
  const list = useRef<HTMLDivElement>(null)
  const [settings, changeSettings] = useTableSettings(props.name)
  const [chosen, setChosen] = useState<readonly Row[]>([])
  const filters = props.filters ?? NO_FILTERS
  const [state, setState] = useTableState(props, filters)

  const reply = useApi(
    props.endpoint as Endpoint,
    { params: props.params, query: queryOf(state, props.query ?? {}, true) } as never,
    { placeholderData: keepPreviousData, refetchInterval: props.refetchInterval },
  )
  const page = reply.data as { rows: Row[]; total: number } | undefined
  const [exporting, exportRows] = useExport(props, state)

  const columns = shownColumns(props.columns, settings.columns)
  const cards = !wide && props.narrow !== 'scroll'
  const size = settings.density === 'medium' ? 'medium' : settings.density
  const rowProps = (row: Row, at?: number) =>
    ({
      'data-row': '',
      'data-open': props.onOpen ? '' : undefined,
      tabIndex: at === 0 ? 0 : -1,
      onClick: props.onOpen && ((event) => opensRow(event.target) && props.onOpen?.(row)),
      onKeyDown: (event) => onRowKey(event, list, props.onOpen && (() => props.onOpen?.(row))),
    }) as HTMLAttributes<HTMLElement>
  const width = columns.reduce((sum, column) => sum + (column.width ?? 140), 0)
  const sortable = cards ? props.columns.filter((column) => sortField(column)) : []

  const body = () => {
    if (reply.error && !page) return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
    if (!page)
      return (
        <Skeleton className="zq-table-wait" active title={false} paragraph={{ rows: 8, width: '100%' }} />
      )
    if (page.rows.length === 0) return <Nothing state={state} onState={setState} empty={props.empty} />
    if (cards) {
      return (
        <Cards rows={page.rows} columns={columns} keyOf={props.rowKey} onOpen={props.onOpen} list={list} />
      )
    }
    return (
      <Table<Row>
        className="zq-table"
        size={size}
        rowKey={props.rowKey}
        columns={antColumns(columns, state, text)}
        dataSource={page.rows}
        pagination={false}
        loading={reply.isPlaceholderData}
        sticky={props.virtualHeight ? undefined : { offsetHeader: 52 }}
        virtual={props.virtualHeight !== undefined}
        scroll={{ x: props.virtualHeight ? Math.max(width, 320) : width, y: props.virtualHeight }}
        onRow={rowProps}
        rowSelection={
          props.selectionActions && {
            selectedRowKeys: chosen.map(props.rowKey),
            preserveSelectedRowKeys: true,
            onChange: (_: Key[], rows: Row[]) => setChosen(rows),
          }
        }
        onChange={(_pagination, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter
          const column = props.columns.find((of) => of.key === one?.columnKey)
          const field = column && one?.order ? sortField(column) : undefined
          setState({ ...state, page: 1, sort: field && (one?.order === 'descend' ? `-${field}` : field) })
        }}
      />
    )
  }

  return (
    <div ref={list} aria-busy={reply.isFetching}>
      <Toolbar
        state={state}
        onState={setState}
        search={props.search !== false}
        searchHint={props.searchHint}
        filters={filters}
        columns={props.columns}
        settings={settings}
        onSettings={changeSettings}
        onRefresh={() => void reply.refetch()}
        onExport={props.exportEndpoint && exportRows}
        exporting={exporting}
      >
        {chosen.length > 0 && (
          <>
            <span>{t('kit.table.selected', { count: chosen.length })}</span>
            {props.selectionActions?.(chosen, () => setChosen([]))}
          </>
        )}
        {sortable.length > 0 && (
          <Select
            aria-label={t('kit.table.sort')}
            placeholder={t('kit.table.sort')}
            allowClear
            popupMatchSelectWidth={false}
            value={state.sort}
            onChange={(sort) => setState({ ...state, page: 1, sort })}
            options={sortable.flatMap((column) => {
              const field = sortField(column) as string
              return [
                { value: field, label: t('kit.table.sortUp', { title: column.title }) },
                { value: `-${field}`, label: t('kit.table.sortDown', { title: column.title }) },
              ]
            })}
          />
        )}
        {props.actions}
      </Toolbar>
      {body()}
      {page && page.total > 0 && (
        <div className="zq-table-foot">
          <span className="zq-soft">{wide ? t('kit.table.keys') : ''}</span>
          <Pagination
            size="small"
            simple={!wide}
            current={state.page}
            pageSize={state.size}
            total={page.total}
            showSizeChanger={wide}
            pageSizeOptions={[20, 50, 100, 200]}
            showTotal={(total, [from, to]) =>
              t('kit.table.range', { from, to, total: formatNumber(total, lang) })
            }
            onChange={(next, nextSize) =>
              setState({ ...state, page: nextSize === state.size ? next : 1, size: nextSize })
            }
          />
        </div>
      )}
    </div>
  )
}

interface NothingProps {
  readonly state: TableState
  readonly onState: (next: TableState) => void
  readonly empty?: EmptyStateProps
}

/** An empty page of a list: too narrow a search, a page past the end, or truly nothing yet. */
function Nothing({ state, onState, empty }: NothingProps) {
  const { t } = useText()
  if (!isNarrowed(state) && state.page === 1) return <EmptyState title={t('kit.table.empty')} {...empty} />
  return (
    <EmptyState
      title={t('kit.table.nothing')}
      hint={t('kit.table.nothingHint')}
      action={
        <Button onClick={() => onState(narrowed(state, { q: undefined, filters: {} }))}>
          {t('kit.table.clear')}
        </Button>
      }
    />
  )
}

function useTableState<E extends Endpoint>(
  props: DataTableProps<E>,
  filters: readonly DataFilter[],
): [TableState, (next: TableState) => void] {
  const [params, setParams] = useSearchParams()
  const { defaultSize = 20, defaultSort, urlPrefix } = props
  const keys = filters.map((filter) => filter.key).join(',')
  const defaults = useMemo(
    () => ({
      size: defaultSize,
      sort: defaultSort,
      prefix: urlPrefix,
      filterKeys: keys === '' ? [] : keys.split(','),
    }),
    [defaultSize, defaultSort, urlPrefix, keys],
  )
  const state = useMemo(() => readTableState(params, defaults), [params, defaults])
  const setState = useCallback(
    (next: TableState) => setParams((before) => writeTableState(before, next, defaults), { replace: true }),
    [setParams, defaults],
  )
  return [state, setState]
}

function useExport<E extends Endpoint>(props: DataTableProps<E>, state: TableState): [boolean, () => void] {
  const { message } = App.useApp()
  const { t } = useText()
  const tell = useTellProblem()
  const [exporting, setExporting] = useState(false)
  const start = () => {
    if (!props.exportEndpoint) return
    setExporting(true)
    // An export that has no search or order of its own is not asked for one: unknown parameters are refused.
    const query = onlyKnown(props.exportEndpoint, queryOf(state, props.query ?? {}, false))
    const call = { params: props.params, query }
    download(props.exportEndpoint, call as never, props.exportName ?? 'export.xlsx')
      .then((name) => message.success(t('kit.table.exported', { name })))
      .catch(tell)
      .finally(() => setExporting(false))
  }
  return [exporting, start]
}
