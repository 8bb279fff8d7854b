import { useMemo } from 'react'
import { formatNumber, useText } from '#kernel/web'
import { GAP_STATES, type GapRow } from '../../contract.ts'
import { StateMark } from './state-mark.tsx'

interface TileMapProps {
  readonly rows: readonly GapRow[]
  readonly counts: Readonly<Record<string, number>>
  readonly onOpen: (node: string) => void
}

/** The whole chain on one screen: systems, their assemblies, and every part as a tile in the colour of its state. */
export function TileMap({ rows, counts, onOpen }: TileMapProps) {
  const { t, lang } = useText()
  const childrenOf = useMemo(() => Map.groupBy(rows, (row) => row.parent ?? ''), [rows])
  const nameOf = (row: GapRow) => (lang === 'zh' ? row.nameZh : row.nameEn)
  const systems = rows.filter(({ tier }) => tier === 1)
  const partsOf = (row: GapRow): GapRow[] =>
    (childrenOf.get(row.node) ?? []).flatMap((child) => [child, ...partsOf(child)])
  return (
    <section className="zq-panel" aria-label={t('chain.gap.map')}>
      <div className="zq-gap-legend">
        {[...GAP_STATES, 'unknown' as const].map((state) => (
          <span key={state}>
            <StateMark state={state === 'unknown' ? null : state} /> {t(`chain.gap.state.${state}`)}{' '}
            <strong>{formatNumber(counts[state] ?? 0, lang)}</strong>
          </span>
        ))}
      </div>
      <div className="zq-gap-systems">
        {systems.map((system) => (
          <div key={system.node} className="zq-gap-system">
            <button type="button" className="zq-gap-head" onClick={() => onOpen(system.node)}>
              <StateMark state={system.state} /> {nameOf(system)}
            </button>
            {(childrenOf.get(system.node) ?? []).map((assembly) => (
              <div key={assembly.node} className="zq-gap-assembly">
                <button type="button" className="zq-gap-name" onClick={() => onOpen(assembly.node)}>
                  <StateMark state={assembly.state} /> {nameOf(assembly)}
                </button>
                <div className="zq-gap-tiles">
                  {partsOf(assembly).map((part) => (
                    <button
                      key={part.node}
                      type="button"
                      className={`zq-gap-tile zq-gap-${part.state ?? 'unknown'}`}
                      title={`${nameOf(part)} · ${t(`chain.gap.state.${part.state ?? 'unknown'}`)} · ${part.reason[lang]}`}
                      aria-label={`${nameOf(part)} ${t(`chain.gap.state.${part.state ?? 'unknown'}`)}`}
                      onClick={() => onOpen(part.node)}
                    >
                      <b>{t(`chain.gap.letter.${part.state ?? 'unknown'}`)}</b> {nameOf(part)}
                    </button>
                  ))}
                </div>
              </div>
            ))}
          </div>
        ))}
      </div>
    </section>
  )
}
