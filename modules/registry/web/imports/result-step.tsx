import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { download, Figure, formatNumber, useAction, useMe, useTellProblem, useText } from '#kernel/web'
import { type Batch, cancelImport, commitImport, downloadErrors } from '../../contract.ts'
import { TestDataNote } from '../test-data.tsx'

/** What the check found, row by row in numbers. */
export function Counts({ batch }: { batch: Batch }) {
  const { t } = useText()
  return (
    <div className="zq-panel zq-reg-key">
      {(['total', 'created', 'updated', 'unchanged', 'faulty', 'doubtful'] as const).map((key) => (
        <Figure
          key={key}
          size="small"
          label={t(`registry.imports.${key}`)}
          value={batch[key]}
          evidence={`/registry/imports/${batch.id}?outcome=${{ total: 'all', created: 'create', updated: 'update', unchanged: 'unchanged', faulty: 'faulty', doubtful: 'doubtful' }[key]}`}
        />
      ))}
    </div>
  )
}

/** Downloads the workbook in which the wrong cells are marked. */
export function ErrorsButton({ batch }: { batch: Batch }) {
  const { t } = useText()
  const tell = useTellProblem()
  const [busy, setBusy] = useState(false)
  if (batch.faulty === 0) return null
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={busy}
      onClick={() => {
        setBusy(true)
        download(downloadErrors, { params: { id: batch.id } }, t('registry.result.errorsName'))
          .catch(tell)
          .finally(() => setBusy(false))
      }}
    >
      {t('registry.result.errors')}
    </Button>
  )
}

/** Says that rows wait for a decision, and where. */
export function DoubtfulNote({ batch }: { batch: Batch }) {
  const { t, lang } = useText()
  if (batch.doubtful === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('registry.result.doubtful', { count: formatNumber(batch.doubtful, lang) })}
      action={
        <Link to={`/registry/reviews?batch=${batch.id}`}>
          <Button size="small">{t('registry.result.review')}</Button>
        </Link>
      }
    />
  )
}

/** The checked batch: numbers, and the decision to write it or to drop it. */
export function ResultStep({ batch }: { batch: Batch }) {
  const { t, lang } = useText()
  const invalidates = ['/api/registry/imports']
  const commit = useAction(commitImport, { invalidates })
  const cancel = useAction(cancelImport, { invalidates })
  const params = { id: batch.id }
  const count = formatNumber(batch.good, lang)
  const { synthetic } = useMe()
  const [testData, setTestData] = useState(false)
  const closed = batch.good === 0 || (synthetic && !testData)
  return (
    <>
      <Counts batch={batch} />
      {batch.good > 0 && <TestDataNote confirmed={testData} onConfirm={setTestData} />}
      <DoubtfulNote batch={batch} />
      {batch.good === 0 && <Alert type="error" showIcon title={t('registry.result.nothing')} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Popconfirm
          title={t('registry.result.commitSure', { count })}
          description={<div style={{ maxWidth: 320 }}>{t('registry.result.commitHint')}</div>}
          okText={t('registry.result.commit', { count })}
          cancelText={t('kit.cancel')}
          disabled={closed}
          onConfirm={() => commit.mutate({ params, body: { testData: synthetic } })}
        >
          <Button type="primary" disabled={closed} loading={commit.isPending}>
            {t('registry.result.commit', { count })}
          </Button>
        </Popconfirm>
        <ErrorsButton batch={batch} />
        <Popconfirm
          title={t('registry.result.cancelSure')}
          okText={t('kit.yes')}
          cancelText={t('kit.no')}
          onConfirm={() => cancel.mutate({ params })}
        >
          <Button danger loading={cancel.isPending}>
            {t('registry.result.cancel')}
          </Button>
        </Popconfirm>
      </div>
    </>
  )
}
