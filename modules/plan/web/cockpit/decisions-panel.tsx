import {
  AuditOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  HistoryOutlined,
  QuestionCircleOutlined,
  StopOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { useText } from '#kernel/web'
import type { getCockpit } from '../../contract.ts'

type Decision = EndpointReply<typeof getCockpit>['decisions'][number]

const ICONS: Record<Decision['kind'], ReactNode> = {
  target_red: <CloseCircleOutlined aria-hidden className="zq-plan-text-red" />,
  target_unknown: <QuestionCircleOutlined aria-hidden className="zq-plan-text-unknown" />,
  target_stale: <HistoryOutlined aria-hidden className="zq-plan-text-amber" />,
  measure_overdue: <ClockCircleOutlined aria-hidden className="zq-plan-text-red" />,
  measure_blocked: <StopOutlined aria-hidden className="zq-plan-text-red" />,
  review_open: <AuditOutlined aria-hidden className="zq-plan-text-amber" />,
}

const FIRST = 7

/** What somebody has to decide today; each entry leads to where it is decided. */
export function DecisionsPanel({ decisions }: { decisions: readonly Decision[] }) {
  const { t, pick } = useText()
  const [all, setAll] = useState(false)
  const shown = all ? decisions : decisions.slice(0, FIRST)
  return (
    <section className="zq-panel" aria-labelledby="plan-decisions">
      <h2 id="plan-decisions" className="zq-plan-h2">
        {t('plan.decisions')}{' '}
        {decisions.length > 0 && <span className="zq-plan-badge">{decisions.length}</span>}
      </h2>
      {decisions.length === 0 && (
        <p className="zq-plan-quiet">
          <CheckCircleOutlined aria-hidden /> {t('plan.decisions.none')}
        </p>
      )}
      <ul className="zq-plan-list">
        {shown.map((decision) => (
          <li key={`${decision.kind} ${decision.link} ${decision.text.zh}`}>
            <Link to={decision.link} title={pick(decision.text)}>
              {ICONS[decision.kind]}
              <span className="zq-hidden">{t(`plan.decision.${decision.kind}`)}</span>
              <span className="zq-plan-clamp">{pick(decision.text)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {decisions.length > FIRST && (
        <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('plan.fewer') : t('plan.all', { count: decisions.length })}
        </Button>
      )}
    </section>
  )
}
