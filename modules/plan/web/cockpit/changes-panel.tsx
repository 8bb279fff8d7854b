import { ArrowRightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { type State, StateTag, useText } from '#kernel/web'
import { type getCockpit, TARGET_STATES } from '../../contract.ts'
import { useAmount } from '../use-amount.ts'

type Change = EndpointReply<typeof getCockpit>['changes'][number]

const FIRST = 6

function stateOf(value: Change['after']): State {
  return TARGET_STATES.find((state) => state === value) ?? 'unknown'
}

interface ChangesPanelProps {
  readonly changes: readonly Change[]
}

/** What is different from last month: values, states, corrections. */
export function ChangesPanel({ changes }: ChangesPanelProps) {
  const { t } = useText()
  const [all, setAll] = useState(false)
  const order = { state: 0, correction: 1, value: 2 }
  const sorted = [...changes].sort((a, b) => order[a.kind] - order[b.kind])
  return (
    <section className="zq-panel" aria-labelledby="plan-changes">
      <h2 id="plan-changes" className="zq-plan-h2">
        {t('plan.changes')}
      </h2>
      {changes.length === 0 && <p className="zq-plan-quiet">{t('plan.changes.none')}</p>}
      <ul className="zq-plan-list">
        {(all ? sorted : sorted.slice(0, FIRST)).map((change) => (
          <li key={`${change.targetId} ${change.kind}`}>
            <ChangeEntry change={change} />
          </li>
        ))}
      </ul>
      {changes.length > FIRST && (
        <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('plan.fewer') : t('plan.all', { count: changes.length })}
        </Button>
      )}
    </section>
  )
}

function ChangeEntry({ change }: { change: Change }) {
  const { t, pick } = useText()
  const amount = useAmount()
  const { before, after } = change
  const numbers = typeof after === 'number' && typeof before === 'number'
  return (
    <Link to={`/plan/targets/${change.targetId}`} className="zq-plan-change">
      <span className="zq-plan-change-name">
        <span className="zq-plan-code">{change.code}</span> {pick({ zh: change.nameZh, en: change.nameEn })}
        {change.kind === 'correction' && <span className="zq-plan-kind"> {t('plan.change.correction')}</span>}
      </span>
      {change.kind === 'state' ? (
        <span className="zq-plan-change-value">
          <StateTag state={stateOf(before)} />
          <ArrowRightOutlined aria-label={t('plan.change.to')} />
          <StateTag state={stateOf(after)} />
        </span>
      ) : (
        <span className="zq-plan-change-value zq-number">
          <span className="zq-soft">{amount.bare(change, typeof before === 'number' ? before : null)}</span>
          <ArrowRightOutlined aria-label={t('plan.change.to')} />
          <b>{amount.text(change, typeof after === 'number' ? after : null)}</b>
          {numbers && <span className="zq-soft">({amount.change(change, after - before, true)})</span>}
        </span>
      )}
    </Link>
  )
}
