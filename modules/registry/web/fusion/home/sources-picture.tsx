import { useMemo } from 'react'
import { Chart, useText } from '#kernel/web'
import type { FusionSource } from '../../../contract.ts'

/** Records by source as bars, the largest on top; nothing where there are none. */
export function SourcesPicture({ sources }: { sources: readonly FusionSource[] }) {
  const { t, pick } = useText()
  const bars = useMemo(
    () =>
      sources
        .filter(({ records }) => records > 0)
        .sort((a, b) => a.records - b.records)
        .map(({ nameZh, nameEn, records }) => ({ name: pick({ zh: nameZh, en: nameEn }), records })),
    [sources, pick],
  )
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 56, top: 4, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        name: t('registry.fusion.source'),
        nameTextStyle: { fontSize: 0 },
        data: bars.map(({ name }) => name),
        axisLine: { show: false },
        axisTick: { show: false },
      },
      series: [
        {
          type: 'bar',
          name: t('registry.fusion.records'),
          data: bars.map(({ records }) => records),
          barMaxWidth: 16,
          label: { show: true, position: 'right' },
        },
      ],
    }),
    [bars, t],
  )
  if (bars.length === 0) return null
  return <Chart option={option} label={t('registry.fusion.sourcesPicture')} height={30 + bars.length * 26} />
}
