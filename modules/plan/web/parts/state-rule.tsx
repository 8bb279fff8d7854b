import { formatPercent, useText } from '#kernel/web'
import { STATE_RULE } from '../../contract.ts'

/** The rule that makes a target green, amber or red, to be opened where states are shown. */
export function StateRule() {
  const { t, lang } = useText()
  const percent = (ratio: number) => formatPercent(ratio, lang, 0)
  return (
    <details className="zq-plan-rule">
      <summary>{t('plan.rule')}</summary>
      <p className="zq-plan-note">
        {t('plan.rule.text', {
          green: percent(STATE_RULE.greenFrom),
          red: percent(STATE_RULE.redBelow),
          paceAmber: percent(STATE_RULE.paceAmber),
        })}
      </p>
    </details>
  )
}
