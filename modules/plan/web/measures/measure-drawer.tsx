import { EditOutlined } from '@ant-design/icons'
import { Alert, Button, Descriptions, Drawer, Progress, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ErrorState, formatInstant, useApi, useText } from '#kernel/web'
import { getMeasure, type TargetGlance, type Task } from '../../contract.ts'
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

/** A measure with all of it: progress, blocker, notes, and the forms to report and change. */
export function MeasureDrawer({ id, tasks, targets, onClose }: MeasureDrawerProps) {
  const { t, lang, pick } = useText()
  const [editing, setEditing] = useState(false)
  const reply = useApi(getMeasure, { params: { id: id ?? '' } }, { enabled: id !== null })
  const { data: measure, error } = reply
  const task = tasks.find((one) => one.id === measure?.taskId)
  const target = targets.find((one) => one.id === measure?.targetId)
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size={600}
      title={measure ? t('plan.task.number', { number: measure.taskNumber }) : t('plan.measure.title')}
      extra={
        measure?.mayEdit && (
          <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
            {t('plan.measure.edit')}
          </Button>
        )
      }
    >
      {!measure && error && <ErrorState error={error} onRetry={() => void reply.refetch()} />}
      {!measure && !error && <Skeleton active />}
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
              {
                key: 'reminded',
                label: t('plan.measure.remindedAt'),
                children: measure.remindedAt
                  ? formatInstant(measure.remindedAt, lang)
                  : t('plan.measure.notReminded'),
              },
            ]}
          />
          {measure.mayReport && <ProgressForm key={`${measure.id} ${measure.version}`} measure={measure} />}
          <NotesTimeline id={measure.id} />
          {measure.mayEdit && (
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
