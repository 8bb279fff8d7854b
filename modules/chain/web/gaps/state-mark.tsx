import { useText } from '#kernel/web'
import type { GapState } from '../../contract.ts'
import './gaps.css'

/** The state of a node as a letter on its colour, so that colour alone says nothing. */
export function StateMark({ state, long = false }: { state: GapState | null; long?: boolean }) {
  const { t } = useText()
  const key = state ?? 'unknown'
  return (
    <span className={`zq-gap-mark zq-gap-${key}`} title={t(`chain.gap.state.${key}`)}>
      {t(long ? `chain.gap.state.${key}` : `chain.gap.letter.${key}`)}
    </span>
  )
}
