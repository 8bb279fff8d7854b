import { Link } from 'react-router'
import { formatPercent, useApi, useCan, useText } from '#kernel/web'
import { type FusionEntity, getEnterpriseEntity } from '../../contract.ts'
import { Origin } from './origin.tsx'
import { entityPath, useSourceName } from './words.ts'

/** On an enterprise's page: which source records were fused into it, and the way to its golden record. */
export function EnterpriseRecords({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useText()
  const mayRead = useCan('registry.fusion.read')
  const reply = useApi(
    getEnterpriseEntity,
    { params: { id: enterpriseId } },
    { enabled: mayRead, retry: false },
  )
  if (!mayRead || reply.isPending || reply.error) return null
  return (
    <section className="zq-reg-section" aria-label={t('registry.fusion.enterpriseRecords')}>
      <header>
        <h2>{t('registry.fusion.enterpriseRecords')}</h2>
        {reply.data && <Link to={entityPath(reply.data.id)}>{t('registry.fusion.openGolden')}</Link>}
      </header>
      {reply.data ? (
        <Records entity={reply.data} />
      ) : (
        <p className="zq-soft" style={{ margin: 0 }}>
          {t('registry.fusion.enterpriseNone')}
        </p>
      )}
    </section>
  )
}

function Records({ entity }: { entity: FusionEntity }) {
  const { t, lang } = useText()
  const nameOf = useSourceName()
  return (
    <>
      <span className="zq-soft">
        {t('registry.fusion.enterpriseSay', {
          records: entity.members.length,
          sources: entity.sources.map(nameOf).join(t('registry.listComma')),
          percent: formatPercent(entity.confidence, lang, 0),
        })}
      </span>
      <ul className="zq-reg-cards">
        {entity.members.map((member) => (
          <li key={member.id} className="zq-reg-card">
            <span className="zq-reg-card-head">
              {nameOf(member.source)}
              <Origin record={member} />
            </span>
            <span>{member.fields.name ?? t('registry.fusion.nameless')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
