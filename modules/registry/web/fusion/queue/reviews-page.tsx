import { keepPreviousData } from '@tanstack/react-query'
import { Button, Segmented, Skeleton } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { EmptyState, ErrorState, PageHeader, useApi, useText } from '#kernel/web'
import { listFusionReviews } from '../../../contract.ts'
import { FusionTabs } from '../fusion-tabs.tsx'
import { FUSION, useSummary } from '../words.ts'
import { DecidedTable } from './decided-table.tsx'
import { ReviewDesk } from './review-desk.tsx'
import '../../registry.css'

const STATES = ['open', 'later', 'same', 'different'] as const
type State = (typeof STATES)[number]

/** Pairs laid on the desk at a time. */
const AT_ONCE = 50

/** Pairs that wait for a person, those put off, and those decided. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const state: State = STATES.find((of) => of === params.get('state')) ?? 'open'
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.fusion.reviews')} subtitle={t('registry.fusion.reviewsIntro')} />
      <FusionTabs />
      <div className="zq-panel">
        <div className="zq-reg-scroll" style={{ marginBottom: 10 }}>
          <Segmented
            value={state}
            onChange={(next) => setParams(next === 'open' ? {} : { state: next }, { replace: true })}
            options={STATES.map((of) => ({ value: of, label: t(`registry.fusion.reviewState.${of}`) }))}
          />
        </div>
        {state === 'open' || state === 'later' ? (
          <Waiting key={state} state={state} />
        ) : (
          <DecidedTable key={state} state={state} />
        )}
      </div>
    </div>
  )
}

/** The desk with the pairs of one pile. */
function Waiting({ state }: { state: 'open' | 'later' }) {
  const reply = useApi(
    listFusionReviews,
    { query: { state, size: AT_ONCE } },
    { placeholderData: keepPreviousData },
  )
  if (reply.error && !reply.data) {
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  }
  if (!reply.data) return <Skeleton active paragraph={{ rows: 10 }} />
  const { rows, total } = reply.data
  return (
    <ReviewDesk rows={rows} total={total} complete={total <= rows.length} empty={<Nothing state={state} />} />
  )
}

function Nothing({ state }: { state: 'open' | 'later' }) {
  const { t } = useText()
  const fused = useSummary().data?.lastRun !== null
  if (state === 'later') return <EmptyState title={t('registry.fusion.laterEmpty')} />
  return (
    <EmptyState
      title={t(fused ? 'registry.fusion.reviewsEmpty' : 'registry.fusion.reviewsNotRun')}
      hint={t('registry.fusion.reviewsEmptyHint')}
      action={
        <Link to={fused ? `${FUSION}/entities` : FUSION}>
          <Button type="primary">
            {t(fused ? 'registry.fusion.tab.entities' : 'registry.fusion.goHome')}
          </Button>
        </Link>
      }
    />
  )
}
