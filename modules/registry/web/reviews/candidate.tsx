import { Button } from 'antd'
import { Link } from 'react-router'
import { useText } from '#kernel/web'
import type { ReviewItem } from '../../contract.ts'
import { nearestOf, piecesOf } from './differences.ts'

interface CandidateProps {
  readonly candidate: ReviewItem['candidates'][number]
  /** Its key, from 1. */
  readonly number: number
  /** Cells of the raw row, to compare with. */
  readonly raw: readonly string[]
  readonly busy: boolean
  readonly onSame: () => void
}

/** A firm that the row may be, with what differs from the row marked. */
export function Candidate({ candidate, number, raw, busy, onSame }: CandidateProps) {
  const { t } = useText()
  const { name, uscc, districtName } = candidate
  return (
    <li className="zq-reg-card">
      <div className="zq-reg-card-head">
        <span>
          {number <= 9 && <kbd className="zq-reg-kbd">{number}</kbd>} <Compared value={name} raw={raw} />
        </span>
      </div>
      <dl className="zq-reg-raw">
        <dt>{t('registry.col.uscc')}</dt>
        <dd className="zq-number">
          {uscc ? <Compared value={uscc} raw={raw} /> : <span className="zq-soft">{t('kit.unknown')}</span>}
        </dd>
        <dt>{t('registry.filter.district')}</dt>
        <dd>
          {districtName ? (
            <Compared value={districtName} raw={raw} />
          ) : (
            <span className="zq-soft">{t('kit.unknown')}</span>
          )}
        </dd>
      </dl>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12, marginTop: 4 }}>
        <Button type="primary" size="small" disabled={busy} onClick={onSame}>
          {t('registry.reviews.same')}
        </Button>
        <Link to={`/registry/enterprises/${candidate.id}`} target="_blank">
          {t('registry.reviews.openFirm')}
        </Link>
      </div>
    </li>
  )
}

/** A value beside the row's nearest one: the characters that the row does not have are marked. */
function Compared({ value, raw }: { value: string; raw: readonly string[] }) {
  const { t } = useText()
  const nearest = nearestOf(value, raw)
  if (nearest === undefined) return <>{value}</>
  if (nearest === value) {
    return (
      <>
        {value}{' '}
        <span
          className="zq-state zq-state-green"
          style={{ fontWeight: 400, lineHeight: '18px', fontSize: 12 }}
        >
          {t('registry.reviews.equal')}
        </span>
      </>
    )
  }
  let at = 0
  return (
    <span title={`${t('registry.reviews.differs')}: ${nearest}`}>
      {piecesOf(value, nearest).map((piece) => {
        const key = at
        at += piece.text.length
        return piece.same ? (
          <span key={key}>{piece.text}</span>
        ) : (
          <mark key={key} className="zq-reg-differs">
            {piece.text}
          </mark>
        )
      })}
    </span>
  )
}
