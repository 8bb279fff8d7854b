import { formatNumber, formatPercent, StateTag, useText } from '#kernel/web'
import type { TargetDetail } from '../../contract.ts'
import { StateRule } from '../parts/state-rule.tsx'
import { ProgressLine } from '../parts/target-marks.tsx'
import { useAmount } from '../use-amount.ts'

/** The figure with its unit, date and source; the state with its rule; required against actual pace; days left. */
export function TargetHead({ target }: { target: TargetDetail }) {
  const { t, lang, pick } = useText()
  const amount = useAmount()
  const current = amount.parts(target, target.current)
  const change = target.current === null || target.previous === null ? null : target.current - target.previous
  const source = target.indicatorTitles
    ? pick(target.indicatorTitles)
    : t(target.live ? 'plan.live' : 'plan.manual')
  const slow =
    target.requiredPace !== null && target.actualPace !== null && target.actualPace < target.requiredPace
  return (
    <section className="zq-panel zq-plan-head" aria-label={t('plan.head')}>
      <div className="zq-plan-head-main">
        <span className="zq-soft">{t('plan.current')}</span>
        <div className="zq-plan-head-number">
          {target.live && target.current !== null ? (
            <a href="#evidence" title={t('kit.figure.evidence')}>
              {current.number}
            </a>
          ) : (
            <span className={target.current === null ? 'zq-soft' : undefined}>{current.number}</span>
          )}
          {current.unit && <small>{current.unit}</small>}
          {change !== null && (
            <span className="zq-plan-delta zq-number">
              {t('plan.delta', { change: amount.change(target, change) })}
            </span>
          )}
        </div>
        <ProgressLine value={target.progress} state={target.state} label={t('plan.progress')} />
        <p className="zq-plan-note">
          {t('plan.head.goal', { goal: amount.goal(target), date: target.deadline })}
          {target.progress !== null &&
            ` · ${t('plan.head.progress', { share: formatPercent(target.progress, lang) })}`}
          {target.baseline !== null &&
            ` · ${t(target.baselineOn ? 'plan.head.baselineOn' : 'plan.head.baseline', {
              value: amount.text(target, target.baseline),
              date: target.baselineOn ?? '',
            })}`}
        </p>
        <p className="zq-plan-note">
          {target.currentPeriod && `${t('kit.figure.asOf', { date: target.currentPeriod })} · `}
          {t('kit.figure.source', { source })}
        </p>
      </div>
      <div className="zq-plan-head-why">
        <p className="zq-plan-text">
          <StateTag state={target.state} /> {pick(target.reason)}
        </p>
        <StateRule />
        <div className="zq-plan-paces">
          <Pace
            label={t('plan.pace.required')}
            text={amount.change(target, target.requiredPace)}
            unknown={target.requiredPace === null}
          />
          <Pace
            label={t('plan.pace.actual')}
            text={amount.change(target, target.actualPace)}
            unknown={target.actualPace === null}
            slow={slow}
          />
          <Pace
            label={t('plan.daysLeft')}
            text={t('plan.days', { days: formatNumber(target.daysLeft, lang) })}
          />
          {target.forecast && (
            <Pace
              label={t('plan.head.forecast', { date: target.deadline })}
              text={amount.text(target, target.forecast.point)}
              note={t('plan.head.interval', {
                range: amount.range(target, target.forecast.lower, target.forecast.upper),
              })}
            />
          )}
        </div>
        {target.formula && (
          <p className="zq-plan-note">{t('plan.formula', { formula: pick(target.formula) })}</p>
        )}
        {(target.sentence || target.place) && (
          <p className="zq-plan-note">
            {t('plan.place')} {[target.place, target.sentence].filter(Boolean).join(' · ')}
          </p>
        )}
      </div>
    </section>
  )
}

interface PaceProps {
  readonly label: string
  readonly text: string
  readonly note?: string
  readonly unknown?: boolean
  readonly slow?: boolean
}

function Pace({ label, text, note, unknown = false, slow = false }: PaceProps) {
  return (
    <div>
      <span className="zq-soft">{label}</span>
      <b className={`zq-number ${unknown ? 'zq-soft' : ''} ${slow ? 'zq-plan-text-red' : ''}`}>{text}</b>
      {note && <span className="zq-soft zq-number">{note}</span>}
    </div>
  )
}
