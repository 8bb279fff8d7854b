import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Skeleton } from 'antd'
import { useCallback } from 'react'
import { Link, useParams } from 'react-router'
import {
  ErrorState,
  formatInstant,
  JobProgress,
  PageHeader,
  StateTag,
  useAction,
  useApi,
  useText,
} from '#kernel/web'
import { type Batch, cancelImport, getImport, undoImport } from '../../contract.ts'
import { BatchTag, isRunning, stepOf } from './batch-state.tsx'
import { MappingStep } from './mapping-step.tsx'
import { Counts, DoubtfulNote, ErrorsButton, ResultStep } from './result-step.tsx'
import { RowsTable } from './rows-table.tsx'
import { WizardSteps } from './wizard-steps.tsx'
import '../registry.css'

/** One import batch: the wizard, at the step that the batch stands at. */
export function Page() {
  const { id = '' } = useParams()
  const { t, lang } = useText()
  const reply = useApi(
    getImport,
    { params: { id } },
    // The job tells of itself at once; this is for the case that its news do not come through.
    { refetchInterval: ({ state }) => (state.data && isRunning(state.data.state) ? 3_000 : false) },
  )
  if (reply.error && !reply.data) {
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  }
  const batch = reply.data
  if (!batch) return <Skeleton active paragraph={{ rows: 8 }} />
  return (
    <div className="zq-page">
      <PageHeader
        title={batch.fileName}
        tags={<BatchTag state={batch.state} />}
        subtitle={[
          t(`registry.importTable.${batch.tableName}`),
          batch.createdBy,
          formatInstant(batch.createdAt, lang),
        ].join(' · ')}
        actions={
          <Link to="/registry/imports/new">
            <Button>{t('registry.import.new')}</Button>
          </Link>
        }
      />
      <WizardSteps at={stepOf(batch)} failed={batch.state === 'failed'} />
      <StepOf batch={batch} />
    </div>
  )
}

function StepOf({ batch }: { batch: Batch }) {
  switch (batch.state) {
    case 'uploaded':
      return <MappingStep batch={batch} />
    case 'staging':
    case 'committing':
    case 'undoing':
      return <Running batch={batch} />
    case 'staged':
      return (
        <>
          <ResultStep batch={batch} />
          <RowsTable batch={batch} />
        </>
      )
    case 'committed':
      return (
        <>
          <Committed batch={batch} />
          <RowsTable batch={batch} />
        </>
      )
    default:
      return <Ended batch={batch} />
  }
}

/** A job at work on the batch, live. */
function Running({ batch }: { batch: Batch }) {
  const { t } = useText()
  const client = useQueryClient()
  const cancel = useAction(cancelImport, { invalidates: ['/api/registry/imports'] })
  const refresh = useCallback(() => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/registry'),
    })
  }, [client])
  return (
    <div className="zq-panel">
      <section className="zq-reg-section">
        <h2>{t(`registry.run.${batch.state}`)}</h2>
        {batch.jobId ? (
          <JobProgress
            id={batch.jobId}
            onEnd={refresh}
            // What is being taken back is not left half-way.
            onCancel={
              batch.state === 'undoing' ? undefined : () => cancel.mutate({ params: { id: batch.id } })
            }
          />
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
        )}
        <span className="zq-soft">{t('registry.run.leave')}</span>
      </section>
    </div>
  )
}

/** A batch that is in the library. */
function Committed({ batch }: { batch: Batch }) {
  const { t, lang } = useText()
  const undo = useAction(undoImport, { invalidates: ['/api/registry'] })
  return (
    <>
      <div className="zq-panel" role="status">
        <StateTag state="green" text={t('registry.done.title')} />{' '}
        <span className="zq-number">{formatInstant(batch.committedAt, lang)}</span>
      </div>
      <Counts batch={batch} />
      <DoubtfulNote batch={batch} />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Link to={`/registry/enterprises?batch=${batch.id}`}>
          <Button type="primary">{t('registry.done.firms')}</Button>
        </Link>
        <ErrorsButton batch={batch} />
        <Popconfirm
          title={t('registry.done.undoSure')}
          description={<div style={{ maxWidth: 320 }}>{t('registry.done.undoHint')}</div>}
          okText={t('registry.done.undo')}
          cancelText={t('kit.cancel')}
          onConfirm={() => undo.mutate({ params: { id: batch.id } })}
        >
          <Button danger loading={undo.isPending}>
            {t('registry.done.undo')}
          </Button>
        </Popconfirm>
      </div>
    </>
  )
}

/** A batch that was undone, failed or was cancelled: what it means, and why where the job knows. */
function Ended({ batch }: { batch: Batch }) {
  const { t, lang } = useText()
  const again = (
    <Link to={`/registry/imports/new?table=${batch.tableName}`}>
      <Button size="small">{t('registry.import.new')}</Button>
    </Link>
  )
  if (batch.state === 'undone') {
    return (
      <>
        <Alert
          type="info"
          showIcon
          title={t('registry.done.undone')}
          description={formatInstant(batch.undoneAt, lang)}
          action={again}
        />
        <RowsTable batch={batch} />
      </>
    )
  }
  const failed = batch.state === 'failed'
  return (
    <>
      {failed && batch.jobId && (
        <div className="zq-panel">
          <JobProgress id={batch.jobId} />
        </div>
      )}
      <Alert
        type={failed ? 'error' : 'info'}
        showIcon
        title={t(failed ? 'registry.done.failed' : 'registry.done.cancelled')}
        description={t(failed ? 'registry.done.failedHint' : 'registry.done.cancelledHint')}
        action={again}
      />
      {batch.total > 0 && <RowsTable batch={batch} />}
    </>
  )
}
