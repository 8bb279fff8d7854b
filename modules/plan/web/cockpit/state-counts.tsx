import { type State, StateTag, useText } from '#kernel/web'

interface StateCountsProps {
  readonly counts: Partial<Record<State, number>>
  readonly total: number
  readonly chosen: State | undefined
  readonly onChoose: (state: State | undefined) => void
}

const ORDER: readonly State[] = ['red', 'amber', 'green', 'achieved', 'unknown']

/** How many targets stand in each state; a press narrows the list to one of them. */
export function StateCounts({ counts, total, chosen, onChoose }: StateCountsProps) {
  const { t } = useText()
  const present = ORDER.filter((state) => (counts[state] ?? 0) > 0)
  return (
    <div className="zq-plan-counts">
      <fieldset className="zq-plan-count-row">
        <legend className="zq-hidden">{t('plan.counts.label')}</legend>
        <button
          type="button"
          className="zq-plan-count"
          aria-pressed={chosen === undefined}
          onClick={() => onChoose(undefined)}
        >
          <span className="zq-plan-count-number">{total}</span>
          <span className="zq-plan-count-word">{t('plan.counts.all')}</span>
        </button>
        {ORDER.map((state) => (
          <button
            key={state}
            type="button"
            className="zq-plan-count"
            aria-pressed={chosen === state}
            disabled={(counts[state] ?? 0) === 0 && chosen !== state}
            onClick={() => onChoose(chosen === state ? undefined : state)}
          >
            <span className="zq-plan-count-number">{counts[state] ?? 0}</span>
            <StateTag state={state} />
          </button>
        ))}
      </fieldset>
      <div className="zq-plan-stack" aria-hidden>
        {present.map((state) => (
          <span key={state} className={`zq-plan-ink-${state}`} style={{ flexGrow: counts[state] }} />
        ))}
      </div>
    </div>
  )
}
