import { Skeleton, Tag, Typography } from 'antd'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { ErrorState, formatInstant, formatPercent, PageHeader, useApi, useText } from '#kernel/web'
import { type FusionEntity, getEntity } from '../../../contract.ts'
import { FusionTabs } from '../fusion-tabs.tsx'
import { OperationsTable } from '../history/operations-table.tsx'
import { entityPath, FUSION } from '../words.ts'
import { EntityActions } from './entity-actions.tsx'
import { GoldenValues } from './golden-values.tsx'
import { Members } from './members.tsx'
import '../../registry.css'

/** One golden record: where each value comes from, its records, and its history. */
export function Page() {
  const { id = '' } = useParams()
  const { t } = useText()
  const reply = useApi(getEntity, { params: { id } })
  const name = reply.data?.name
  useEffect(() => {
    if (name) document.title = `${name} · ${t('shell.product')}`
  }, [name, t])
  if (reply.error && !reply.data) {
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  }
  if (!reply.data) return <Skeleton active paragraph={{ rows: 10 }} />
  return <Entity key={id} entity={reply.data} />
}

function Entity({ entity }: { entity: FusionEntity }) {
  const { t, lang } = useText()
  return (
    <div className="zq-page">
      <PageHeader
        title={entity.name || t('registry.fusion.nameless')}
        tags={<Tags entity={entity} />}
        subtitle={
          <>
            {entity.uscc ? (
              <Typography.Text copyable type="secondary" className="zq-number">
                {entity.uscc}
              </Typography.Text>
            ) : (
              t('registry.noCode')
            )}
            {` · ${t('registry.fusion.confidenceOf', { percent: formatPercent(entity.confidence, lang, 0) })}`}
            {` · ${t('registry.fusion.updatedAt')} ${formatInstant(entity.updatedAt, lang)}`}
          </>
        }
        actions={<EntityActions entity={entity} />}
      />
      <FusionTabs />
      <div className="zq-panel">
        <GoldenValues entity={entity} />
        <Family entity={entity} />
        <Members entity={entity} />
        <section className="zq-reg-section" aria-label={t('registry.fusion.entityHistory')}>
          <header>
            <h2>{t('registry.fusion.entityHistory')}</h2>
          </header>
          <OperationsTable entity={entity.id} />
        </section>
      </div>
    </div>
  )
}

function Tags({ entity }: { entity: FusionEntity }) {
  const { t } = useText()
  return (
    <span className="zq-reg-tags">
      {entity.enterpriseId ? (
        <Tag color="green">{t('registry.fusion.inLibrary')}</Tag>
      ) : (
        <Tag>{t('registry.fusion.outside')}</Tag>
      )}
      {entity.headId && <Tag color="blue">{t('registry.fusion.branch')}</Tag>}
      {entity.openReviews > 0 && (
        <Link to={`${FUSION}/reviews`}>
          <Tag color="orange">{t('registry.fusion.doubts', { count: entity.openReviews })}</Tag>
        </Link>
      )}
    </span>
  )
}

/** The head office of a branch, the branches of a head office. */
function Family({ entity }: { entity: FusionEntity }) {
  const { t } = useText()
  if (!entity.headId && entity.branches.length === 0) return null
  return (
    <section className="zq-reg-section" aria-label={t('registry.fusion.family')}>
      <header>
        <h2>{t('registry.fusion.family')}</h2>
      </header>
      {entity.headId && (
        <span>
          <span className="zq-soft">{t('registry.fusion.head')}</span>{' '}
          <Link to={entityPath(entity.headId)}>{entity.headName || t('registry.fusion.nameless')}</Link>
        </span>
      )}
      {entity.branches.length > 0 && (
        <ul className="zq-reg-cards" aria-label={t('registry.fusion.branches')}>
          {entity.branches.map(({ id, name }) => (
            <li key={id} className="zq-reg-card">
              <Link to={entityPath(id)}>{name || t('registry.fusion.nameless')}</Link>
              <span className="zq-soft">{t('registry.fusion.branch')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
