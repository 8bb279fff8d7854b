import { useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { NoRows, Section, SourceText } from './section.tsx'

/** Who to call. */
export function Contacts({
  enterprise,
  onEdit,
}: {
  readonly enterprise: EnterpriseDetail
  readonly onEdit: () => void
}) {
  const { t } = useText()
  const rows = enterprise.contacts ?? []
  return (
    <Section part="contacts" enterprise={enterprise} onEdit={onEdit}>
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <ul className="zq-reg-cards" aria-label={t('registry.part.contacts')}>
          {rows.map((row) => (
            <li key={row.id} className="zq-reg-card">
              <div className="zq-reg-card-head">
                <span>{row.name}</span>
                {row.title && <span className="zq-soft">{row.title}</span>}
              </div>
              {row.phone && <a href={`tel:${row.phone.replace(/[^\d+]/g, '')}`}>{row.phone}</a>}
              {row.email && <a href={`mailto:${encodeURIComponent(row.email)}`}>{row.email}</a>}
              <SourceText source={row.source} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
