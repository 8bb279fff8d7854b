import { Link } from 'react-router'
import { formatPercent, StateTag, useText } from '#kernel/web'
import type { TargetGlance } from '../../contract.ts'
import { goalLevel } from '../amount.ts'
import { useAmount } from '../use-amount.ts'
import { Sparkline } from './sparkline.tsx'
import { ForecastLine, ProgressLine, SourceMark, StaleMark } from './target-marks.tsx'

/** One target at a glance; the whole card leads to its page. */
export function TargetCard({ target }: { target: TargetGlance }) {
  const { t, lang, pick } = useText()
  const amount = useAmount()
  const name = pick({ zh: target.nameZh, en: target.nameEn })
  const current = amount.parts(target, target.current)
  return (
    <Link to={`/plan/targets/${target.id}`} className={`zq-plan-card zq-plan-edge-${target.state}`}>
      <span className="zq-plan-card-head">
        <span className="zq-plan-code">{target.code}</span>
        <span className="zq-plan-card-marks">
          {target.stale && <StaleMark period={target.currentPeriod} />}
          <StateTag state={target.state} />
        </span>
      </span>
      <span className="zq-plan-card-name" title={pick(target.reason)}>
        {name}
      </span>
      <span className="zq-plan-card-value">
        <span>
          <span className={`zq-plan-big ${target.current === null ? 'zq-soft' : ''}`}>{current.number}</span>
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
        <span className="zq-number zq-soft">
          {target.progress === null ? t('plan.progress.unknown') : formatPercent(target.progress, lang, 0)}
        </span>
      </span>
      <span className="zq-plan-card-foot">
        <ForecastLine target={target} />
        <SourceMark live={target.live} />
      </span>
    </Link>
  )
}
