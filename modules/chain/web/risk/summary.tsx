import { Collapse } from 'antd'
import { useMemo } from 'react'
import { Chart, Figure, formatNumber, formatPercent, SERIES_COLORS, useShade, useText } from '#kernel/web'
import type { RiskSummary } from '../../contract.ts'
import { Coverage } from './coverage.tsx'

/** How concentrated the risk is, on what data the figures stand, and how far they are from converged. */
export function RiskSummaryPanel({ summary }: { summary: RiskSummary }) {
  const { t, lang } = useText()
  const { convergence } = summary
  return (
    <section className="zq-panel zq-risk-summary">
      <div className="zq-risk-figures">
        <Figure size="small" label={t('chain.risk.computed')} value={summary.coverage.firms} unit="count" />
        <Figure size="small" label={t('chain.risk.overTen')} value={summary.over.ten} unit="count" />
        <Figure size="small" label={t('chain.risk.overFive')} value={summary.over.five} unit="count" />
        <Figure size="small" label={t('chain.risk.overOne')} value={summary.over.one} unit="count" />
        <Figure size="small" label={t('chain.risk.largest')} value={summary.largest} unit="ratio" />
        <Figure size="small" label={t('chain.risk.topPercent')} value={summary.topPercent} unit="ratio" />
        <Figure
          size="small"
          label={t('chain.risk.knownAmounts')}
          value={summary.coverage.relations > 0 ? summary.coverage.known / summary.coverage.relations : null}
          unit="ratio"
          evidence="/chain/supplies"
        />
      </div>
      <div className="zq-risk-what">
        <p>
          {t('chain.risk.howComputed', {
            firms: formatNumber(summary.coverage.firms, lang),
            seconds: formatNumber(summary.seconds, lang),
            threads: summary.threads,
            eps: summary.eps,
            steps: formatNumber(summary.meanSteps, lang),
            most: summary.mostSteps,
          })}
        </p>
        {convergence && (
          <p>
            {t('chain.risk.convergence', {
              firms: convergence.firms,
              eps: convergence.eps,
              mean: formatPercent(convergence.meanShort, lang),
              most: formatPercent(convergence.mostShort, lang),
              same: convergence.sameTop,
              of: convergence.of,
            })}
          </p>
        )}
      </div>
      <Curve summary={summary} />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'data',
            label: t('chain.risk.onWhat'),
            children: <Coverage coverage={summary.coverage} />,
          },
        ]}
      />
    </section>
  )
}

/** The ranked curve on a logarithmic rank: a few firms carry most of the risk, and the picture shows how few. */
function Curve({ summary }: { summary: RiskSummary }) {
  const { t } = useText()
  const shade = useShade()
  const option = useMemo(() => {
    const percent = (value: number) => Number((value * 100).toFixed(2))
    const colors = SERIES_COLORS[shade]
    return {
      grid: { left: 8, right: 16, top: 36, bottom: 28, containLabel: true },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'log',
        name: t('chain.risk.position'),
        nameLocation: 'middle',
        nameGap: 26,
        min: 1,
        max: summary.curve.at(-1)?.rank,
        axisLabel: { showMaxLabel: false },
      },
      yAxis: [
        { type: 'value', axisLabel: { formatter: '{value}%' } },
        { type: 'value', max: 100, axisLabel: { formatter: '{value}%' }, splitLine: { show: false } },
      ],
      series: [
        {
          name: t('chain.risk.esri'),
          type: 'line',
          showSymbol: false,
          areaStyle: { opacity: 0.12 },
          itemStyle: { color: colors[0] },
          data: summary.curve.map(({ rank, esri }) => [rank, percent(esri)]),
        },
        {
          name: t('chain.risk.upTo'),
          type: 'line',
          yAxisIndex: 1,
          showSymbol: false,
          lineStyle: { type: 'dashed' },
          itemStyle: { color: colors[1] },
          data: summary.curve.map(({ rank, upTo }) => [rank, percent(upTo)]),
        },
      ],
    }
  }, [summary, shade, t])
  return (
    <Chart
      option={option}
      label={t('chain.risk.curve')}
      height={240}
      empty={summary.curve.length === 0}
      table={{
        columns: [t('chain.risk.position'), t('chain.risk.esri'), t('chain.risk.upTo')],
        rows: summary.curve.map(({ rank, esri, upTo }) => [
          String(rank),
          `${(esri * 100).toFixed(2)}%`,
          `${(upTo * 100).toFixed(2)}%`,
        ]),
      }}
    />
  )
}
