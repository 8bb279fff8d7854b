import { Alert, Table } from 'antd'
import { useMemo } from 'react'
import { Chart, formatNumber, formatPercent, SERIES_COLORS, useShade, useText } from '#kernel/web'
import type { LinkReliability } from '../../contract.ts'

type Bins = NonNullable<LinkReliability['evaluation']>['bins']

const percent = (ratio: number) => Number((ratio * 100).toFixed(2))

/** Predicted probability against the share found among hidden relations, with its interval; on the diagonal both agree. */
export function Diagram({ bins }: { bins: Bins }) {
  const { t, lang } = useText()
  const shade = useShade()
  const option = useMemo(() => {
    const [color, soft] = [SERIES_COLORS[shade][0], SERIES_COLORS[shade][7]]
    // As far as predictions go, with some room; rare high ones must not be pressed into a corner.
    const most = Math.min(
      100,
      Math.ceil(
        (Math.max(0.1, ...bins.map(({ predicted, found }) => Math.max(predicted, found.high))) * 110) / 10,
      ) * 10,
    )
    const axis = { type: 'value', min: 0, max: most, axisLabel: { formatter: '{value} %' } }
    return {
      grid: { left: 8, right: 24, top: 40, bottom: 28, containLabel: true },
      legend: { top: 0, left: 0 },
      tooltip: {},
      xAxis: { ...axis, name: t('chain.link.predicted'), nameLocation: 'middle', nameGap: 28 },
      yAxis: axis,
      series: [
        {
          name: t('chain.link.ideal'),
          type: 'line',
          showSymbol: false,
          silent: true,
          lineStyle: { type: 'dashed', width: 1, color: soft },
          itemStyle: { color: soft },
          data: [
            [0, 0],
            [most, most],
          ],
        },
        ...bins.map(({ predicted, found }) => ({
          name: t('chain.link.interval'),
          type: 'line',
          showSymbol: false,
          silent: true,
          lineStyle: { width: 2, color, opacity: 0.5 },
          itemStyle: { color, opacity: 0.5 },
          data: [
            [percent(predicted), percent(found.low)],
            [percent(predicted), percent(found.high)],
          ],
        })),
        {
          name: t('chain.link.found'),
          type: 'scatter',
          symbolSize: 10,
          itemStyle: { color },
          data: bins.map(({ predicted, found }) => [percent(predicted), percent(found.value)]),
        },
      ],
    }
  }, [bins, shade, t])
  const share = (value: number) => formatPercent(value, lang, 2)
  return (
    <section className="zq-panel">
      <h2 className="zq-link-title">{t('chain.link.diagram')}</h2>
      <p className="zq-soft">{t('chain.link.diagramHint')}</p>
      {bins.length === 1 && <Alert type="info" showIcon title={t('chain.link.oneBin')} />}
      <div className="zq-link-diagram">
        <Chart option={option} label={t('chain.link.diagram')} height={320} />
        <Table
          size="small"
          pagination={false}
          scroll={{ x: 380 }}
          rowKey="from"
          dataSource={bins}
          columns={[
            { title: t('chain.link.bins'), render: (_, { from, to }) => `${share(from)}–${share(to)}` },
            {
              title: t('chain.link.cases'),
              align: 'right',
              render: (_, { cases }) => formatNumber(cases, lang),
            },
            {
              title: t('chain.link.predicted'),
              align: 'right',
              render: (_, { predicted }) => share(predicted),
            },
            { title: t('chain.link.found'), align: 'right', render: (_, { found }) => share(found.value) },
            {
              title: t('chain.link.interval'),
              align: 'right',
              render: (_, { found }) => `${share(found.low)}–${share(found.high)}`,
            },
          ]}
        />
      </div>
    </section>
  )
}
