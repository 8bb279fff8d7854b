import { useMemo } from 'react'
import { Chart, formatNumber, useShade, useText } from '#kernel/web'
import type { FusionSource } from '../../../contract.ts'
import { coveredBy, type SourceSet } from './overlap.ts'

interface SourcesPictureProps {
  readonly sources: readonly FusionSource[]
  /** Undefined until it is known. */
  readonly sets: readonly SourceSet[] | undefined
}

/** Bars by source: its records, and the golden records that it covers; nothing where there are no records. */
export function SourcesPicture({ sources, sets }: SourcesPictureProps) {
  const { t, pick, lang } = useText()
  const shade = useShade()
  const shown = useMemo(
    () =>
      sources
        .filter(({ code, records }) => records > 0 && code !== 'library')
        .sort((a, b) => a.records - b.records),
    [sources],
  )
  const covered = useMemo(
    () => (sets && sets.length > 0 ? shown.map(({ code }) => coveredBy(sets, code)) : undefined),
    [shown, sets],
  )
  const option = useMemo(() => {
    const bars = (name: string, data: readonly (number | null)[]) => ({
      type: 'bar',
      name,
      data,
      barMaxWidth: 12,
      barGap: '15%',
      label: {
        show: true,
        position: 'right',
        // Left to itself the drawing rims these labels in dark.
        color: shade === 'dark' ? '#e6ebf2' : '#1a2433',
        textBorderWidth: 0,
        formatter: ({ value }: { value: number }) => formatNumber(value, lang),
      },
    })
    return {
      grid: { left: 8, right: 56, top: 28, bottom: 4, containLabel: true },
      legend: {},
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        data: shown.map(({ nameZh, nameEn }) => pick({ zh: nameZh, en: nameEn })),
        axisLine: { show: false },
        axisTick: { show: false },
      },
      series: [
        bars(
          t('registry.fusion.records'),
          shown.map(({ records }) => records),
        ),
        ...(covered ? [bars(t('registry.fusion.covered'), covered)] : []),
      ],
    }
  }, [shown, covered, t, pick, lang, shade])
  if (shown.length === 0) return null
  return <Chart option={option} label={t('registry.fusion.sourcesPicture')} height={44 + shown.length * 36} />
}
