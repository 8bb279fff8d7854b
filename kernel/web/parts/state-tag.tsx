import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  QuestionCircleOutlined,
  TrophyOutlined,
} from '@ant-design/icons'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../i18n.ts'

export type State = 'green' | 'amber' | 'red' | 'unknown' | 'achieved'

const ICONS: Record<State, ReactNode> = {
  green: <CheckCircleOutlined aria-hidden />,
  amber: <ExclamationCircleOutlined aria-hidden />,
  red: <CloseCircleOutlined aria-hidden />,
  unknown: <QuestionCircleOutlined aria-hidden />,
  achieved: <TrophyOutlined aria-hidden />,
}

/** A state as icon, word and colour; `why` (the rule that gave it) appears on hover and focus. */
export function StateTag({ state, why, text }: { state: State; why?: ReactNode; text?: ReactNode }) {
  const { t } = useText()
  const tag = (
    <span className={`zq-state zq-state-${state}`} tabIndex={why ? 0 : undefined}>
      {ICONS[state]}
      {text ?? t(`kit.state.${state}`)}
    </span>
  )
  return why ? <Tooltip title={why}>{tag}</Tooltip> : tag
}

export type JobWord = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

const JOB_STATES: Record<JobWord, State> = {
  waiting: 'unknown',
  running: 'achieved',
  done: 'green',
  failed: 'red',
  cancelled: 'amber',
}

/** The state of a background job, as icon, word and colour. */
export function JobTag({ state }: { state: JobWord }) {
  const { t } = useText()
  return (
    <span className={`zq-state zq-state-${JOB_STATES[state]}`}>
      {state === 'waiting' || state === 'running' ? (
        <ClockCircleOutlined aria-hidden />
      ) : (
        ICONS[JOB_STATES[state]]
      )}
      {t(`kit.job.${state}`)}
    </span>
  )
}
