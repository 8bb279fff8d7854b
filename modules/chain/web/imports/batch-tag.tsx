import { type State, StateTag, useText } from '#kernel/web'
import type { ChainBatch } from '../../contract.ts'

const STATE_OF: Readonly<Record<ChainBatch['state'], State>> = {
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
export function BatchTag({ state }: { readonly state: ChainBatch['state'] }) {
  const { t } = useText()
  return <StateTag state={STATE_OF[state]} text={t(`chain.imports.state.${state}`)} />
}
