import { Tag } from 'antd'
import { formatNumber, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { NoRows, Section, SourceText } from './section.tsx'

/** Factories, offices and other places of the enterprise. */
export function Sites({
  enterprise,
  onEdit,
}: {
  readonly enterprise: EnterpriseDetail
  readonly onEdit: () => void
}) {
  const { t, lang } = useText()
  const rows = enterprise.sites ?? []
  return (
    <Section part="sites" enterprise={enterprise} onEdit={onEdit}>
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <ul className="zq-reg-cards">
          {rows.map((row) => (
            <li key={row.id} className="zq-reg-card">
              <div className="zq-reg-card-head">
                <span>{row.name}</span>
                <Tag style={{ margin: 0 }}>{t(`registry.siteKind.${row.kind}`)}</Tag>
              </div>
              <div>{[row.districtName ?? row.district, row.address].filter(Boolean).join(' · ')}</div>
              <div className="zq-number zq-soft">
                {[
                  typeof row.areaM2 === 'number' &&
                    `${formatNumber(row.areaM2, lang)} ${t('registry.unit.m2')}`,
                  typeof row.powerKva === 'number' &&
                    `${formatNumber(row.powerKva, lang)} ${t('registry.unit.kva')}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
              <SourceText source={row.source} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
