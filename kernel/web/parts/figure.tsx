import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatDate, quantityParts } from '../format.ts'
import { useText } from '../i18n.ts'

export interface FigureProps {
  readonly label: ReactNode
  /** In the base unit; null is shown as unknown. */
  readonly value: number | null | undefined
  /** Base unit: `fen` and `ratio` are shown as money and percent. */
  readonly unit?: string
  /** The unit's word after the number (家, 万台 …). */
  readonly unitText?: ReactNode
  /** Civil date or instant that the value holds for. */
  readonly asOf?: string | null
  readonly source?: ReactNode
  /** Page with the records that make the value. */
  readonly evidence?: string
  /** Beside the number: a state, a change. */
  readonly extra?: ReactNode
  /** Below the number: the goal, a small chart. */
  readonly children?: ReactNode
  readonly size?: 'normal' | 'small'
}

/** One number with its unit, date, source and the way to its evidence. */
export function Figure(props: FigureProps) {
  const { lang, t } = useText()
  const parts = quantityParts(props.value, props.unit ?? 'count', lang)
  const unknown = props.value === null || props.value === undefined
  const word = unknown ? '' : props.unitText || parts.unit
  const classes = [
    'zq-figure',
    props.size === 'small' ? 'zq-figure-small' : '',
    unknown ? 'zq-figure-unknown' : '',
  ]
  const number = <span className="zq-figure-number">{parts.number}</span>
  return (
    <div className={classes.join(' ')}>
      <span className="zq-figure-label">{props.label}</span>
      <span className="zq-figure-value">
        {props.evidence && !unknown ? (
          <Link to={props.evidence} title={t('kit.figure.evidence')}>
            {number}
          </Link>
        ) : (
          number
        )}
        {word !== '' && <span>{word}</span>}
        {props.extra}
      </span>
      {props.children}
      {(props.asOf || props.source) && (
        <span className="zq-figure-foot">
          {props.asOf && <span>{t('kit.figure.asOf', { date: formatDate(props.asOf, lang) })}</span>}
          {props.asOf && props.source && ' · '}
          {props.source && <span>{props.source}</span>}
        </span>
      )}
    </div>
  )
}
