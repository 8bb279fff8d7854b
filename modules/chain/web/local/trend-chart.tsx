import { useMemo } from 'react'
import { Chart, formatInstant, SERIES_COLORS, STATE_COLORS, useShade, useText } from '#kernel/web'
import { LOCAL_DEFINITIONS, type LocalDefinition } from '../../contract.ts'
import type { Overview } from './words.ts'

const percent = (ratio: number) => Number((ratio * 100).toFixed(2))

/** The five rates over the runs; runs whose change was no change of the chain are marked. */
export function TrendChart({ overview, definition }: { overview: Overview; definition: LocalDefinition }) {
  const { t, lang } = useText()
  const shade = useShade()
  const { trend } = overview
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 56, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: number | null) => (value === null ? '–' : `${value} %`),
      },
      xAxis: { type: 'category', data: trend.map(({ at }) => formatInstant(at, lang)) },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: '{value} %' } },
      series: LOCAL_DEFINITIONS.map((name, at) => ({
        name: t(`chain.local.def.${name}`),
        type: 'line',
        symbolSize: 7,
        lineStyle: { width: name === definition ? 3 : 1.2, opacity: name === definition ? 1 : 0.6 },
        itemStyle: { color: SERIES_COLORS[shade][at] },
        data: trend.map(({ rates, misleading }) => {
          const rate = rates[name]
          const value = rate === null || rate === undefined ? null : percent(rate)
          return misleading.includes(name)
            ? { value, symbol: 'diamond', symbolSize: 13, itemStyle: { color: STATE_COLORS[shade].amber } }
            : { value, symbol: 'circle' }
        }),
      })),
    }),
    [trend, definition, shade, t, lang],
  )
  return (
    <section className="zq-panel">
      <h2 className="zq-local-title">{t('chain.local.trend')}</h2>
      <p className="zq-local-hint">
        {t(trend.length > 1 ? 'chain.local.trendHint' : 'chain.local.trendOnce')}
      </p>
      <Chart option={option} label={t('chain.local.trend')} height={300} />
    </section>
  )
}
