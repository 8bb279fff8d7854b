import { Button, Descriptions, Drawer, Popconfirm, Progress, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import {
  type DataColumn,
  DataTable,
  hasEnded,
  JobProgress,
  JobTag,
  type JobView,
  PageHeader,
  percentOf,
  type RowOf,
  stepsText,
  useAction,
  useCan,
  useText,
} from '#kernel/web'
import { cancelJob, listJobs } from '../../../kernel/jobs/contract.ts'
import { DeadLetters } from './dead-letters.tsx'

type Row = RowOf<typeof listJobs>
const STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

/** Background jobs, and for those who look after the system the events that did not arrive. */
export function Page() {
  const { t } = useText()
  const seesEvents = useCan('events.delivery.read')
  const [params, setParams] = useSearchParams()
  const items = [
    { key: 'jobs', label: t('jobs.tab'), children: <JobsList /> },
    { key: 'events', label: t('events.tab'), children: <DeadLetters /> },
  ]
  return (
    <div className="zq-page">
      <PageHeader title={t('shell.jobs')} subtitle={t('jobs.intro')} />
      <div className="zq-panel">
        {seesEvents ? (
          <Tabs
            activeKey={params.get('tab') ?? 'jobs'}
            onChange={(tab) => setParams(tab === 'jobs' ? {} : { tab }, { replace: true })}
            destroyOnHidden
            items={items}
          />
        ) : (
          <JobsList />
        )}
      </div>
    </div>
  )
}

/** All background jobs: what runs, how far, what failed and why. */
function JobsList() {
  const { t, pick } = useText()
  const [open, setOpen] = useState<Row>()
  const mayCancel = useCan('jobs.job.cancel')
  const cancel = useAction(cancelJob, { done: 'jobs.cancelled', invalidates: ['/api/jobs'] })
  const askCancel = cancel.mutate
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      {
        key: 'name',
        title: t('jobs.name'),
        width: 220,
        card: 'title',
        render: (_: string, row) => pick(row.titles),
      },
      {
        key: 'state',
        title: t('jobs.state'),
        width: 110,
        render: (state: Row['state']) => <JobTag state={state} />,
      },
      {
        key: 'done',
        title: t('jobs.progress'),
        width: 200,
        render: (_: number, row) => <RowBar row={row} />,
      },
      { key: 'createdAt', title: t('jobs.createdAt'), kind: 'instant', width: 170, sort: true },
      {
        key: 'startedAt',
        title: t('jobs.startedAt'),
        kind: 'instant',
        absent: 'none',
        width: 170,
        hidden: true,
      },
      { key: 'endedAt', title: t('jobs.endedAt'), kind: 'instant', absent: 'none', width: 170 },
      {
        key: 'id',
        title: t('jobs.action'),
        width: 100,
        render: (_: string, row) =>
          !mayCancel || hasEnded(row) ? null : (
            <Popconfirm
              title={t('jobs.cancelSure')}
              okText={t('kit.yes')}
              cancelText={t('kit.no')}
              onConfirm={() => askCancel({ params: { id: row.id } })}
            >
              <Button size="small">{t('kit.cancel')}</Button>
            </Popconfirm>
          ),
      },
    ],
    [t, pick, askCancel, mayCancel],
  )
  return (
    <>
      <DataTable
        name="shell.jobs"
        endpoint={listJobs}
        rowKey={(row) => row.id}
        columns={columns}
        search={false}
        refetchInterval={5_000}
        filters={[
          {
            key: 'state',
            title: t('jobs.state'),
            kind: 'multiple',
            options: STATES.map((state) => ({ value: state, label: t(`kit.job.${state}`) })),
          },
        ]}
        onOpen={setOpen}
        empty={{ title: t('jobs.empty'), hint: t('jobs.emptyHint') }}
      />
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={520}
        title={open && pick(open.titles)}
      >
        {open && (
          <JobProgress
            id={open.id}
            onCancel={mayCancel ? () => askCancel({ params: { id: open.id } }) : undefined}
          >
            {(job) => <JobFacts job={job} />}
          </JobProgress>
        )}
      </Drawer>
    </>
  )
}

function RowBar({ row }: { row: Row }) {
  const { t } = useText()
  return (
    <div>
      <span className="zq-number">{stepsText(row, t)}</span>
      <Progress
        percent={percentOf(row) ?? 0}
        size="small"
        status={row.state === 'running' ? 'active' : row.state === 'failed' ? 'exception' : 'normal'}
        showInfo={false}
        aria-label={t('kit.job.label')}
      />
    </div>
  )
}

/** The result of a job as it stands, for who wants to know exactly. */
function JobFacts({ job }: { job: JobView }) {
  const { t } = useText()
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'id', label: t('jobs.id'), children: <code>{job.id}</code> },
        ...(job.result === null || job.result === undefined
          ? []
          : [
              {
                key: 'result',
                label: t('jobs.result'),
                children: <pre className="zq-json">{JSON.stringify(job.result, null, 2)}</pre>,
              },
            ]),
      ]}
    />
  )
}
