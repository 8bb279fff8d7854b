import { Link } from 'react-router'
import { formatPercent, StateTag, useText } from '#kernel/web'
import type { TargetGlance } from '../../contract.ts'
import { goalLevel } from '../amount.ts'
import { useAmount } from '../use-amount.ts'
import { Sparkline } from './sparkline.tsx'
import { ForecastLine, ProgressLine, SourceMark, StaleMark } from './target-marks.tsx'

/** The page of a target, with the records of the district that was being looked at. */
function targetLink(target: TargetGlance, district: string | undefined): string {
  const of = district ? `?e.district=${encodeURIComponent(district)}` : ''
  return `/plan/targets/${target.id}${of}`
}

/** One target at a glance; the whole card leads to its page. Without a value yet it is a short card. */
export function TargetCard({ target, district }: { target: TargetGlance; district?: string }) {
  const { t, pick } = useText()
  const empty = target.current === null
  const classes = `zq-plan-card zq-plan-edge-${target.state} ${empty ? 'zq-plan-card-small' : ''}`
  return (
    <Link to={targetLink(target, district)} className={classes} title={pick(target.reason)}>
      <span className="zq-plan-card-head">
        <span className="zq-plan-card-marks">
          <span className="zq-plan-code">{target.code}</span>
          <SourceMark live={target.live} />
        </span>
        <span className="zq-plan-card-marks">
          <StateTag state={target.state} />
        </span>
      </span>
      <span className="zq-plan-card-name">{pick({ zh: target.nameZh, en: target.nameEn })}</span>
      {target.hidden && <span className="zq-soft">{t('plan.hidden')}</span>}
      {empty ? <Goal target={target} /> : <Values target={target} />}
    </Link>
  )
}

function Goal({ target }: { target: TargetGlance }) {
  const { t } = useText()
  const amount = useAmount()
  return (
    <span className="zq-plan-card-foot">
      <span>
        <span className="zq-soft">{t('plan.goal')} </span>
        <b className="zq-number">{amount.goal(target)}</b>
      </span>
    </span>
  )
}

function Values({ target }: { target: TargetGlance }) {
  const { t, lang, pick } = useText()
  const amount = useAmount()
  const current = amount.parts(target, target.current)
  const name = pick({ zh: target.nameZh, en: target.nameEn })
  return (
    <>
      <span className="zq-plan-card-value">
        <span>
          <span className="zq-plan-big">{current.number}</span>
          {current.unit && <span className="zq-soft"> {current.unit}</span>}
        </span>
        <Sparkline points={target.spark} goal={goalLevel(target)} state={target.state} />
      </span>
      <ProgressLine value={target.progress} state={target.state} label={t('plan.progressOf', { name })} />
      <span className="zq-plan-card-foot">
        <span>
          <span className="zq-soft">{t('plan.goal')} </span>
          <b className="zq-number">{amount.goal(target)}</b>
        </span>
        {target.progress !== null && (
          <span className="zq-number zq-soft">{formatPercent(target.progress, lang, 0)}</span>
        )}
      </span>
      <span className="zq-plan-card-foot">
        <ForecastLine target={target} />
        {target.stale && <StaleMark period={target.currentPeriod} />}
      </span>
    </>
  )
}
