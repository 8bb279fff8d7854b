import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress, Upload } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import {
  download,
  PageHeader,
  queryKeyOf,
  upload,
  useProblemText,
  useTellProblem,
  useText,
} from '#kernel/web'
import {
  downloadTemplate,
  IMPORT_TABLES,
  type ImportTable,
  importTable,
  previewImport,
  uploadImport,
} from '../../contract.ts'
import { WizardSteps } from './wizard-steps.tsx'
import '../registry.css'

/** The first step of an import: which table, its template, the file. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const tell = useTellProblem()
  const asked = importTable.safeParse(params.get('table'))
  const table: ImportTable = asked.success ? asked.data : 'enterprise'
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.import.new')} subtitle={t('registry.imports.intro')} />
      <WizardSteps at={0} />
      <div className="zq-panel">
        <section className="zq-reg-section">
          <h2>{t('registry.upload.which')}</h2>
          <TableChoice table={table} onChange={(next) => setParams({ table: next }, { replace: true })} />
        </section>
        <section className="zq-reg-section">
          <h2>{t('registry.upload.template')}</h2>
          <span className="zq-soft">{t('registry.upload.templateHint')}</span>
          <Button
            icon={<DownloadOutlined />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() =>
              void download(
                downloadTemplate,
                { params: { table } },
                `${t(`registry.importTable.${table}`)}.xlsx`,
              ).catch(tell)
            }
          >
            {t('registry.upload.templateButton', { table: t(`registry.importTable.${table}`) })}
          </Button>
        </section>
        <section className="zq-reg-section">
          <h2>{t('registry.upload.file')}</h2>
          <FileDrop table={table} />
        </section>
      </div>
    </div>
  )
}

interface TableChoiceProps {
  readonly table: ImportTable
  readonly onChange: (table: ImportTable) => void
}

/** The tables to choose from; arrow keys move as in any group of radio buttons. */
function TableChoice({ table, onChange }: TableChoiceProps) {
  const { t } = useText()
  const group = useRef<HTMLDivElement>(null)
  const move = (step: number) => {
    const at = (IMPORT_TABLES.indexOf(table) + step + IMPORT_TABLES.length) % IMPORT_TABLES.length
    onChange(IMPORT_TABLES[at] as ImportTable)
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus()
  }
  return (
    <div ref={group} className="zq-reg-tables" role="radiogroup" aria-label={t('registry.upload.which')}>
      {IMPORT_TABLES.map((name) => (
        // biome-ignore lint/a11y/useSemanticElements: a card with two lines, which a radio input cannot hold
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={name === table}
          tabIndex={name === table ? 0 : -1}
          className="zq-reg-choice"
          onClick={() => onChange(name)}
          onKeyDown={({ key }) => {
            if (key === 'ArrowRight' || key === 'ArrowDown') move(1)
            if (key === 'ArrowLeft' || key === 'ArrowUp') move(-1)
          }}
        >
          <strong>{t(`registry.importTable.${name}`)}</strong>
          <span>{t(`registry.importTableHint.${name}`)}</span>
        </button>
      ))}
    </div>
  )
}

function FileDrop({ table }: { table: ImportTable }) {
  const { t } = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const textOf = useProblemText()
  const [sending, setSending] = useState<{ name: string; ratio: number; stop: AbortController }>()
  const [refusal, setRefusal] = useState<unknown>()
  const send = (file: File) => {
    const stop = new AbortController()
    setRefusal(undefined)
    setSending({ name: file.name, ratio: 0, stop })
    const onProgress = (ratio: number) => setSending({ name: file.name, ratio, stop })
    upload(uploadImport, { query: { table } }, [file], { onProgress, signal: stop.signal })
      .then((preview) => {
        const params = { id: preview.batch.id }
        client.setQueryData(queryKeyOf(previewImport, { params, body: {} }), preview)
        return navigate(`/registry/imports/${preview.batch.id}`)
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setRefusal(error)
      })
      .finally(() => setSending(undefined))
  }
  if (sending) {
    return (
      <div>
        <p style={{ margin: 0 }}>
          {t(sending.ratio < 1 ? 'registry.upload.sending' : 'registry.upload.reading', {
            name: sending.name,
          })}
        </p>
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
