import { type State, StateTag, useText } from '#kernel/web'
import type { Measure } from '../../contract.ts'

const COLORS: Record<Measure['state'], State> = {
  open: 'unknown',
  doing: 'achieved',
  blocked: 'red',
  done: 'green',
  dropped: 'unknown',
}

/** State of a measure, and whether it is overdue. */
export function MeasureTag({ state, overdue }: { state: Measure['state']; overdue: boolean }) {
  const { t } = useText()
  return (
    <span className="zq-plan-tags">
      <StateTag state={COLORS[state]} text={t(`plan.measure.${state}`)} />
      {overdue && <StateTag state="red" text={t('plan.measure.overdue')} />}
    </span>
  )
}
