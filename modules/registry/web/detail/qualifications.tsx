import { civilDate } from '#kernel/core'
import { formatDate, type State, StateTag, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { useQualificationTitle } from '../titles.ts'
import { NoRows, Section, SourceText } from './section.tsx'
import { type Validity, validityOn } from './validity.ts'

const STATE_OF: Readonly<Record<Validity['state'], State>> = {
  valid: 'green',
  open: 'green',
  notYet: 'unknown',
  expiring: 'amber',
  expired: 'red',
}

/** Titles that the enterprise holds, with how long they are valid. */
export function Qualifications({
  enterprise,
  onEdit,
}: {
  readonly enterprise: EnterpriseDetail
  readonly onEdit: () => void
}) {
  const { t, lang } = useText()
  const titleOf = useQualificationTitle()
  const today = civilDate(new Date())
  const rows = enterprise.qualifications ?? []
  return (
    <Section part="qualifications" enterprise={enterprise} onEdit={onEdit}>
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <ul className="zq-reg-cards">
          {rows.map((row) => (
            <li key={row.id} className="zq-reg-card">
              <div className="zq-reg-card-head">
                <span>{titleOf(row.kind)}</span>
                <ValidityTag validity={validityOn(today, row)} />
              </div>
              {(row.validFrom || row.validUntil) && (
                <div className="zq-number">
                  {t('registry.valid.range', {
                    from: row.validFrom ? formatDate(row.validFrom, lang) : '…',
                    until: row.validUntil ? formatDate(row.validUntil, lang) : '…',
                  })}
                </div>
              )}
              {row.number && <div className="zq-number">{row.number}</div>}
              {row.issuedBy && <div className="zq-soft">{row.issuedBy}</div>}
              <SourceText source={row.source} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function ValidityTag({ validity }: { validity: Validity }) {
  const { t } = useText()
  const { state } = validity
  const days = 'days' in validity ? validity.days : undefined
  const key = state === 'expiring' && days === 0 ? 'today' : state
  return <StateTag state={STATE_OF[state]} text={t(`registry.valid.${key}`, { days })} />
}
