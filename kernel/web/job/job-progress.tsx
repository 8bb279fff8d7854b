import { Alert, Button, Popconfirm, Progress } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { formatNumber } from '../format.ts'
import { currentLang, type TextTools, useText } from '../i18n.ts'
import { JobTag } from '../parts/state-tag.tsx'
import { hasEnded, type JobView, percentOf } from './job-state.ts'
import { useJob } from './use-job.ts'

interface JobProgressProps {
  readonly id: string
  /** Called once when the job has ended, however it ended. */
  readonly onEnd?: (job: JobView) => void
  /** Shows a button that asks for cancelling. */
  readonly onCancel?: () => void
  /** Below the bar: what to do with the result. */
  readonly children?: (job: JobView) => ReactNode
}

/** A job's progress, live: state, bar, what it is doing, its error in the user's language, a way to cancel it. */
export function JobProgress({ id, onEnd, onCancel, children }: JobProgressProps) {
  const { job, link } = useJob(id)
  const { t, has } = useText()
  const errorText = ({ code, params }: NonNullable<JobView['error']>) =>
    has(code) ? t(code, { ...params }) : t('kit.job.error', { code })
  const told = useRef('')
  useEffect(() => {
    if (!job || !hasEnded(job) || told.current === job.id) return
    told.current = job.id
    onEnd?.(job)
  }, [job, onEnd])
  if (!job) return <Progress percent={0} status="active" showInfo={false} aria-label={t('kit.job.label')} />
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
      <JobBar job={job} />
      {link === 'lost' && <Alert type="warning" showIcon title={t('kit.error.network')} />}
      {job.error && <Alert type="error" showIcon title={errorText(job.error)} />}
      {onCancel && !hasEnded(job) && (
        <Popconfirm
          title={t('kit.job.cancel')}
          onConfirm={onCancel}
          okText={t('kit.yes')}
          cancelText={t('kit.no')}
        >
          <Button size="small" style={{ alignSelf: 'flex-start' }}>
            {t('kit.job.cancel')}
          </Button>
        </Popconfirm>
      )}
      {children?.(job)}
    </div>
  )
}

/** How far a job is, in steps. */
export function stepsText(job: Pick<JobView, 'done' | 'total'>, t: TextTools['t']): string {
  const done = formatNumber(job.done, currentLang())
  if (job.total === null) return job.done === 0 ? '' : t('kit.job.stepsOpen', { done })
  return t('kit.job.steps', { done, total: formatNumber(job.total, currentLang()) })
}

/** State, bar and steps of a job as it is now. */
export function JobBar({ job }: { job: Pick<JobView, 'state' | 'done' | 'total' | 'note' | 'params'> }) {
  const { t } = useText()
  const percent = percentOf(job)
  const status = {
    waiting: 'normal',
    running: 'active',
    done: 'success',
    failed: 'exception',
    cancelled: 'normal',
  }[job.state] as 'normal' | 'active' | 'success' | 'exception'
  return (
    <div>
      <div
        style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 10px', alignItems: 'center' }}
        aria-live="polite"
      >
        <JobTag state={job.state} />
        <span className="zq-number">{stepsText(job, t)}</span>
        {job.note && (
          <span className="zq-soft">
            {t(job.note, { done: job.done, total: job.total ?? '?', ...job.params })}
          </span>
        )}
      </div>
      <Progress
        percent={percent ?? (job.state === 'running' ? 50 : 0)}
        status={status}
        showInfo={percent !== undefined}
        aria-label={t('kit.job.label')}
      />
    </div>
  )
}
