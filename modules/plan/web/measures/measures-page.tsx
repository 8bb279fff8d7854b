import { PlusOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { type DataColumn, type DataFilter, DataTable, PageHeader, useApi, useText } from '#kernel/web'
import { exportMeasures, getCockpit, listMeasures, MEASURE_STATES, type Measure } from '../../contract.ts'
import { useLeads } from '../use-leads.ts'
import { MeasureDrawer } from './measure-drawer.tsx'
import { MeasureForm } from './measure-form.tsx'
import { MeasureTag } from './measure-tag.tsx'
import { Reminders } from './reminders.tsx'
import '../plan.css'
import './measures.css'

/** What departments do for the targets: table, forms, progress. */
export function Page() {
  const { t, lang, pick } = useText()
  const [params, setParams] = useSearchParams()
  const canWrite = useLeads()
  const [adding, setAdding] = useState(false)
  const cockpit = useApi(getCockpit, { query: {} })
  const open = params.get('open')
  const setOpen = (id: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (id) next.set('open', id)
        else next.delete('open')
        return next
      },
      { replace: true },
    )
  const tasks = useMemo(() => cockpit.data?.tasks ?? [], [cockpit.data])
  const targets = useMemo(() => cockpit.data?.targets ?? [], [cockpit.data])
  const columns = useMemo<DataColumn<Measure>[]>(
    () => [
      {
        key: 'taskNumber',
        title: t('plan.task'),
        width: 70,
        sort: true,
        render: (number: number) => <span className="zq-number">{number}</span>,
      },
      {
        key: 'title',
        title: t('plan.measure.title'),
        width: 320,
        card: 'title',
        render: (_: unknown, row) => (
          <>
            {(lang === 'en' && row.titleEn) || row.title}
            {row.blocker && (
              <span className="zq-plan-blocker">
                {t('plan.measure.blocker')}: {row.blocker}
              </span>
            )}
          </>
        ),
      },
      {
        key: 'state',
        title: t('plan.state'),
        width: 150,
        render: (_: unknown, row) => <MeasureTag state={row.state} overdue={row.overdue} />,
      },
      {
        key: 'progress',
        title: t('plan.measure.progress'),
        width: 130,
        sort: true,
        render: (share: number) => <Progress percent={Math.round(share * 100)} size="small" />,
      },
      { key: 'dueOn', title: t('plan.measure.dueOn'), kind: 'date', absent: 'none', width: 110, sort: true },
      { key: 'department', title: t('plan.measure.department'), width: 150 },
      { key: 'ownerName', title: t('plan.measure.owner'), width: 110 },
      {
        key: 'targetId',
        title: t('plan.measure.target'),
        width: 100,
        render: (id: string | null) => {
          const target = targets.find((one) => one.id === id)
          return target ? (
            <Link to={`/plan/targets/${target.id}`} title={pick({ zh: target.nameZh, en: target.nameEn })}>
              {target.code}
            </Link>
          ) : (
            <span className="zq-soft">–</span>
          )
        },
      },
      {
        key: 'remindedAt',
        title: t('plan.measure.remindedAt'),
        kind: 'instant',
        absent: 'none',
        width: 170,
        hidden: true,
      },
      {
        key: 'updatedAt',
        title: t('plan.measure.updatedAt'),
        kind: 'instant',
        width: 170,
        sort: true,
        hidden: true,
      },
    ],
    [t, lang, pick, targets],
  )
  const filters = useMemo<DataFilter[]>(
    () => [
      {
        key: 'task',
        title: t('plan.task'),
        kind: 'select',
        width: 220,
        options: tasks.map((task) => ({
          value: String(task.number),
          label: `${task.number} ${pick({ zh: task.titleZh, en: task.titleEn })}`,
        })),
      },
      {
        key: 'state',
        title: t('plan.state'),
        kind: 'select',
        width: 120,
        options: MEASURE_STATES.map((value) => ({ value, label: t(`plan.measure.${value}`) })),
      },
      { key: 'overdue', title: t('plan.measure.overdueOnly'), kind: 'flag' },
      { key: 'mine', title: t('plan.measure.mine'), kind: 'flag' },
    ],
    [t, pick, tasks],
  )
  const add = canWrite && tasks.length > 0 && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('plan.measure.add')}
    </Button>
  )
  return (
    <div className="zq-page">
      <PageHeader title={t('plan.measures')} subtitle={t('plan.measures.intro')} actions={add} />
      <Reminders onOpen={setOpen} />
      <div className="zq-panel">
        <DataTable
          name="plan.measures"
          endpoint={listMeasures}
          rowKey={(row) => row.id}
          columns={columns}
          filters={filters}
          searchHint={t('plan.measures.search')}
          exportEndpoint={exportMeasures}
          exportName={`${t('plan.measures')}.xlsx`}
          onOpen={(row) => setOpen(row.id)}
          empty={{ title: t('plan.measures.empty'), hint: t('plan.measures.emptyHint') }}
        />
      </div>
      <MeasureDrawer id={open} tasks={tasks} targets={targets} onClose={() => setOpen(null)} />
      {canWrite && (
        <MeasureForm open={adding} tasks={tasks} targets={targets} onClose={() => setAdding(false)} />
      )}
    </div>
  )
}
