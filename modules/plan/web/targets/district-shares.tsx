import { Button } from 'antd'
import { useState } from 'react'
import { formatPercent, useText } from '#kernel/web'
import type { TargetDetail } from '../../contract.ts'
import { useAmount } from '../use-amount.ts'

type District = TargetDetail['districts'][number]

const FIRST = 12

/** Districts that pull the target down with why, then how the value is spread over all districts. */
export function DistrictShares({ target }: { target: TargetDetail }) {
  const { t, pick } = useText()
  const pulling = target.districts.filter(({ pull }) => pull !== null)
  const lags = target.state === 'red' || target.state === 'amber'
  return (
    <section className="zq-panel" aria-labelledby="plan-districts">
      {lags && (
        <>
          <h2 id="plan-pulls" className="zq-plan-h2">
            {t('plan.districts')}
          </h2>
          <p className="zq-plan-note zq-plan-gap">
            {target.pullsSince
              ? t('plan.districts.hint', { date: target.pullsSince })
              : t('plan.districts.nobody')}
          </p>
          <Pulling districts={pulling} />
        </>
      )}
      <h2 id="plan-districts" className="zq-plan-h2">
        {t('plan.districts.all')}
      </h2>
      <p className="zq-plan-note zq-plan-gap">{t('plan.districts.allHint')}</p>
      <Spread target={target} nameOf={(one) => pick({ zh: one.nameZh, en: one.nameEn })} />
    </section>
  )
}

function Pulling({ districts }: { districts: readonly District[] }) {
  const { t, pick } = useText()
  const [all, setAll] = useState(false)
  const most = districts[0]?.pull?.shortfall ?? 0
  const shown = all ? districts : districts.slice(0, 5)
  if (districts.length === 0) return null
  return (
    <>
      <ul className="zq-plan-pulls">
        {shown.map(({ region, nameZh, nameEn, pull }) => (
          <li key={region}>
            <b>{pick({ zh: nameZh, en: nameEn })}</b>
            <span className="zq-plan-bars-track" aria-hidden>
              <span style={{ width: `${most > 0 && pull ? (pull.shortfall / most) * 100 : 0}%` }} />
            </span>
            <span className="zq-plan-pulls-why">{pull && pick(pull.reason)}</span>
          </li>
        ))}
      </ul>
      {districts.length > 5 && (
        <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('plan.fewer') : t('plan.all', { count: districts.length })}
        </Button>
      )}
    </>
  )
}

function Spread({ target, nameOf }: { target: TargetDetail; nameOf: (one: District) => string }) {
  const { t, lang } = useText()
  const amount = useAmount()
  const [all, setAll] = useState(false)
  const changeOf = ({ value, previous }: District) =>
    value === null || previous === null ? null : value - previous
  const sorted = [...target.districts].sort(
    (a, b) => Number(a.value === null) - Number(b.value === null) || (b.value ?? 0) - (a.value ?? 0),
  )
  const most = Math.max(0, ...sorted.map(({ value }) => value ?? 0))
  return (
    <>
      <ul className="zq-plan-bars">
        {(all ? sorted : sorted.slice(0, FIRST)).map((district) => {
          const change = changeOf(district)
          return (
            <li key={district.region}>
              <span>{nameOf(district)}</span>
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
    </>
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
