import { useMemo } from 'react'
import { Chart, SERIES_COLORS, useShade, useText } from '#kernel/web'

interface Timeline {
  readonly curve: readonly number[]
  readonly begins: readonly (number | null)[]
  readonly stops: readonly (number | null)[]
}

interface DaysChartProps {
  /** One failure, or two beside each other; of a single one also how many firms begin to lose and stop on each day. */
  readonly lines: readonly { readonly name: string; readonly timeline: Timeline }[]
}

/** Share of the chain's output that is lost on each day, and who stops when. */
export function DaysChart({ lines }: DaysChartProps) {
  const { t } = useText()
  const shade = useShade()
  const { option, table } = useMemo(() => {
    const colors = SERIES_COLORS[shade]
    const days = Array.from(
      { length: Math.max(...lines.map(({ timeline }) => timeline.curve.length)) },
      (_, day) => day,
    )
    const percent = (share: number | undefined) => Number(((share ?? 0) * 100).toFixed(4))
    const only = lines.length === 1 ? lines[0]?.timeline : undefined
    const counts = only
      ? [
          { name: t('chain.risk.beginOnDay'), data: only.begins, color: colors[1] },
          { name: t('chain.risk.stopOnDay'), data: only.stops, color: colors[3] },
        ]
      : []
    const series = [
      ...lines.map(({ name, timeline }, at) => ({
        name,
        type: 'line',
        step: 'end',
        showSymbol: false,
        areaStyle: { opacity: only ? 0.15 : 0.06 },
        itemStyle: { color: colors[at] },
        data: timeline.curve.map(percent),
      })),
      ...counts.map(({ name, data, color }) => ({
        name,
        type: 'bar',
        yAxisIndex: 1,
        barMaxWidth: 6,
        itemStyle: { color },
        data,
      })),
    ]
    return {
      option: {
        grid: { left: 8, right: 16, top: 40, bottom: 30, containLabel: true },
        legend: { top: 0, type: 'scroll' },
        tooltip: { trigger: 'axis' },
        xAxis: {
          type: 'category',
          data: days,
          name: t('chain.risk.dayAxis'),
          nameLocation: 'middle',
          nameGap: 26,
        },
        yAxis: [
          { type: 'value', axisLabel: { formatter: '{value}%' } },
          { type: 'value', show: only !== undefined, minInterval: 1, splitLine: { show: false } },
        ],
        series,
      },
      table: {
        columns: [t('chain.risk.dayAxis'), ...series.map(({ name }) => name)],
        rows: days.map((day) => [
          String(day),
          ...lines.map(({ timeline }) => `${percent(timeline.curve[day])}%`),
          ...counts.map(({ data }) => (data[day] === null ? t('chain.risk.few') : String(data[day] ?? 0))),
        ]),
      },
    }
  }, [lines, shade, t])
  return <Chart option={option} label={t('chain.risk.daysChart')} height={260} table={table} />
}
