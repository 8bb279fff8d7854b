import {
  ColumnHeightOutlined,
  DownloadOutlined,
  ReloadOutlined,
  SearchOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Input, type InputRef, Popover, Tooltip } from 'antd'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useText } from '../i18n.ts'
import type { DataColumn } from './columns.tsx'
import { type DataFilter, FilterControl } from './filters.tsx'
import { useSlash } from './keys.ts'
import { type Density, shownColumns, type TableSettings } from './settings.ts'
import { isNarrowed, narrowed, type TableState } from './table-state.ts'

/** The search box: asks the server once the typing pauses. */
export function SearchBox({
  value,
  onChange,
  hint,
}: {
  value: string
  onChange: (q: string) => void
  hint?: string
}) {
  const { t } = useText()
  const box = useRef<InputRef>(null)
  const [text, setText] = useState(value)
  useSlash(useCallback(() => box.current?.focus(), []))
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim()), 300)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <Input
      ref={box}
      className="zq-table-search"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={hint ?? t('kit.table.searchHint')}
      aria-label={hint ?? t('kit.table.search')}
      aria-keyshortcuts="/"
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onChange(text.trim())}
    />
  )
}

interface ToolbarProps<Row> {
  readonly state: TableState
  readonly onState: (next: TableState) => void
  readonly search: boolean
  readonly searchHint?: string
  readonly filters: readonly DataFilter[]
  readonly columns: readonly DataColumn<Row>[]
  readonly settings: TableSettings
  readonly onSettings: (change: Partial<TableSettings>) => void
  readonly onRefresh: () => void
  readonly onExport?: () => void
  readonly exporting: boolean
  readonly children?: ReactNode
}

/** The bar above a table: search and filters at the left, its tools at the right. */
export function Toolbar<Row>(props: ToolbarProps<Row>) {
  const { t } = useText()
  const { state, onState } = props
  const setSearch = useCallback(
    (q: string) => onState(narrowed(state, { q: q || undefined, filters: state.filters })),
    [state, onState],
  )
  const setFilter = (key: string, value: string | undefined) => {
    const { [key]: _, ...others } = state.filters
    onState(
      narrowed(state, { q: state.q, filters: value === undefined ? others : { ...others, [key]: value } }),
    )
  }
  return (
    <search className="zq-table-bar">
      <div>
        {props.search && <SearchBox value={state.q ?? ''} onChange={setSearch} hint={props.searchHint} />}
        {props.filters.map((filter) => (
          <FilterControl
            key={filter.key}
            filter={filter}
            value={state.filters[filter.key]}
            onChange={(value) => setFilter(filter.key, value)}
          />
        ))}
        {isNarrowed(state) && (
          <Button
            type="link"
            size="small"
            onClick={() => onState(narrowed(state, { q: undefined, filters: {} }))}
          >
            {t('kit.table.clear')}
          </Button>
        )}
      </div>
      <div>
        {props.children}
        {props.onExport && (
          <Button icon={<DownloadOutlined />} loading={props.exporting} onClick={props.onExport}>
            {t('kit.table.export')}
          </Button>
        )}
        <Tooltip title={t('kit.table.refresh')}>
          <Button icon={<ReloadOutlined />} aria-label={t('kit.table.refresh')} onClick={props.onRefresh} />
        </Tooltip>
        <DensityMenu density={props.settings.density} onChange={(density) => props.onSettings({ density })} />
        <ColumnChooser columns={props.columns} settings={props.settings} onSettings={props.onSettings} />
      </div>
    </search>
  )
}

function DensityMenu({ density, onChange }: { density: Density; onChange: (density: Density) => void }) {
  const { t } = useText()
  const items = (['small', 'medium', 'large'] as const).map((key) => ({
    key,
    label: t(`kit.table.density.${key}`),
  }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: [density], onClick: ({ key }) => onChange(key as Density) }}
    >
      <Button
        icon={<ColumnHeightOutlined />}
        aria-label={t('kit.table.density')}
        title={t('kit.table.density')}
      />
    </Dropdown>
  )
}

type ChooserProps<Row> = Pick<ToolbarProps<Row>, 'columns' | 'settings' | 'onSettings'>

function ColumnChooser<Row>({ columns, settings, onSettings }: ChooserProps<Row>) {
  const { t } = useText()
  const shown = shownColumns(columns, settings.columns).map((column) => column.key)
  const content = (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8, maxHeight: 360, overflow: 'auto' }}>
      <Checkbox.Group
        style={{ flexDirection: 'column', gap: 4 }}
        value={shown}
        options={columns.map((column) => ({ value: column.key, label: column.title }))}
        onChange={(keys) => keys.length > 0 && onSettings({ columns: keys as string[] })}
      />
      <Button size="small" onClick={() => onSettings({ columns: undefined })}>
        {t('kit.table.columnsReset')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('kit.table.columns')} content={content}>
      <Button icon={<SettingOutlined />} aria-label={t('kit.table.columns')} title={t('kit.table.columns')} />
    </Popover>
  )
}
