import { useShade, useText } from '#kernel/web'
import { GAP_STATES } from '../../contract.ts'
import { StateMark } from '../gaps/state-mark.tsx'
import { PALETTES } from './colors.ts'

const PLACES = ['local', 'outside', 'unknown'] as const

/** What colours, letters and shapes mean. */
export function Legend({ isAround }: { isAround: boolean }) {
  const { t } = useText()
  const ink = PALETTES[useShade()]
  return (
    <div className="zq-graph-legend">
      {!isAround &&
        [...GAP_STATES, null].map((state) => (
          <span key={state ?? 'unknown'}>
            <StateMark state={state} /> {t(`chain.gap.state.${state ?? 'unknown'}`)}
          </span>
        ))}
      {!isAround && (
        <span>
          <i className="zq-graph-square" /> {t('chain.graph.legend.key')}
        </span>
      )}
      {!isAround && <span>{t('chain.graph.legend.small')}</span>}
      {PLACES.map((place) => (
        <span key={place}>
          <i className="zq-graph-dot" style={{ background: ink.place[place] }} />{' '}
          {t(`chain.graph.place.${place}`)}
        </span>
      ))}
      <span>
        <i className="zq-graph-line" style={{ background: ink.into }} /> {t('chain.graph.legend.into')}
      </span>
      <span>
        <i className="zq-graph-line" style={{ background: ink.outOf }} /> {t('chain.graph.legend.outOf')}
      </span>
      <span>{t('chain.graph.legend.sole')}</span>
    </div>
  )
}
