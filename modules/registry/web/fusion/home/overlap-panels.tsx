import { useMemo } from 'react'
import { Chart, formatNumber, useShade, useText } from '#kernel/web'
import type { FusionSource } from '../../../contract.ts'
import { bySourceCount, type SourceSet, sharedBy } from './overlap.ts'

interface OverlapProps {
  readonly sources: readonly FusionSource[]
  readonly sets: readonly SourceSet[]
}

/** On how many sources golden records rest, and how many each two sources share. */
export function OverlapPanels({ sources, sets }: OverlapProps) {
  const { t, pick, lang } = useText()
  const shade = useShade()
  const shown = useMemo(
    () => sources.filter(({ code }) => sets.some((set) => set.sources.includes(code))),
    [sources, sets],
  )
  const text = shade === 'dark' ? '#e6ebf2' : '#1a2433'
  const counts = useMemo(() => {
    const data = bySourceCount(sets)
    return {
      grid: { left: 8, right: 12, top: 20, bottom: 4, containLabel: true },
      xAxis: {
        type: 'category',
        data: data.map((_, at) => t('registry.fusion.sourceCount', { count: at + 1 })),
        axisTick: { show: false },
      },
      yAxis: { type: 'value', show: false },
      series: [
        {
          type: 'bar',
          data,
          barMaxWidth: 36,
          label: { show: true, position: 'top', color: text, textBorderWidth: 0 },
        },
      ],
    }
  }, [sets, t, text])
  const matrix = useMemo(() => {
    const names = shown.map(({ nameZh, nameEn }) => pick({ zh: nameZh, en: nameEn }))
    const cells = shown.flatMap((one, x) =>
      shown.flatMap((other, y) => (x < y ? [[x, y - 1, sharedBy(sets, one.code, other.code)]] : [])),
    )
    return {
      grid: { left: 8, right: 12, top: 8, bottom: 4, containLabel: true },
      tooltip: {
        formatter: ({ data: [x, y, value] }: { data: [number, number, number] }) =>
          `${names[x]} × ${names[y + 1]}: ${formatNumber(value, lang)}`,
      },
      xAxis: {
        type: 'category',
        data: names.slice(0, -1),
        axisLabel: { interval: 0, rotate: 30 },
        axisTick: { show: false },
      },
      yAxis: { type: 'category', data: names.slice(1), axisTick: { show: false } },
      visualMap: {
        show: false,
        min: 0,
        max: Math.max(1, ...cells.map(([, , value]) => value!)),
        inRange: { color: shade === 'dark' ? ['#1b2a3f', '#3f7fd6'] : ['#eef4fc', '#5b93e0'] },
      },
      series: [
        {
          type: 'heatmap',
          data: cells,
          label: { show: true, color: text, textBorderWidth: 0 },
        },
      ],
    }
  }, [shown, sets, pick, lang, shade, text])
  if (shown.length < 2) return null
  return (
    <>
      <section className="zq-panel" aria-label={t('registry.fusion.overlap')}>
        <div className="zq-fus-panel-head">
          <h2>{t('registry.fusion.overlap')}</h2>
        </div>
        <Chart option={matrix} label={t('registry.fusion.overlap')} height={90 + shown.length * 30} />
      </section>
      <section className="zq-panel" aria-label={t('registry.fusion.bySourceCount')}>
        <div className="zq-fus-panel-head">
          <h2>{t('registry.fusion.bySourceCount')}</h2>
        </div>
        <Chart option={counts} label={t('registry.fusion.bySourceCount')} height={200} />
      </section>
    </>
  )
}
