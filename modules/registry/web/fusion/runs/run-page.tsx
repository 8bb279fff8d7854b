import { Button, Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { ErrorState, formatDuration, formatInstant, PageHeader, useApi, useText } from '#kernel/web'
import { getRun } from '../../../contract.ts'
import { FusionTabs } from '../fusion-tabs.tsx'
import { FUSION } from '../words.ts'
import { RunReport } from './run-report.tsx'
import { isUnderWay, RunTag } from './run-state.tsx'
import { RunningPanel } from './running-panel.tsx'
import '../../registry.css'

/** One run: live while it is under way, its report when it has ended. */
export function Page() {
  const { id = '' } = useParams()
  const { t, lang } = useText()
  const reply = useApi(
    getRun,
    { params: { id } },
    { refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 3_000 : false) },
  )
  if (reply.error && !reply.data) {
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  }
  const run = reply.data
  if (!run) return <Skeleton active paragraph={{ rows: 8 }} />
  return (
    <div className="zq-page">
      <PageHeader
        title={t(`registry.fusion.runTitle.${run.kind}`)}
        tags={<RunTag state={run.state} />}
        subtitle={[
          formatInstant(run.startedAt, lang),
          run.startedBy,
          ...(run.seconds === null ? [] : [formatDuration(run.seconds, lang)]),
        ].join(' · ')}
        actions={run.state === 'done' && <Onward reviews={run.reviews ?? 0} />}
      />
      <FusionTabs />
      {isUnderWay(run) ? (
        <RunningPanel run={run} />
      ) : (
        <div className="zq-panel">
          <RunReport run={run} headed={false} />
        </div>
      )}
    </div>
  )
}

/** What comes after a run. */
function Onward({ reviews }: { reviews: number }) {
  const { t } = useText()
  return (
    <>
      <Link to={`${FUSION}/entities`}>
        <Button>{t('registry.fusion.tab.entities')}</Button>
      </Link>
      {reviews > 0 && (
        <Link to={`${FUSION}/reviews`}>
          <Button type="primary">{t('registry.fusion.goReview')}</Button>
        </Link>
      )}
    </>
  )
}
