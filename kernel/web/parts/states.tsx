import { CloudServerOutlined, DatabaseOutlined, InboxOutlined, ReloadOutlined } from '@ant-design/icons'
import { Button, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useProblemText } from '../hooks.ts'
import { useText } from '../i18n.ts'

export interface EmptyStateProps {
  readonly title: ReactNode
  /** What to do next, in a sentence. */
  readonly hint?: ReactNode
  readonly icon?: ReactNode
  /** The buttons that do it. */
  readonly action?: ReactNode
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, hint, icon, action }: EmptyStateProps) {
  return (
    <div className="zq-empty">
      <span className="zq-empty-icon" aria-hidden>
        {icon ?? <InboxOutlined />}
      </span>
      <p className="zq-empty-title">{title}</p>
      {hint && <p className="zq-empty-hint">{hint}</p>}
      {action && <div className="zq-empty-action">{action}</div>}
    </div>
  )
}

/** Something could not be read: why, the request's number to quote, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useText()
  const { text, faults, requestId } = useProblemText()(error)
  return (
    <div className="zq-empty" role="alert">
      <span className="zq-empty-icon" aria-hidden>
        <CloudServerOutlined />
      </span>
      <p className="zq-empty-title">{t('kit.error.title')}</p>
      <p className="zq-empty-hint">{[text, ...faults].join(' ')}</p>
      {requestId !== '' && (
        <Typography.Text type="secondary" copyable={{ text: requestId }} style={{ fontSize: 12 }}>
          {t('kit.error.request', { id: requestId })}
        </Typography.Text>
      )}
      {onRetry && (
        <div className="zq-empty-action">
          <Button icon={<ReloadOutlined />} onClick={onRetry}>
            {t('kit.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Says on every page that the data is synthetic. */
export function SyntheticBanner() {
  const { t } = useText()
  return (
    <div className="zq-synthetic" role="note">
      <strong>
        <DatabaseOutlined aria-hidden /> {t('kit.synthetic.title')}
      </strong>
      <span>{t('kit.synthetic.text')}</span>
    </div>
  )
}
