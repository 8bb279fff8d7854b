import { InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Progress, Upload } from 'antd'
import { useState } from 'react'
import { useProblemText, useText } from '#kernel/web'

/** How a file is sent: it tells how far it is, 0 to 1, and stops when asked. */
export interface Sending {
  readonly onProgress: (ratio: number) => void
  readonly signal: AbortSignal
}

/** Takes a table by drop or choice and sends it, with progress and a way to stop; a refusal is told above the field. */
export function FileDrop({ send }: { readonly send: (file: File, sending: Sending) => Promise<unknown> }) {
  const { t } = useText()
  const textOf = useProblemText()
  const [sending, setSending] = useState<{ name: string; ratio: number; stop: AbortController }>()
  const [refusal, setRefusal] = useState<unknown>()
  const begin = (file: File) => {
    const stop = new AbortController()
    setRefusal(undefined)
    setSending({ name: file.name, ratio: 0, stop })
    const onProgress = (ratio: number) => setSending({ name: file.name, ratio, stop })
    send(file, { onProgress, signal: stop.signal })
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
          begin(file)
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
