import { DownloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Skeleton, Tag } from 'antd'
import { useCallback, useState } from 'react'
import { Link, useParams } from 'react-router'
import {
  download,
  ErrorState,
  formatDate,
  formatInstant,
  formatNumber,
  JobProgress,
  PageHeader,
  useAction,
  useApi,
  useTellProblem,
  useText,
} from '#kernel/web'
import {
  type ChainBatch,
  cancelChainImport,
  commitChainImport,
  downloadChainErrors,
  getChainImport,
  undoChainImport,
} from '../../contract.ts'
import { BatchTag } from './batch-tag.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { RowsTable } from './rows-table.tsx'
import './imports.css'

const IMPORTS = '/api/chain/imports'
const RUNNING: readonly string[] = ['staging', 'committing', 'undoing']

/** One batch at the step where it stands: columns, reading, faults, written, undone. */
export function Page() {
  const { id = '' } = useParams()
  const { t, lang } = useText()
  const [again, setAgain] = useState(false)
  const reply = useApi(
    getChainImport,
    { params: { id } },
    { refetchInterval: ({ state }) => (RUNNING.includes(state.data?.state ?? '') ? 3_000 : false) },
  )
  if (reply.error && !reply.data)
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  const batch = reply.data
  if (!batch) return <Skeleton active paragraph={{ rows: 8 }} />
  const mapping =
    batch.state === 'uploaded' || (again && (batch.state === 'staged' || batch.state === 'failed'))
  return (
    <div className="zq-page">
      <PageHeader
        title={batch.fileName}
        tags={
          <>
            <BatchTag state={batch.state} />
            {batch.synthetic && <Tag>{t('chain.imports.synthetic')}</Tag>}
          </>
        }
        subtitle={[
          t(`chain.imports.table.${batch.tableName}`),
          `${t(`chain.imports.kind.${batch.sourceKind}`)} ${batch.source}`,
          formatDate(batch.observedOn, lang),
          `${batch.createdBy} ${formatInstant(batch.createdAt, lang)}`,
        ].join(' · ')}
        actions={
          <Link to="/chain/imports">
            <Button>{t('chain.imports.back')}</Button>
          </Link>
        }
      />
      {batch.error && <Alert type="error" showIcon title={batch.error[lang]} />}
      {mapping && <ColumnsStep batch={batch} onStaged={() => setAgain(false)} />}
      {RUNNING.includes(batch.state) && <Running batch={batch} />}
      {!mapping && !RUNNING.includes(batch.state) && <Steps batch={batch} onAgain={() => setAgain(true)} />}
      {!mapping && batch.total > 0 && !RUNNING.includes(batch.state) && <RowsTable batch={batch} />}
    </div>
  )
}

function Running({ batch }: { readonly batch: ChainBatch }) {
  const { t } = useText()
  const client = useQueryClient()
  const cancel = useAction(cancelChainImport, { invalidates: [IMPORTS] })
  const refresh = useCallback(() => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/chain'),
    })
  }, [client])
  return (
    <div className="zq-panel">
      {batch.jobId && (
        <JobProgress
          id={batch.jobId}
          onEnd={refresh}
          // What is being written or taken back is not left half-way.
          onCancel={batch.state === 'staging' ? () => cancel.mutate({ params: { id: batch.id } }) : undefined}
        />
      )}
      <span className="zq-soft">{t('chain.imports.leave')}</span>
    </div>
  )
}

interface StepsProps {
  readonly batch: ChainBatch
  readonly onAgain: () => void
}

/** What can be done with a batch that rests. */
function Steps({ batch, onAgain }: StepsProps) {
  const { t, lang } = useText()
  const tell = useTellProblem()
  const params = { id: batch.id }
  const commit = useAction(commitChainImport, { invalidates: [IMPORTS] })
  const cancel = useAction(cancelChainImport, { invalidates: [IMPORTS] })
  const undo = useAction(undoChainImport, { invalidates: ['/api/chain'] })
  const { state } = batch
  const isOpen = state === 'staged' || state === 'failed'
  return (
    <div className="zq-panel zq-imp-steps">
      {state === 'staged' && batch.good === 0 && (
        <Alert type="error" showIcon title={t('chain.imports.nothing')} />
      )}
      <div className="zq-imp-line">
        {state === 'staged' && (
          <Button
            type="primary"
            disabled={batch.good === 0}
            loading={commit.isPending}
            onClick={() => commit.mutate({ params })}
          >
            {t('chain.imports.commit', { count: formatNumber(batch.good, lang) })}
          </Button>
        )}
        {batch.faulty > 0 && (
          <Button
            icon={<DownloadOutlined />}
            onClick={() => void download(downloadChainErrors, { params }, 'errors.xlsx').catch(tell)}
          >
            {t('chain.imports.errors')}
          </Button>
        )}
        {isOpen && <Button onClick={onAgain}>{t('chain.imports.again')}</Button>}
        {isOpen && (
          <Popconfirm
            title={t('chain.imports.cancelSure')}
            okText={t('kit.yes')}
            cancelText={t('kit.no')}
            onConfirm={() => cancel.mutate({ params })}
          >
            <Button danger>{t('chain.imports.cancel')}</Button>
          </Popconfirm>
        )}
        {state === 'committed' && (
          <Popconfirm
            title={t('chain.imports.undoSure')}
            okText={t('chain.imports.undo')}
            cancelText={t('kit.cancel')}
            onConfirm={() => undo.mutate({ params })}
          >
            <Button danger loading={undo.isPending}>
              {t('chain.imports.undo')}
            </Button>
          </Popconfirm>
        )}
        {state === 'staged' && batch.faulty > 0 && (
          <span className="zq-soft">{t('chain.imports.commitHint')}</span>
        )}
        {(state === 'committed' || state === 'undone') && (
          <span className="zq-soft zq-number">
            {formatInstant(state === 'undone' ? batch.undoneAt : batch.committedAt, lang)}
          </span>
        )}
      </div>
    </div>
  )
}
