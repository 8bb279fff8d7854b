import { BarChartOutlined, DownloadOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { useMemo, useState } from 'react'
import { formatNumber } from '../format.ts'
import { useText } from '../i18n.ts'
import { EmptyState } from '../parts/states.tsx'
import { type ChartTable, tableOfOption } from './chart-table.ts'
import { inkOf } from './chart-theme.ts'
import { useEcharts } from './use-echarts.ts'
import './chart.css'

export interface ChartProps {
  /** ECharts option; keep it stable (useMemo), it is drawn anew whenever it changes. */
  readonly option: EChartsCoreOption
  /** What the chart shows, in a sentence: its accessible name. */
  readonly label: string
  readonly height?: number
  /** Text alternative, where it cannot be derived from the option. */
  readonly table?: ChartTable
  /** File name of the picture, without ending. */
  readonly fileName?: string
  readonly onClick?: (event: { name: string; seriesName?: string; dataIndex: number; data: unknown }) => void
  readonly empty?: boolean
}

/** A chart with its text alternative and a download as PNG. */
export function Chart({ option, label, height = 280, table, fileName, onClick, empty }: ChartProps) {
  const { t } = useText()
  const [asTable, setAsTable] = useState(false)
  const content = useMemo(
    () => table ?? tableOfOption(option, { category: t('kit.chart.category'), value: t('kit.chart.value') }),
    [table, option, t],
  )
  const named = useMemo(() => ({ animationDuration: 300, ...option }), [option])
  const { box, chart, state, shade } = useEcharts(named, onClick ? { click: onClick } : {})
  if (empty) return <EmptyState title={t('kit.chart.noData')} />
  const save = () => {
    const url = chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: inkOf(shade).surface })
    if (!url) return
    const link = document.createElement('a')
    link.href = url
    link.download = `${fileName ?? label}.png`
    link.click()
  }
  const tableShown = asTable && content !== undefined
  return (
    <figure className="zq-chart" aria-label={label}>
      <div className="zq-chart-tools">
        {content && (
          <Button
            type="text"
            size="small"
            icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
            aria-pressed={asTable}
            aria-label={t(asTable ? 'kit.chart.drawing' : 'kit.chart.table')}
            title={t(asTable ? 'kit.chart.drawing' : 'kit.chart.table')}
            onClick={() => setAsTable(!asTable)}
          />
        )}
        <Button
          type="text"
          size="small"
          icon={<DownloadOutlined />}
          aria-label={t('kit.chart.png')}
          title={t('kit.chart.png')}
          disabled={state !== 'ready' || tableShown}
          onClick={save}
        />
      </div>
      {state === 'failed' && <EmptyState title={t('kit.chart.failed')} />}
      {state === 'loading' && <Skeleton.Node active style={{ width: '100%', height }} />}
      <div
        ref={box}
        role="img"
        aria-label={label}
        style={{
          height,
          display: state === 'failed' || tableShown ? 'none' : undefined,
          marginTop: state === 'loading' ? -height : 0,
        }}
      />
      {content && <DataOf table={content} label={label} hidden={!tableShown} height={height} />}
    </figure>
  )
}

/** The text alternative: shown on demand, and read by screen readers in any case. */
function DataOf({
  table,
  label,
  hidden,
  height,
}: {
  table: ChartTable
  label: string
  hidden: boolean
  height: number
}) {
  const { lang, t } = useText()
  return (
    <div
      className={hidden ? 'zq-hidden' : 'zq-chart-table'}
      style={hidden ? undefined : { maxHeight: height }}
    >
      <table>
        <caption className="zq-hidden">{label}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((value, at) => (
                <td key={table.columns[at]} className="zq-number">
                  {value === null
                    ? t('kit.unknown')
                    : typeof value === 'number'
                      ? formatNumber(value, lang, 4)
                      : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
