import { EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Drawer, Progress, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { api, ErrorState, useApi, useCan, useText } from '#kernel/web'
import { listMeasures, type Measure, type TargetGlance, type Task } from '../../contract.ts'
import { MeasureForm } from './measure-form.tsx'
import { MeasureTag } from './measure-tag.tsx'
import { NotesTimeline } from './notes-timeline.tsx'
import { ProgressForm } from './progress-form.tsx'

interface MeasureDrawerProps {
  readonly id: string | null
  readonly tasks: readonly Task[]
  readonly targets: readonly TargetGlance[]
  readonly onClose: () => void
}

type MeasurePage = EndpointReply<typeof listMeasures>

/** The measure by its id: from a list that was read already, else page by page, as links bring only the id. */
function useMeasure(id: string | null): {
  measure: Measure | undefined
  missing: boolean
  error: Error | null
} {
  const client = useQueryClient()
  const cached = client
    .getQueriesData<MeasurePage>({ queryKey: [listMeasures.path, listMeasures.method] })
    .flatMap(([, page]) => page?.rows ?? [])
    .find((row) => row.id === id)
  const [found, setFound] = useState<Measure>()
  const [state, setState] = useState<{ missing: boolean; error: Error | null }>({
    missing: false,
    error: null,
  })
  // Lists that were read later hold the newer version; drawing again whenever one of them is read keeps it so.
  const lists = useApi(listMeasures, { query: { page: 1, size: 1 } }, { enabled: id !== null })
  useEffect(() => {
    if (!id || cached) return
    const stop = new AbortController()
    const seek = async (): Promise<Measure | undefined> => {
      for (let page = 1; ; page += 1) {
        const reply = await api(listMeasures, { query: { page, size: 500 } }, { signal: stop.signal })
        const row = reply.rows.find((one) => one.id === id)
        if (row || page * 500 >= reply.total) return row
      }
    }
    seek()
      .then((row) => {
        setFound(row)
        setState({ missing: row === undefined, error: null })
      })
      .catch((error: Error) => !stop.signal.aborted && setState({ missing: false, error }))
    return () => stop.abort()
  }, [id, cached, lists.dataUpdatedAt])
  return { measure: cached ?? (found?.id === id ? found : undefined), ...state }
}

/** A measure with all of it: progress, blocker, notes, and the forms to report and change. */
export function MeasureDrawer({ id, tasks, targets, onClose }: MeasureDrawerProps) {
  const { t, lang, pick } = useText()
  const canWrite = useCan('plan.measure.write')
  const [editing, setEditing] = useState(false)
  const { measure, missing, error } = useMeasure(id)
  const task = tasks.find((one) => one.id === measure?.taskId)
  const target = targets.find((one) => one.id === measure?.targetId)
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size={600}
      title={measure ? t('plan.task.number', { number: measure.taskNumber }) : t('plan.measure.title')}
      extra={
        canWrite &&
        measure && (
          <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
            {t('plan.measure.edit')}
          </Button>
        )
      }
    >
      {!measure && error && <ErrorState error={error} />}
      {!measure && missing && !error && <Alert type="info" showIcon title={t('kit.table.nothing')} />}
      {!measure && !missing && !error && <Skeleton active />}
      {measure && (
        <div className="zq-page">
          <h2 className="zq-plan-measure-title">{(lang === 'en' && measure.titleEn) || measure.title}</h2>
          <MeasureTag state={measure.state} overdue={measure.overdue} />
          <Progress percent={Math.round(measure.progress * 100)} />
          {measure.blocker && (
            <Alert type="error" showIcon title={t('plan.measure.blocker')} description={measure.blocker} />
          )}
          <Descriptions
            column={1}
            size="small"
            items={[
              {
                key: 'task',
                label: t('plan.task'),
                children: task ? pick({ zh: task.titleZh, en: task.titleEn }) : '–',
              },
              {
                key: 'target',
                label: t('plan.measure.target'),
                children: target ? (
                  <Link to={`/plan/targets/${target.id}`}>
                    {target.code} {pick({ zh: target.nameZh, en: target.nameEn })}
                  </Link>
                ) : (
                  '–'
                ),
              },
              { key: 'department', label: t('plan.measure.department'), children: measure.department ?? '–' },
              { key: 'owner', label: t('plan.measure.owner'), children: measure.ownerName ?? '–' },
              { key: 'due', label: t('plan.measure.dueOn'), children: measure.dueOn ?? '–' },
            ]}
          />
          {canWrite && <ProgressForm key={`${measure.id} ${measure.version}`} measure={measure} />}
          <NotesTimeline id={measure.id} />
          {canWrite && (
            <MeasureForm
              open={editing}
              measure={measure}
              tasks={tasks}
              targets={targets}
              onClose={() => setEditing(false)}
            />
          )}
        </div>
      )}
    </Drawer>
  )
}
