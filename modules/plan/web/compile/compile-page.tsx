import { InboxOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Progress, Tag, Upload } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import {
  type DataColumn,
  DataTable,
  PageHeader,
  type RowOf,
  upload,
  useAction,
  useCan,
  useTellProblem,
  useText,
} from '#kernel/web'
import { compileFile, compileText, listCompilations } from '../../contract.ts'
import { PlansPanel } from './plans-panel.tsx'
import '../plan.css'
import './compile.css'

type Row = RowOf<typeof listCompilations>

/** Where a plan's text goes in, pasted or as a file, and what was compiled before. */
export function Page() {
  const { t } = useText()
  const navigate = useNavigate()
  const canSeePlans = useCan('plan.target.read')
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { key: 'title', title: t('plan.compile.title'), width: 320, card: 'title' },
      { key: 'fileName', title: t('plan.compile.file'), width: 220, ellipsis: true },
      { key: 'targetCount', title: t('plan.compile.found'), kind: 'number', width: 100 },
      {
        key: 'state',
        title: t('plan.state'),
        width: 110,
        render: (state: Row['state']) => (
          <Tag color={state === 'saved' ? 'success' : 'default'}>{t(`plan.compile.${state}`)}</Tag>
        ),
      },
      { key: 'createdAt', title: t('plan.compile.createdAt'), kind: 'instant', width: 180 },
    ],
    [t],
  )
  return (
    <div className="zq-page">
      <PageHeader title={t('plan.compile')} subtitle={t('plan.compile.intro')} />
      <div className="zq-plan-two">
        <PasteForm />
        <FileForm />
      </div>
      <section className="zq-panel" aria-labelledby="plan-compilations">
        <h2 id="plan-compilations" className="zq-plan-h2">
          {t('plan.compile.before')}
        </h2>
        <DataTable
          name="plan.compilations"
          endpoint={listCompilations}
          rowKey={(row) => row.id}
          columns={columns}
          search={false}
          onOpen={(row) => void navigate(`/plan/compile/${row.id}`)}
          empty={{ title: t('plan.compile.none'), hint: t('plan.compile.noneHint') }}
        />
      </section>
      {canSeePlans && <PlansPanel />}
    </div>
  )
}

function PasteForm() {
  const { t } = useText()
  const navigate = useNavigate()
  const compile = useAction(compileText, {
    invalidates: [listCompilations],
    onDone: ({ id }) => void navigate(`/plan/compile/${id}`),
  })
  return (
    <section className="zq-panel" aria-labelledby="plan-paste">
      <h2 id="plan-paste" className="zq-plan-h2">
        {t('plan.compile.paste')}
      </h2>
      <Form<{ text: string; title?: string }>
        layout="vertical"
        onFinish={({ text, title }) => compile.mutate({ body: { text, title: title?.trim() || undefined } })}
      >
        <Form.Item
          name="text"
          rules={[{ required: true, whitespace: true, message: t('plan.compile.textNeeded') }]}
        >
          <Input.TextArea
            rows={9}
            aria-label={t('plan.compile.text')}
            placeholder={t('plan.compile.textHint')}
            maxLength={1_000_000}
          />
        </Form.Item>
        <div className="zq-plan-paste-foot">
          <Form.Item name="title" noStyle>
            <Input
              aria-label={t('plan.compile.title')}
              placeholder={t('plan.compile.titleHint')}
              maxLength={200}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={compile.isPending}>
            {t('plan.compile.do')}
          </Button>
        </div>
      </Form>
    </section>
  )
}

function FileForm() {
  const { t } = useText()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const tell = useTellProblem()
  const [sent, setSent] = useState<number>()
  const send = async (file: File) => {
    if (!/\.(txt|docx|pdf)$/i.test(file.name)) {
      void message.error(t('plan.compile.kind', { name: file.name }))
      return
    }
    setSent(0)
    try {
      const { id } = await upload(compileFile, {}, [file], { onProgress: setSent })
      await navigate(`/plan/compile/${id}`)
    } catch (error) {
      tell(error)
    } finally {
      setSent(undefined)
    }
  }
  return (
    <section className="zq-panel" aria-labelledby="plan-upload">
      <h2 id="plan-upload" className="zq-plan-h2">
        {t('plan.compile.upload')}
      </h2>
      <Upload.Dragger
        accept=".txt,.docx,.pdf"
        showUploadList={false}
        disabled={sent !== undefined}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined aria-hidden />
        </p>
        <p>{t('plan.compile.drop')}</p>
        <p className="zq-soft">{t('plan.compile.kinds')}</p>
      </Upload.Dragger>
      {sent !== undefined && (
        <Progress percent={Math.round(sent * 100)} status="active" aria-label={t('plan.compile.sending')} />
      )}
      <p className="zq-plan-note">{t('plan.compile.local')}</p>
    </section>
  )
}
