import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, Chart, formatNumber, queryKeyOf, useShade, useText } from '#kernel/web'
import { type FusionSource, listEntities } from '../../../contract.ts'

/** Bars by source: its records, and the golden records that it covers; nothing where there are no records. */
export function SourcesPicture({ sources }: { sources: readonly FusionSource[] }) {
  const { t, pick, lang } = useText()
  const shade = useShade()
  const shown = useMemo(
    () => sources.filter(({ records }) => records > 0).sort((a, b) => a.records - b.records),
    [sources],
  )
  const covered = useCovered(shown)
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

/** How many golden records have a record of each source; undefined until all are known. */
function useCovered(sources: readonly FusionSource[]): readonly number[] | undefined {
  const totals = useQueries({
    queries: sources.map(({ code }) => {
      const call = { query: { source: code, size: 1 } }
      return {
        queryKey: queryKeyOf(listEntities, call),
        queryFn: ({ signal }: { signal: AbortSignal }) => api(listEntities, call, { signal }),
        staleTime: 60_000,
      }
    }),
    combine: (replies) => replies.map(({ data }) => data?.total),
  })
  const key = totals.join(',')
  // The totals come as a new list with each drawing; the chart is drawn anew only when one of them changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list
  return useMemo(
    () =>
      totals.every((total) => total !== undefined) && totals.some((total) => total > 0) ? totals : undefined,
    [key],
  )
}
