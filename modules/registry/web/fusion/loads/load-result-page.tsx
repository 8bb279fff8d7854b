import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import { useCallback } from 'react'
import { Link, useParams } from 'react-router'
import {
  cancelJob,
  ErrorState,
  Figure,
  formatInstant,
  JobProgress,
  PageHeader,
  useAction,
  useApi,
  useText,
} from '#kernel/web'
import { type FusionLoad, getFusionLoad } from '../../../contract.ts'
import { FusionTabs } from '../fusion-tabs.tsx'
import { FUSION, FUSION_CALLS, useSourceName } from '../words.ts'
import { LoadFaults } from './load-faults.tsx'
import { isLoading, LoadTag } from './load-state.tsx'
import '../../registry.css'

/** One file of records: its reading live, then what came in and what was wrong. */
export function Page() {
  const { id = '' } = useParams()
  const { t, lang } = useText()
  const nameOf = useSourceName()
  const reply = useApi(
    getFusionLoad,
    { params: { id } },
    // The job tells of itself at once; this is for the case that its news do not come through.
    { refetchInterval: ({ state }) => (state.data && isLoading(state.data) ? 3_000 : false) },
  )
  if (reply.error && !reply.data) {
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  }
  const load = reply.data
  if (!load) return <Skeleton active paragraph={{ rows: 8 }} />
  return (
    <div className="zq-page">
      <PageHeader
        title={load.fileName}
        tags={<LoadTag state={load.state} />}
        subtitle={[
          load.source ? nameOf(load.source) : t('registry.fusion.sourceInRows'),
          load.createdBy,
          formatInstant(load.createdAt, lang),
        ].join(' · ')}
        actions={
          <>
            <Link to={`${FUSION}/load`}>
              <Button>{t('registry.fusion.loadAnother')}</Button>
            </Link>
            {load.state === 'done' && (
              <Link to={FUSION}>
                <Button type="primary">{t('registry.fusion.goHome')}</Button>
              </Link>
            )}
          </>
        }
      />
      <FusionTabs />
      {isLoading(load) ? <Reading load={load} /> : <Result load={load} />}
    </div>
  )
}

function Reading({ load }: { load: FusionLoad }) {
  const { t } = useText()
  const client = useQueryClient()
  const cancel = useAction(cancelJob, { invalidates: [FUSION_CALLS] })
  const refresh = useCallback(() => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith(FUSION_CALLS),
    })
  }, [client])
  const { jobId } = load
  return (
    <div className="zq-panel">
      <section className="zq-reg-section">
        <h2>{t('registry.fusion.loadReading')}</h2>
        {jobId ? (
          <JobProgress id={jobId} onEnd={refresh} onCancel={() => cancel.mutate({ params: { id: jobId } })} />
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
        )}
        <span className="zq-soft">{t('registry.run.leave')}</span>
      </section>
    </div>
  )
}

function Result({ load }: { load: FusionLoad }) {
  const { t, pick } = useText()
  return (
    <>
      {load.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          title={t('registry.fusion.loadFailed')}
          description={load.error ? pick(load.error) : undefined}
        />
      )}
      {load.state === 'cancelled' && (
        <Alert type="info" showIcon title={t('registry.fusion.loadCancelled')} />
      )}
      <div className="zq-panel zq-reg-key">
        {(['total', 'added', 'changed', 'unchanged', 'faulty'] as const).map((key) => (
          <Figure key={key} size="small" label={t(`registry.fusion.load.${key}`)} value={load[key]} />
        ))}
      </div>
      {load.faulty > 0 && <LoadFaults load={load} />}
      {load.state === 'done' && (
        <p className="zq-soft" style={{ margin: 0 }}>
          {t('registry.fusion.loadNext')}
        </p>
      )}
    </>
  )
}
