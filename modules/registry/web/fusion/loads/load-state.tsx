import { type State, StateTag, useText } from '#kernel/web'
import type { FusionLoad } from '../../../contract.ts'

const STATE_OF: Readonly<Record<FusionLoad['state'], State>> = {
  queued: 'unknown',
  loading: 'achieved',
  done: 'green',
  failed: 'red',
  cancelled: 'amber',
}

/** How far the reading of a file is. */
export function LoadTag({ state }: { state: FusionLoad['state'] }) {
  const { t } = useText()
  return <StateTag state={STATE_OF[state]} text={t(`registry.fusion.loadState.${state}`)} />
}

/** Whether a job is at work on the file. */
export function isLoading({ state }: Pick<FusionLoad, 'state'>): boolean {
  return state === 'queued' || state === 'loading'
}
