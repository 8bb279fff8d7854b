import { FileAddOutlined, FileWordOutlined, Html5Outlined, PrinterOutlined } from '@ant-design/icons'
import { Button, DatePicker, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { dayjs } from '#kernel/core'
import {
  api,
  type DataColumn,
  DataTable,
  download,
  formatMonth,
  type Lang,
  PageHeader,
  type RowOf,
  useAction,
  useCan,
  useTellProblem,
  useText,
} from '#kernel/web'
import { createReport, downloadReport, listReports } from '../../contract.ts'
import { printHtml } from './print-html.ts'
import '../plan.css'

type Row = RowOf<typeof listReports>

/** Monthly dispatch reports: made, downloaded, printed. */
export function Page() {
  const { t, lang } = useText()
  const tell = useTellProblem()
  const canWrite = useCan('plan.report.write')
  const [month, setMonth] = useState(() => dayjs())
  const [language, setLanguage] = useState<Lang>(lang)
  const create = useAction(createReport, { done: 'plan.report.created', invalidates: [listReports] })
  const columns = useMemo<DataColumn<Row>[]>(() => {
    const save = (row: Row, format: 'docx' | 'html') =>
      download(
        downloadReport,
        { params: { id: row.id }, query: { format, lang: language } },
        `${row.month}.${format}`,
      ).catch(tell)
    const print = async (row: Row) => {
      try {
        const call = { params: { id: row.id }, query: { format: 'html' as const, lang: language } }
        printHtml(await ((await api(downloadReport, call)) as Blob).text())
      } catch (error) {
        tell(error)
      }
    }
    return [
      {
        key: 'month',
        title: t('plan.report.month'),
        width: 130,
        card: 'title',
        render: (value: string) => <b className="zq-number">{formatMonth(value, lang)}</b>,
      },
      { key: 'createdAt', title: t('plan.report.createdAt'), kind: 'instant', width: 180 },
      { key: 'createdBy', title: t('plan.report.createdBy'), width: 140 },
      {
        key: 'id',
        title: '',
        width: 380,
        render: (_: unknown, row) => (
          <span className="zq-plan-tags">
            <Button size="small" icon={<FileWordOutlined />} onClick={() => void save(row, 'docx')}>
              {t('plan.report.docx')}
            </Button>
            <Button size="small" icon={<Html5Outlined />} onClick={() => void save(row, 'html')}>
              {t('plan.report.html')}
            </Button>
            <Button size="small" icon={<PrinterOutlined />} onClick={() => void print(row)}>
              {t('plan.report.print')}
            </Button>
          </span>
        ),
      },
    ]
  }, [t, lang, language, tell])
  return (
    <div className="zq-page">
      <PageHeader
        title={t('plan.reports')}
        subtitle={t('plan.reports.intro')}
        actions={
          canWrite && (
            <>
              <DatePicker
                picker="month"
                allowClear={false}
                value={month}
                maxDate={dayjs()}
                aria-label={t('plan.report.month')}
                onChange={(next) => next && setMonth(next)}
              />
              <Button
                type="primary"
                icon={<FileAddOutlined />}
                loading={create.isPending}
                onClick={() => create.mutate({ body: { month: month.format('YYYY-MM') } })}
              >
                {t('plan.report.create')}
              </Button>
            </>
          )
        }
      />
      <div className="zq-panel">
        <DataTable
          name="plan.reports"
          endpoint={listReports}
          rowKey={(row) => row.id}
          columns={columns}
          search={false}
          empty={{ title: t('plan.reports.empty'), hint: t('plan.reports.emptyHint') }}
          actions={
            <Segmented
              aria-label={t('plan.report.lang')}
              value={language}
              onChange={(next) => setLanguage(next as Lang)}
              options={[
                { value: 'zh', label: t('plan.lang.zh') },
                { value: 'en', label: 'English' },
              ]}
            />
          }
        />
      </div>
    </div>
  )
}
