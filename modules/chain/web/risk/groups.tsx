import { useMemo } from 'react'
import { Chart, SERIES_COLORS, useShade, useText } from '#kernel/web'
import type { RiskGroup } from '../../contract.ts'

const SHOWN = 12

interface GroupsProps {
  readonly title: string
  readonly groups: readonly RiskGroup[]
  readonly nameOf: (code: string) => string
}

/** Output lost by node or district, as a share of the whole chain; groups of few firms may be withheld. */
export function Groups({ title, groups, nameOf }: GroupsProps) {
  const { t } = useText()
  const shade = useShade()
  const shown = useMemo(() => groups.filter(({ share }) => share !== null).slice(0, SHOWN), [groups])
  const withheld = groups.filter(({ share }) => share === null).length
  const option = useMemo(() => {
    const rows = shown.toReversed()
    return {
      grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', axisLabel: { formatter: '{value}%' } },
      yAxis: {
        type: 'category',
        data: rows.map(({ code }) => (code === null ? t('kit.unknown') : nameOf(code))),
        axisLabel: { width: 120, overflow: 'truncate' },
      },
      series: [
        {
          name: t('chain.risk.shareOfChain'),
          type: 'bar',
          barMaxWidth: 16,
          itemStyle: { color: SERIES_COLORS[shade][0] },
          data: rows.map(({ share }) => Number(((share ?? 0) * 100).toFixed(4))),
        },
      ],
    }
  }, [shown, shade, t, nameOf])
  return (
    <div>
      <h3>{title}</h3>
      <Chart
        option={option}
        label={title}
        height={Math.max(120, 40 + shown.length * 24)}
        empty={shown.length === 0}
        table={{
          columns: [title, t('chain.risk.reached'), t('chain.risk.stopped'), t('chain.risk.shareOfChain')],
          rows: groups.map(({ code, firms, stopped, share }) => [
            code === null ? t('kit.unknown') : nameOf(code),
            String(firms),
            stopped === null ? t('chain.risk.few') : String(stopped),
            share === null ? t('chain.risk.few') : `${(share * 100).toFixed(2)}%`,
          ]),
        }}
      />
      {withheld > 0 && <p className="zq-soft">{t('chain.risk.withheldGroups', { count: withheld })}</p>}
    </div>
  )
}
