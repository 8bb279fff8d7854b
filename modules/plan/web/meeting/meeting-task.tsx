import { CheckCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { formatPercent, type State, StateTag, useText } from '#kernel/web'
import { type dispatchMeeting, type Measure, TARGET_STATES, type TargetGlance } from '../../contract.ts'
import { ForecastLine, ProgressLine } from '../parts/target-marks.tsx'
import { useAmount } from '../use-amount.ts'

type MeetingTaskData = EndpointReply<typeof dispatchMeeting>['tasks'][number]

interface MeetingTaskProps {
  readonly task: MeetingTaskData
  readonly targets: ReadonlyMap<string, TargetGlance>
}

/** One task before the meeting: its targets, those on track in one line each, and the measures that are overdue, blocked or due soon. */
export function MeetingTask({ task, targets }: MeetingTaskProps) {
  const { t, pick } = useText()
  const isOnTrack = ({ state }: MeetingTaskData['targets'][number]) =>
    state === 'green' || state === 'achieved'
  const lagging = task.targets.filter((target) => !isOnTrack(target))
  const onTrack = task.targets.filter(isOnTrack)
  return (
    <article className="zq-meeting-task">
      <header>
        {task.number !== null && <span className="zq-meeting-number">{task.number}</span>}
        <div>
          <h2>{pick({ zh: task.titleZh, en: task.titleEn })}</h2>
          {task.departments.length > 0 && (
            <p className="zq-soft">{t('plan.meeting.departments', { names: task.departments.join('、') })}</p>
          )}
        </div>
      </header>
      <section className="zq-meeting-targets" aria-label={t('plan.meeting.lagging')}>
        {lagging.length === 0 && (
          <p className="zq-meeting-none">
            <CheckCircleOutlined aria-hidden />{' '}
            {t(task.targets.length === 0 ? 'plan.meeting.noTargets' : 'plan.meeting.allOnTrack')}
          </p>
        )}
        {lagging.map((target) => (
          <MeetingTarget key={target.id} target={target} glance={targets.get(target.id)} />
        ))}
      </section>
      {onTrack.length > 0 && (
        <section className="zq-meeting-ontrack" aria-label={t('plan.meeting.onTrack')}>
          <h3>{t('plan.meeting.onTrack')}</h3>
          <ul>
            {onTrack.map((target) => (
              <OnTrack key={target.id} target={target} glance={targets.get(target.id)} />
            ))}
          </ul>
        </section>
      )}
      {task.taskId !== null && (
        <div className="zq-meeting-lists">
          <Measures title={t('plan.meeting.overdue')} state="red" measures={task.overdue} />
          <Measures title={t('plan.meeting.blocked')} state="red" measures={task.blocked} />
          <Measures title={t('plan.meeting.dueSoon')} state="amber" measures={task.dueSoon} />
        </div>
      )}
    </article>
  )
}

interface MeetingTargetProps {
  readonly target: MeetingTaskData['targets'][number]
  readonly glance: TargetGlance | undefined
}

function MeetingTarget({ target, glance }: MeetingTargetProps) {
  const { t, pick, lang } = useText()
  const amount = useAmount()
  const state = TARGET_STATES.find((one) => one === target.state) ?? 'unknown'
  const current = glance && amount.parts(glance, glance.current)
  return (
    <Link to={`/plan/targets/${target.id}`} className={`zq-meeting-target zq-meeting-edge-${state}`}>
      <span className="zq-meeting-target-head">
        <span>
          <span className="zq-plan-code">{target.code}</span>{' '}
          <b>{pick({ zh: target.nameZh, en: target.nameEn })}</b>
        </span>
        <StateTag state={state} />
      </span>
      {glance && current && (
        <>
          <span className="zq-meeting-value">
            <span className="zq-meeting-big">{current.number}</span> {current.unit}
            <span className="zq-soft"> / {amount.goal(glance)}</span>
            <span className="zq-meeting-share zq-number">{formatPercent(glance.progress, lang, 0)}</span>
          </span>
          <ProgressLine value={glance.progress} state={state} label={t('plan.progress')} />
          <span className="zq-meeting-why">{pick(glance.reason)}</span>
          <ForecastLine target={glance} />
        </>
      )}
    </Link>
  )
}

/** A target that needs no debate, in one line. */
function OnTrack({ target, glance }: MeetingTargetProps) {
  const { t, pick } = useText()
  const amount = useAmount()
  const state = TARGET_STATES.find((one) => one === target.state) ?? 'unknown'
  return (
    <li>
      <StateTag state={state} /> <span className="zq-plan-code">{target.code}</span>{' '}
      <Link to={`/plan/targets/${target.id}`}>{pick({ zh: target.nameZh, en: target.nameEn })}</Link>
      {glance && (
        <span className="zq-number">
          {' '}
          {amount.text(glance, glance.current)}
          <span className="zq-soft">
            {' '}
            / {amount.goal(glance)} · {t('plan.due', { date: glance.deadline })}
          </span>
        </span>
      )}
    </li>
  )
}

function Measures({
  title,
  state,
  measures,
}: {
  title: string
  state: State
  measures: readonly Measure[]
}): ReactNode {
  const { t, lang } = useText()
  return (
    <section>
      <h3>
        {title}{' '}
        <span className={`zq-meeting-count ${measures.length > 0 ? `zq-state-${state}` : ''}`}>
          {measures.length}
        </span>
      </h3>
      {measures.length === 0 && <p className="zq-soft">{t('plan.meeting.none')}</p>}
      <ul>
        {measures.map((measure) => (
          <li key={measure.id}>
            <Link to={`/plan/measures?open=${measure.id}`}>
              {(lang === 'en' && measure.titleEn) || measure.title}
            </Link>
            <span className="zq-soft">
              {[
                measure.department,
                measure.ownerName,
                measure.dueOn && t('plan.due', { date: measure.dueOn }),
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              · {formatPercent(measure.progress, lang, 0)}
            </span>
            {measure.blocker && <span className="zq-plan-text-red">{measure.blocker}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
