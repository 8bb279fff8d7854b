import { type State, StateTag, useText } from '#kernel/web'
import type { Batch } from '../../contract.ts'

const STATE_OF: Readonly<Record<Batch['state'], State>> = {
  uploaded: 'amber',
  staging: 'achieved',
  staged: 'amber',
  committing: 'achieved',
  committed: 'green',
  undoing: 'achieved',
  undone: 'unknown',
  failed: 'red',
  cancelled: 'unknown',
}

/** How far a batch is, as icon, word and colour. */
export function BatchTag({ state }: { state: Batch['state'] }) {
  const { t } = useText()
  return <StateTag state={STATE_OF[state]} text={t(`registry.batchState.${state}`)} />
}

/** Whether a job is at work on the batch. */
export function isRunning(state: Batch['state']): boolean {
  return state === 'staging' || state === 'committing' || state === 'undoing'
}

/** The wizard's step (0 to 4) that a batch stands at. */
export function stepOf({
  state,
  committedAt,
  total,
}: Pick<Batch, 'state' | 'committedAt' | 'total'>): number {
  switch (state) {
    case 'uploaded':
      return 1
    case 'staging':
      return 2
    case 'staged':
    case 'committing':
      return 3
    case 'failed':
    case 'cancelled':
      return committedAt !== null ? 4 : total > 0 ? 3 : 2
    default:
      return 4
  }
}
