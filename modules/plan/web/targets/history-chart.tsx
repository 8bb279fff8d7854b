import { useMemo } from 'react'
import { Chart, type Lang, SERIES_COLORS, STATE_COLORS, useShade, useText } from '#kernel/web'
import type { TargetDetail } from '../../contract.ts'
import { digitsOf, englishWord, goalLevel, isChange, shownAmount } from '../amount.ts'
import { useAmount } from '../use-amount.ts'
import { cityHistory } from './history.ts'

/** What was, what is expected with its 80% band, the line to be reached and the day it is due. */
export function HistoryChart({ target }: { target: TargetDetail }) {
  const { t, pick, lang } = useText()
  const amount = useAmount()
  const shade = useShade()
  const name = pick({ zh: target.nameZh, en: target.nameEn })
  const label = t('plan.chart', { name })
  const history = useMemo(() => cityHistory(target.observations), [target.observations])
  const { option, table } = useMemo(() => {
    const colors = SERIES_COLORS[shade]
    const goal = goalLevel(target)
    const path = target.forecastPath
    const { unit, scale } = axisOf(target, lang, goal ?? history.at(-1)?.value ?? 0)
    const round = (value: number) =>
      Number(scale(value).toFixed(digitsOf(scale(value), target.unit === 'count')))
    const last = history.at(-1)
    // The path starts at the last value, so that line and band leave from it without a gap.
    const joined =
      last && path.length > 0
        ? [{ ...last, point: last.value, lower: last.value, upper: last.value }, ...path]
        : path
    const words = {
      history: t('plan.chart.history'),
      forecast: t('plan.chart.forecast'),
      band: t('plan.chart.band'),
      goal: t('plan.goal'),
    }
    const end = [target.deadline, path.at(-1)?.period ?? '', last?.period ?? ''].sort().at(-1)
    const upperOf = new Map(joined.map((step) => [step.period, step]))
    const built = {
      grid: { left: 8, right: 24, top: 62, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, data: [words.history, words.forecast, words.band] },
      tooltip: {
        trigger: 'axis',
        formatter: (
          items: { seriesName: string; value: [string, number]; marker: string; dataIndex: number }[],
        ) => {
          const date = items[0]?.value[0]
          const step = date ? upperOf.get(date) : undefined
          const past = history.find(({ period }) => period === date)
          return [
            `<b>${date ?? ''}</b>`,
            past && `${words.history}: <b>${amount.text(target, past.value)}</b>`,
            step && !past && `${words.forecast}: <b>${amount.text(target, step.point)}</b>`,
            step &&
              !past &&
              `${words.band}: ${amount.text(target, step.lower)} – ${amount.text(target, step.upper)}`,
            goal !== null && `${words.goal}: ${amount.text(target, goal)}`,
          ]
            .filter(Boolean)
            .join('<br/>')
        },
      },
      xAxis: { type: 'time', max: end },
      yAxis: {
        type: 'value',
        scale: true,
        name: unit,
        nameTextStyle: { align: 'left' },
        nameGap: 10,
        // Keeps the goal in view even where it lies above all values.
        max:
          goal === null ? undefined : (range: { max: number }) => niceTop(Math.max(range.max, scale(goal))),
        min: (range: { min: number; max: number }) =>
          niceBottom(Math.min(range.min, goal === null ? range.min : scale(goal)), range.max),
      },
      series: [
        {
          name: words.history,
          type: 'line',
          showSymbol: history.length < 30,
          symbolSize: 5,
          lineStyle: { width: 2.5 },
          itemStyle: { color: colors[0] },
          data: history.map(({ period, value }) => [period, scale(value)]),
          markLine: {
            silent: true,
            symbol: 'none',
            data: [
              ...(goal === null
                ? []
                : [
                    {
                      yAxis: scale(goal),
                      lineStyle: { color: STATE_COLORS[shade].green, width: 1.5, type: 'dashed' },
                      label: {
                        position: 'insideStartTop',
                        color: STATE_COLORS[shade].green,
                        formatter: `${words.goal} ${amount.text(target, goal)}`,
                      },
                    },
                  ]),
              {
                xAxis: target.deadline,
                lineStyle: { color: STATE_COLORS[shade].unknown, width: 1, type: 'dotted' },
                label: {
                  position: 'insideEndTop',
                  rotate: 0,
                  align: 'right',
                  distance: 4,
                  color: STATE_COLORS[shade].unknown,
                  formatter: t('plan.chart.deadline', { date: target.deadline }),
                },
              },
            ],
          },
        },
        {
          name: 'lower',
          type: 'line',
          stack: 'band',
          stackStrategy: 'all',
          symbol: 'none',
          silent: true,
          lineStyle: { opacity: 0 },
          tooltip: { show: false },
          data: joined.map((step) => [step.period, scale(step.lower)]),
        },
        {
          name: words.band,
          type: 'line',
          stack: 'band',
          stackStrategy: 'all',
          symbol: 'none',
          silent: true,
          lineStyle: { opacity: 0 },
          itemStyle: { color: colors[1] },
          areaStyle: { opacity: shade === 'dark' ? 0.28 : 0.2 },
          data: joined.map((step) => [step.period, scale(step.upper) - scale(step.lower)]),
        },
        {
          name: words.forecast,
          type: 'line',
          symbol: 'none',
          lineStyle: { width: 2, type: 'dashed' },
          itemStyle: { color: colors[1] },
          data: joined.map((step) => [step.period, scale(step.point)]),
        },
      ],
    }
    return {
      option: built,
      table: {
        columns: [
          t('plan.period'),
          `${words.history} (${unit})`,
          words.forecast,
          t('plan.chart.lower'),
          t('plan.chart.upper'),
        ],
        rows: [
          ...history.map(({ period, value }) => [period, round(value), null, null, null]),
          ...path.map((step) => [step.period, null, round(step.point), round(step.lower), round(step.upper)]),
        ],
      },
    }
  }, [target, history, amount, shade, t, lang])
  return (
    <section className="zq-panel" aria-labelledby="plan-history">
      <h2 id="plan-history" className="zq-plan-h2">
        {t('plan.chart.title')}
      </h2>
      <Chart
        option={option}
        table={table}
        label={label}
        height={320}
        fileName={`${target.code} ${name}`}
        empty={history.length === 0}
      />
      {target.forecastNote && <p className="zq-plan-note">{pick(target.forecastNote)}</p>}
      {isChange(target.comparator) && target.baseline === null && (
        <p className="zq-plan-note zq-plan-text-amber">{t('plan.chart.noBaseline')}</p>
      )}
    </section>
  )
}

/** The axis is in the plan's own unit, percent for ratios; in English money is in billions or millions. */
function axisOf(
  target: TargetDetail,
  lang: Lang,
  size: number,
): { unit: string; scale: (value: number) => number } {
  if (lang === 'en' && target.unit === 'fen') {
    const [fen, unit] = size >= 1e11 ? [1e11, 'CNY billion'] : [1e8, 'CNY million']
    return { unit, scale: (value) => value / fen }
  }
  if (lang === 'en' && target.unit !== 'ratio') {
    return {
      unit: englishWord(target.displayUnit, target.displayUnitEn),
      scale: (value) => value,
    }
  }
  const unit = target.unit === 'ratio' ? '%' : target.displayUnit
  return { unit, scale: (value) => shownAmount(value, target.unit, unit).value }
}

/** A round number at or above a value, so that the axis ends on a tick. */
function niceTop(value: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.abs(value) || 1)) / 10
  return Math.ceil((value * 1.04) / step) * step
}

/** Zero where the values come near it, else a round number below them. */
function niceBottom(low: number, high: number): number {
  if (low >= 0 && low < high * 0.6) return 0
  const step = 10 ** Math.floor(Math.log10(Math.abs(high) || 1)) / 10
  return Math.floor((low - (high - low) * 0.1) / step) * step
}
