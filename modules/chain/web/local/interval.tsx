import { formatPercent, useText } from '#kernel/web'
import type { LocalRateView } from '../../contract.ts'

const percent = (ratio: number | null) => `${Math.round((ratio ?? 0) * 1_000) / 10}%`

/** A rate on the scale of 0 to 100 %: the interval of its bounds, and where in it the value stands. */
export function Interval({ rate }: { rate: LocalRateView }) {
  const { t, lang } = useText()
  if (rate.lower === null || rate.upper === null) return <span className="zq-soft">{t('kit.unknown')}</span>
  const label = t('chain.local.bounds', {
    lower: formatPercent(rate.lower, lang),
    upper: formatPercent(rate.upper, lang),
  })
  return (
    <span className="zq-local-interval" role="img" aria-label={label}>
      <span
        className="zq-local-interval-range"
        style={{ left: percent(rate.lower), width: percent(rate.upper - rate.lower) }}
      />
      {rate.value !== null && (
        <span className="zq-local-interval-value" style={{ left: percent(rate.value) }} />
      )}
    </span>
  )
}
