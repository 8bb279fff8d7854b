import type { CSSProperties } from 'react'
import { formatChange, formatNumber, useText } from '#kernel/web'
import { barOf, timesLikelier } from './weights.ts'

interface WeightRailProps {
  /** In bits. */
  readonly weight: number
  readonly largest: number
}

/** A weight as a bar to the right (for one enterprise) or to the left (against), with its bits. */
export function WeightRail({ weight, largest }: WeightRailProps) {
  const { t, lang } = useText()
  const { side, share } = barOf(weight, largest)
  const bits = formatChange(weight, lang, 1)
  const times = formatNumber(timesLikelier(weight), lang, 1)
  return (
    <div className="zq-fus-weight" title={t(`registry.fusion.weight.${side}`, { bits, times })}>
      <div className="zq-fus-rail" aria-hidden>
        {side !== 'none' && (
          <i className={`zq-fus-${side}`} style={{ '--share': share.toFixed(4) } as CSSProperties} />
        )}
      </div>
      <b>{bits}</b>
    </div>
  )
}
