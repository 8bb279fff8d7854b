import { Tag } from 'antd'
import { Link } from 'react-router'
import { formatDate, formatNumber, formatPercent, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { NoRows, Section, SourceText } from './section.tsx'

interface PartProps {
  readonly enterprise: EnterpriseDetail
  readonly onEdit: () => void
}

/** What the enterprise can make, how far it is with it, and how busy it is. */
export function Capabilities({ enterprise, onEdit }: PartProps) {
  const { t, lang } = useText()
  const rows = enterprise.capabilities ?? []
  return (
    <Section part="capabilities" enterprise={enterprise} onEdit={onEdit}>
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <ul className="zq-reg-cards">
          {rows.map((row) => (
            <li key={row.id} className="zq-reg-card">
              <div className="zq-reg-card-head">
                <Link to={`/registry/taxonomy?node=${encodeURIComponent(row.node)}`}>
                  {row.nodeName ?? row.node}
                </Link>
                <span className="zq-reg-tags">
                  {row.main && <Tag color="blue">{t('registry.main')}</Tag>}
                  {row.stage && <Tag>{t(`registry.stage.${row.stage}`)}</Tag>}
                </span>
              </div>
              {row.product && <div>{row.product}</div>}
              {typeof row.capacity === 'number' && (
                <div className="zq-number">
                  {t('registry.capacity.perYear', {
                    amount: `${formatNumber(row.capacity, lang)} ${row.capacityUnit ?? ''}`.trim(),
                  })}
                </div>
              )}
              {typeof row.utilisation === 'number' && <Utilisation ratio={row.utilisation} />}
              {row.certificates.length > 0 && (
                <span className="zq-reg-tags">
                  {row.certificates.map((certificate) => (
                    <Tag key={certificate}>{certificate}</Tag>
                  ))}
                </span>
              )}
              <span>
                <SourceText source={row.source} />
                {row.asOf && (
                  <span className="zq-soft" style={{ fontSize: 12 }}>
                    {' · '}
                    {t('kit.figure.asOf', { date: formatDate(row.asOf, lang) })}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** A bar of the share of capacity in use; above 100% it says so in words and colour. */
function Utilisation({ ratio }: { ratio: number }) {
  const { t, lang } = useText()
  const over = ratio > 1
  return (
    <div className="zq-reg-meter">
      <span className="zq-soft">{t('registry.field.utilisation')}</span>
      <div className={`zq-reg-meter-rail ${over ? 'zq-reg-meter-over' : ''}`} aria-hidden>
        <div style={{ width: `${Math.min(1, ratio) * 100}%` }} />
      </div>
      <span className="zq-number">
        {formatPercent(ratio, lang)}
        {over && ` · ${t('registry.capacity.over')}`}
      </span>
    </div>
  )
}
