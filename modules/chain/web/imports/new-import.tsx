import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, DatePicker, Input, Progress, Segmented, Select, Upload } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { civilDate, dayjs } from '#kernel/core'
import { download, queryKeyOf, upload, useMe, useProblemText, useTellProblem, useText } from '#kernel/web'
import {
  CHAIN_TABLES,
  type ChainTable,
  downloadChainTemplate,
  previewChainImport,
  uploadChainImport,
} from '../../contract.ts'

/** Kinds of source that a table may have; the others come about by themselves. */
const KINDS = [
  'contract',
  'invoice',
  'customs',
  'award',
  'filing',
  'declaration',
  'survey',
  'analyst',
  'news',
] as const

/** Which table, where its facts come from, and the file. */
export function NewImport() {
  const { t } = useText()
  const tell = useTellProblem()
  const textOf = useProblemText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { synthetic } = useMe()
  const [table, setTable] = useState<ChainTable>('supply')
  const [sourceKind, setSourceKind] = useState<(typeof KINDS)[number]>('survey')
  const [source, setSource] = useState('')
  const [observedOn, setObservedOn] = useState(civilDate(new Date()))
  const [sending, setSending] = useState<{ name: string; ratio: number }>()
  const [refusal, setRefusal] = useState<unknown>()
  const ready = source.trim() !== ''
  const send = async (file: File) => {
    setRefusal(undefined)
    setSending({ name: file.name, ratio: 0 })
    try {
      const query = {
        table,
        sourceKind,
        source: source.trim(),
        observedOn,
        synthetic: synthetic ? ('true' as const) : ('false' as const),
      }
      const onProgress = (ratio: number) => setSending({ name: file.name, ratio })
      const preview = await upload(uploadChainImport, { query }, [file], { onProgress })
      const params = { id: preview.batch.id }
      client.setQueryData(queryKeyOf(previewChainImport, { params, body: {} }), preview)
      await navigate(`/chain/imports/${preview.batch.id}`)
    } catch (error) {
      setRefusal(error)
    } finally {
      setSending(undefined)
    }
  }
  const told = refusal === undefined ? undefined : textOf(refusal)
  return (
    <section className="zq-panel zq-imp-new">
      <div className="zq-imp-line">
        <h2 className="zq-imp-title">{t('chain.imports.new')}</h2>
        <Segmented
          aria-label={t('chain.imports.table')}
          value={table}
          onChange={(value) => setTable(value as ChainTable)}
          options={CHAIN_TABLES.map((value) => ({ value, label: t(`chain.imports.table.${value}`) }))}
        />
        <Button
          type="link"
          icon={<DownloadOutlined />}
          onClick={() =>
            void download(
              downloadChainTemplate,
              { params: { table } },
              `${t(`chain.imports.table.${table}`)}.xlsx`,
            ).catch(tell)
          }
        >
          {t('chain.imports.template')}
        </Button>
      </div>
      <div className="zq-imp-fields">
        <label htmlFor="chain-import-kind">
          <span className="zq-soft">{t('chain.imports.sourceKind')}</span>
          <Select
            id="chain-import-kind"
            value={sourceKind}
            onChange={setSourceKind}
            options={KINDS.map((value) => ({ value, label: t(`chain.imports.kind.${value}`) }))}
          />
        </label>
        <label htmlFor="chain-import-source" className="zq-imp-wide">
          <span className="zq-soft">{t('chain.imports.source')}</span>
          <Input
            id="chain-import-source"
            value={source}
            maxLength={200}
            placeholder={t('chain.imports.sourceHint')}
            onChange={(event) => setSource(event.target.value)}
          />
        </label>
        <label htmlFor="chain-import-day">
          <span className="zq-soft">{t('chain.imports.observedOn')}</span>
          <DatePicker
            id="chain-import-day"
            value={dayjs(observedOn)}
            allowClear={false}
            maxDate={dayjs(civilDate(new Date()))}
            onChange={(day) => day && setObservedOn(day.format('YYYY-MM-DD'))}
          />
        </label>
      </div>
      {synthetic && (
        <div>
          <Checkbox checked disabled>
            {t('chain.imports.synthetic')}
          </Checkbox>
          <span className="zq-soft">{t('chain.imports.syntheticHint')}</span>
        </div>
      )}
      {told && (
        <Alert type="error" showIcon title={told.text} description={told.faults.join(' ') || undefined} />
      )}
      {sending ? (
        <div>
          <span>{t('chain.imports.sending', { name: sending.name })}</span>
          <Progress percent={Math.floor(sending.ratio * 100)} status="active" />
        </div>
      ) : (
        <Upload.Dragger
          disabled={!ready}
          multiple={false}
          showUploadList={false}
          accept=".xlsx,.csv,.tsv,.txt"
          beforeUpload={(file) => {
            void send(file)
            return Upload.LIST_IGNORE
          }}
        >
          <p className="zq-imp-icon" aria-hidden>
            <InboxOutlined />
          </p>
          <p className="zq-imp-drop">{t(ready ? 'chain.imports.drop' : 'chain.imports.first')}</p>
          <p className="zq-soft zq-imp-drop-hint">{t('chain.imports.dropHint')}</p>
        </Upload.Dragger>
      )}
    </section>
  )
}
