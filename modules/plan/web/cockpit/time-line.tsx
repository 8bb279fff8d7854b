import type { EndpointReply } from '#kernel/contract'
import { daysBetween } from '#kernel/core'
import { formatNumber, formatPercent, useText } from '#kernel/web'
import type { getCockpit } from '../../contract.ts'

type Plan = NonNullable<EndpointReply<typeof getCockpit>['plan']>

/** How much of the plan's time is over. */
export function TimeLine({ plan, asOf }: { plan: Plan; asOf: string }) {
  const { t, lang } = useText()
  const total = daysBetween(plan.startsOn, plan.endsOn)
  const gone = Math.max(0, Math.min(total, daysBetween(plan.startsOn, asOf)))
  const share = total > 0 ? gone / total : 1
  return (
    <div className="zq-plan-time">
      <span className="zq-plan-time-head">
        <span className="zq-soft">{t('plan.time.gone')}</span>
        <b className="zq-number">{formatPercent(share, lang, 0)}</b>
      </span>
      <span className="zq-plan-bar zq-plan-ink-time" aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className="zq-plan-time-head zq-soft zq-number">
        <span>{plan.startsOn}</span>
        <span>{t('plan.time.left', { days: formatNumber(total - gone, lang) })}</span>
        <span>{plan.endsOn}</span>
      </span>
    </div>
  )
}
