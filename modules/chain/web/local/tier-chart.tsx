import { useMemo } from 'react'
import { Chart, SERIES_COLORS, STATE_COLORS, useShade, useText } from '#kernel/web'
import type { Overview } from './words.ts'

const PLACES = ['local', 'outside', 'unknown'] as const
const percent = (ratio: number) => Number((ratio * 100).toFixed(2))

/** The vehicle's value as a waterfall: what each tier adds, local, outside and of unknown place, up to the whole. */
export function TierChart({ tiers }: { tiers: Overview['waterfall'] }) {
  const { t } = useText()
  const shade = useShade()
  const { option, table } = useMemo(() => {
    const last = tiers.at(-1)?.tier ?? 0
    const name = (tier: number) =>
      tier === 0
        ? t('chain.local.tier.0')
        : t(tier === last && tier >= 5 ? 'chain.local.tier.last' : 'chain.local.tier', { tier })
    const sum = (of: (typeof PLACES)[number]) => tiers.reduce((all, tier) => all + tier[of], 0)
    const total = { local: sum('local'), outside: sum('outside'), unknown: sum('unknown') }
    const bars = [
      ...tiers.map((tier) => ({ name: name(tier.tier), ...tier })),
      { name: t('chain.local.total'), ...total },
    ]
    const base = bars.map((_, at) =>
      at === tiers.length
        ? 0
        : tiers.slice(0, at).reduce((all, tier) => all + tier.local + tier.outside + tier.unknown, 0),
    )
    const colors = {
      local: SERIES_COLORS[shade][0],
      outside: SERIES_COLORS[shade][1],
      unknown: STATE_COLORS[shade].unknown,
    }
    return {
      option: {
        grid: { left: 8, right: 16, top: 34, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, data: PLACES.map((place) => t(`chain.local.place.${place}`)) },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow' },
          formatter: (items: { seriesName: string; value: number; marker: string; name: string }[]) =>
            [
              `<b>${items[0]?.name ?? ''}</b>`,
              ...items
                .filter(({ seriesName }) => seriesName !== 'base')
                .map(({ marker, seriesName, value }) => `${marker}${seriesName} <b>${value} %</b>`),
            ].join('<br/>'),
        },
        xAxis: {
          type: 'category',
          data: bars.map((bar) => bar.name),
          axisLabel: { interval: 0, width: 76, overflow: 'break' },
        },
        yAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value} %' } },
        series: [
          {
            name: 'base',
            type: 'bar',
            stack: 'tier',
            silent: true,
            itemStyle: { color: 'transparent' },
            data: base.map(percent),
          },
          ...PLACES.map((place) => ({
            name: t(`chain.local.place.${place}`),
            type: 'bar',
            stack: 'tier',
            barMaxWidth: 46,
            itemStyle: { color: colors[place] },
            data: bars.map((bar) => percent(bar[place])),
          })),
        ],
      },
      table: {
        columns: ['', ...PLACES.map((place) => `${t(`chain.local.place.${place}`)} %`)],
        rows: bars.map((bar) => [bar.name, ...PLACES.map((place) => percent(bar[place]))]),
      },
    }
  }, [tiers, shade, t])
  return (
    <section className="zq-panel">
      <h2 className="zq-local-title">{t('chain.local.waterfall')}</h2>
      <p className="zq-local-hint">{t('chain.local.waterfallHint')}</p>
      <Chart option={option} table={table} label={t('chain.local.waterfall')} height={300} />
    </section>
  )
}
