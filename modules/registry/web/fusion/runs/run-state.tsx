import { type State, StateTag, useText } from '#kernel/web'
import type { FusionRun } from '../../../contract.ts'

const STATE_OF: Readonly<Record<FusionRun['state'], State>> = {
  queued: 'unknown',
  running: 'achieved',
  done: 'green',
  failed: 'red',
  cancelled: 'amber',
}

/** How far a run is. */
export function RunTag({ state }: { state: FusionRun['state'] }) {
  const { t } = useText()
  return <StateTag state={STATE_OF[state]} text={t(`registry.fusion.runState.${state}`)} />
}

/** Whether a run has not ended yet. */
export function isUnderWay({ state }: Pick<FusionRun, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}
