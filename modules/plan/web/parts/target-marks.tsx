import { EditOutlined, HistoryOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { formatPercent, type State, useText } from '#kernel/web'
import type { TargetGlance } from '../../contract.ts'
import { useAmount } from '../use-amount.ts'

/** Whether a value is measured from records or entered by people. */
export function SourceMark({ live }: { live: boolean }) {
  const { t } = useText()
  return (
    <span className="zq-plan-mark" title={t(live ? 'plan.live.why' : 'plan.manual.why')}>
      {live ? <ThunderboltOutlined aria-hidden /> : <EditOutlined aria-hidden />}
      {t(live ? 'plan.live' : 'plan.manual')}
    </span>
  )
}

/** Says that the newest value is older than its indicator allows. */
export function StaleMark({ period }: { period: string | null }) {
  const { t } = useText()
  return (
    <span className="zq-plan-mark zq-plan-stale" title={t('plan.stale.why', { date: period ?? '–' })}>
      <HistoryOutlined aria-hidden />
      {t('plan.stale')}
    </span>
  )
}

/** Share of the way to the target, as a bar; an unknown share is said, not drawn as zero. */
export function ProgressLine({ value, state, label }: { value: number | null; state: State; label: string }) {
  const { t, lang } = useText()
  const percent = value === null ? null : Math.max(0, Math.min(1, value))
  return (
    <span
      className={`zq-plan-bar zq-plan-ink-${state}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.round(percent * 100)}
      aria-valuetext={value === null ? t('kit.unknown') : formatPercent(value, lang, 0)}
    >
      <span style={{ width: `${(percent ?? 0) * 100}%` }} />
    </span>
  )
}

/** Forecast for the deadline with its interval, or that there is none; `bare` where a heading says what it is. */
export function ForecastLine({ target, bare = false }: { target: TargetGlance; bare?: boolean }) {
  const { t } = useText()
  const amount = useAmount()
  if (!target.forecast) return <span className="zq-soft">{t('plan.forecast.none')}</span>
  const { point, lower, upper } = target.forecast
  const range = amount.range(target, lower, upper)
  return (
    <span className="zq-number">
      {!bare && <span className="zq-soft">{t('plan.forecast')} </span>}
      {bare ? amount.bare(target, point) : amount.text(target, point)}{' '}
      <span
        className={bare ? 'zq-plan-kind zq-plan-nowrap' : 'zq-soft zq-plan-nowrap'}
        title={t('plan.forecast.interval')}
      >
        ({bare ? range.replace('CNY ', '') : range})
      </span>
    </span>
  )
}
