import { InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Progress, Upload } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { upload, useProblemText, useText } from '#kernel/web'
import { loadFusionRecords } from '../../../contract.ts'
import { FUSION } from '../words.ts'

interface FileDropProps {
  readonly source: string | undefined
  readonly observedOn: string | undefined
}

/** Sends a file of records, and leads to the page that follows its reading. */
export function FileDrop({ source, observedOn }: FileDropProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const textOf = useProblemText()
  const [sending, setSending] = useState<{ name: string; ratio: number; stop: AbortController }>()
  const [refusal, setRefusal] = useState<unknown>()
  const send = (file: File) => {
    const stop = new AbortController()
    setRefusal(undefined)
    setSending({ name: file.name, ratio: 0, stop })
    const onProgress = (ratio: number) => setSending({ name: file.name, ratio, stop })
    upload(loadFusionRecords, { query: { source, observedOn } }, [file], { onProgress, signal: stop.signal })
      .then((load) => navigate(`${FUSION}/loads/${load.id}`))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setRefusal(error)
      })
      .finally(() => setSending(undefined))
  }
  if (sending) {
    const key = sending.ratio < 1 ? 'registry.upload.sending' : 'registry.upload.reading'
    return (
      <div>
        <p style={{ margin: 0 }}>{t(key, { name: sending.name })}</p>
        <Progress
          percent={Math.floor(sending.ratio * 100)}
          status="active"
          aria-label={t('registry.upload.label')}
        />
        <Button size="small" onClick={() => sending.stop.abort()}>
          {t('kit.cancel')}
        </Button>
      </div>
    )
  }
  const told = refusal === undefined ? undefined : textOf(refusal)
  return (
    <>
      {told && (
        <Alert type="error" showIcon title={told.text} description={told.faults.join(' ') || undefined} />
      )}
      <Upload.Dragger
        multiple={false}
        showUploadList={false}
        accept=".xlsx,.csv,.tsv,.txt"
        beforeUpload={(file) => {
          send(file)
          return Upload.LIST_IGNORE
        }}
      >
        <p style={{ fontSize: 32, margin: 0, color: 'var(--zq-primary)' }} aria-hidden>
          <InboxOutlined />
        </p>
        <p style={{ margin: '4px 0', fontWeight: 600 }}>{t('registry.upload.drop')}</p>
        <p className="zq-soft" style={{ margin: 0 }}>
          {t('registry.upload.dropHint')}
        </p>
      </Upload.Dragger>
    </>
  )
}
