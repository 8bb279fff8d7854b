import { FullscreenOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Skeleton, Tooltip } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { EmptyState, ErrorState, PageHeader, useApi, useText } from '#kernel/web'
import { dispatchMeeting, listTargets } from '../../contract.ts'
import { MeetingTask } from './meeting-task.tsx'
import '../plan.css'
import './meeting.css'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input,textarea,select,[contenteditable]') !== null
}

/** How the address names a group: its task's number, or `overall`. */
function keyOf({ number }: { number: number | null }): string {
  return number === null ? 'overall' : String(number)
}

/** The dispatch meeting, task by task, large enough for a projector. */
export function Page() {
  const { t, pick } = useText()
  const [params, setParams] = useSearchParams()
  const box = useRef<HTMLDivElement>(null)
  const meeting = useApi(dispatchMeeting, {})
  const targets = useApi(listTargets, {})
  const byId = useMemo(
    () => new Map(targets.data?.targets.map((target) => [target.id, target])),
    [targets.data],
  )
  const tasks = meeting.data?.tasks ?? []
  const found = tasks.findIndex((one) => keyOf(one) === params.get('task'))
  const at = found === -1 ? 0 : found
  const numbered = tasks.filter(({ number }) => number !== null).length
  const go = (to: number) => {
    const next = tasks[Math.max(0, Math.min(tasks.length - 1, to))]
    if (next) setParams({ task: keyOf(next) }, { replace: true })
  }
  const fill = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void box.current?.requestFullscreen()
  }
  const act = useRef({ go, fill, at })
  act.current = { go, fill, at }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const now = act.current
      if (event.key === 'ArrowRight' || event.key === 'PageDown') now.go(now.at + 1)
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') now.go(now.at - 1)
      else if (event.key === 'Home') now.go(0)
      else if (event.key === 'End') now.go(Number.MAX_SAFE_INTEGER)
      else if (event.key.toLowerCase() === 'f') now.fill()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  if (meeting.error && !meeting.data) {
    return <ErrorState error={meeting.error} onRetry={() => void meeting.refetch()} />
  }
  if (!meeting.data) return <Skeleton active paragraph={{ rows: 12 }} />
  const task = tasks[at]
  return (
    <div className="zq-page zq-meeting" ref={box}>
      <PageHeader
        title={t('plan.meeting')}
        subtitle={`${t('plan.asOf', { date: meeting.data.asOf })} · ${t('plan.meeting.intro')}`}
        actions={
          task && (
            <>
              <Button
                icon={<LeftOutlined />}
                disabled={at === 0}
                onClick={() => go(at - 1)}
                aria-keyshortcuts="ArrowLeft"
              >
                {t('plan.meeting.previous')}
              </Button>
              <span className="zq-meeting-at zq-number">
                {task.number === null
                  ? t('plan.task.none')
                  : t('plan.meeting.of', { at: at + 1 - (tasks.length - numbered), total: numbered })}
              </span>
              <Button
                type="primary"
                disabled={at === tasks.length - 1}
                onClick={() => go(at + 1)}
                aria-keyshortcuts="ArrowRight"
              >
                {t('plan.meeting.next')} <RightOutlined />
              </Button>
              <Tooltip title={t('plan.meeting.full')}>
                <Button
                  icon={<FullscreenOutlined />}
                  aria-label={t('plan.meeting.full')}
                  aria-keyshortcuts="F"
                  onClick={fill}
                />
              </Tooltip>
            </>
          )
        }
      />
      {!task && <EmptyState title={t('plan.meeting.empty')} hint={t('plan.meeting.emptyHint')} />}
      {task && (
        <>
          <nav className="zq-meeting-tasks" aria-label={t('plan.meeting.tasks')}>
            {tasks.map((one, index) => {
              const worst =
                one.targets.some(({ state }) => state === 'red') ||
                one.overdue.length + one.blocked.length > 0
              return (
                <Tooltip key={keyOf(one)} title={pick({ zh: one.titleZh, en: one.titleEn })}>
                  <button
                    type="button"
                    aria-current={index === at ? 'step' : undefined}
                    className={worst ? 'zq-meeting-worst' : undefined}
                    onClick={() => go(index)}
                  >
                    {one.number ?? t('plan.meeting.overall')}
                  </button>
                </Tooltip>
              )
            })}
          </nav>
          <MeetingTask key={keyOf(task)} task={task} targets={byId} />
        </>
      )}
    </div>
  )
}
