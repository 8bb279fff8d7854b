import { Button } from 'antd'
import { useState } from 'react'
import { formatPercent, useText } from '#kernel/web'
import type { TargetDetail } from '../../contract.ts'
import { useAmount } from '../use-amount.ts'

const FIRST = 12

/** Districts with the least growth first: those that pull the target down. */
export function DistrictShares({ target }: { target: TargetDetail }) {
  const { t, lang, pick } = useText()
  const amount = useAmount()
  const [all, setAll] = useState(false)
  const changeOf = ({ value, previous }: TargetDetail['districts'][number]) =>
    value === null || previous === null ? null : value - previous
  const sorted = [...target.districts].sort((a, b) => {
    if (a.hidden !== b.hidden) return a.hidden ? 1 : -1
    const [left, right] = [changeOf(a) ?? Infinity, changeOf(b) ?? Infinity]
    return left === right ? (b.value ?? -1) - (a.value ?? -1) : left - right
  })
  const most = Math.max(0, ...sorted.map(({ value }) => value ?? 0))
  return (
    <section className="zq-panel" aria-labelledby="plan-districts">
      <h2 id="plan-districts" className="zq-plan-h2">
        {t('plan.districts')}
      </h2>
      <p className="zq-plan-note zq-plan-gap">
        {t(
          sorted.some((one) => changeOf(one) !== null) ? 'plan.districts.hint' : 'plan.districts.noPrevious',
        )}
      </p>
      <ul className="zq-plan-bars">
        {(all ? sorted : sorted.slice(0, FIRST)).map((district) => {
          const change = changeOf(district)
          return (
            <li key={district.region}>
              <span>{pick({ zh: district.nameZh, en: district.nameEn })}</span>
              {district.hidden ? (
                <span className="zq-soft zq-plan-bars-hidden">{t('plan.hidden')}</span>
              ) : (
                <>
                  <span className="zq-plan-bars-track" aria-hidden>
                    <span style={{ width: `${most > 0 ? ((district.value ?? 0) / most) * 100 : 0}%` }} />
                  </span>
                  <span className="zq-number">
                    {amount.bare(target, district.value)}
                    <span className="zq-soft"> {formatPercent(district.share, lang)}</span>
                  </span>
                  <span
                    className={`zq-number ${change !== null && change < 0 ? 'zq-plan-text-red' : 'zq-soft'}`}
                  >
                    {change === null ? '–' : amount.change(target, change, true)}
                  </span>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {sorted.length > FIRST && (
        <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('plan.fewer') : t('plan.all', { count: sorted.length })}
        </Button>
      )}
    </section>
  )
}

/** Nodes of the chain that make the value, with their change. */
export function NodeShares({ target }: { target: TargetDetail }) {
  const { t, pick } = useText()
  const amount = useAmount()
  const most = Math.max(0, ...target.nodes.map(({ value }) => value))
  return (
    <section className="zq-panel" aria-labelledby="plan-nodes">
      <h2 id="plan-nodes" className="zq-plan-h2">
        {t('plan.nodes')}
      </h2>
      <p className="zq-plan-note zq-plan-gap">{t('plan.nodes.hint')}</p>
      <ul className="zq-plan-bars">
        {target.nodes.slice(0, 14).map((node) => (
          <li key={node.code}>
            <span>{pick({ zh: node.nameZh, en: node.nameEn })}</span>
            <span className="zq-plan-bars-track" aria-hidden>
              <span style={{ width: `${most > 0 ? (node.value / most) * 100 : 0}%` }} />
            </span>
            <span className="zq-number">{amount.bare(target, node.value)}</span>
            <span
              className={`zq-number ${node.change !== null && node.change < 0 ? 'zq-plan-text-red' : 'zq-soft'}`}
            >
              {node.change === null ? '–' : amount.change(target, node.change, true)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
