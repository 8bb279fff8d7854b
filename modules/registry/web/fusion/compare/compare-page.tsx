import { SwapOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { EmptyState, ErrorState, PageHeader, useApi, useText } from '#kernel/web'
import { comparePair } from '../../../contract.ts'
import { FusionTabs } from '../fusion-tabs.tsx'
import { FUSION } from '../words.ts'
import { Comparison } from './comparison.tsx'
import '../../registry.css'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Two records that the address names, side by side. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const [left, right] = [params.get('left') ?? '', params.get('right') ?? '']
  const named = UUID.test(left) && UUID.test(right)
  const swap = named && (
    <Button
      icon={<SwapOutlined />}
      onClick={() => setParams({ left: right, right: left }, { replace: true })}
    >
      {t('registry.fusion.swap')}
    </Button>
  )
  return (
    <div className="zq-page">
      <PageHeader
        title={t('registry.fusion.compare')}
        subtitle={t('registry.fusion.compareIntro')}
        actions={swap}
      />
      <FusionTabs />
      <div className="zq-panel">
        {named ? (
          <Pair left={left} right={right} />
        ) : (
          <EmptyState
            title={t('registry.fusion.compareNone')}
            hint={t('registry.fusion.compareNoneHint')}
            action={
              <Link to={`${FUSION}/entities`}>
                <Button type="primary">{t('registry.fusion.tab.entities')}</Button>
              </Link>
            }
          />
        )}
      </div>
    </div>
  )
}

/** The comparison of two records, read from the server. */
export function Pair({ left, right }: { left: string; right: string }) {
  const reply = useApi(comparePair, { query: { left, right } })
  if (reply.error && !reply.data) {
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  }
  if (!reply.data) return <Skeleton active paragraph={{ rows: 10 }} />
  return <Comparison of={reply.data} />
}
