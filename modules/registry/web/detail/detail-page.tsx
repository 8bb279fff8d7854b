import { Skeleton, Tabs, Tag, Tooltip, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { ErrorState, formatInstant, PageHeader, useApi, useText } from '#kernel/web'
import { type EnterpriseDetail, getEnterprise } from '../../contract.ts'
import type { PartName } from '../fields/specs.ts'
import { useQualificationTitle } from '../titles.ts'
import { Capabilities } from './capabilities.tsx'
import { Contacts } from './contacts.tsx'
import { Documents } from './documents.tsx'
import { Doubts } from './doubts.tsx'
import { EditPart } from './edit-part.tsx'
import { EditProfile } from './edit-profile.tsx'
import { Figures } from './figures.tsx'
import { History } from './history.tsx'
import { KeyFigures } from './key-figures.tsx'
import { Profile } from './profile.tsx'
import { Qualifications } from './qualifications.tsx'
import { Relations } from './relations.tsx'
import { Sites } from './sites.tsx'
import { Sources } from './sources.tsx'
import '../registry.css'

/** One enterprise with all that the caller may see of it. */
export function Page() {
  const { id = '' } = useParams()
  const { t } = useText()
  const reply = useApi(getEnterprise, { params: { id } })
  const name = reply.data?.name
  useEffect(() => {
    if (name) document.title = `${name} · ${t('shell.product')}`
  }, [name, t])
  if (reply.error && !reply.data) {
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  }
  if (!reply.data) return <Skeleton active paragraph={{ rows: 10 }} />
  return <Enterprise key={id} enterprise={reply.data} onReload={() => reply.refetch()} />
}

interface EnterpriseProps {
  readonly enterprise: EnterpriseDetail
  readonly onReload: () => Promise<unknown>
}

function Enterprise({ enterprise, onReload }: EnterpriseProps) {
  const { t, lang } = useText()
  const [params, setParams] = useSearchParams()
  const [editing, setEditing] = useState<PartName | 'enterprise'>()
  const part = (name: PartName) => ({ enterprise, onEdit: () => setEditing(name) })
  const tab = params.get('tab') ?? 'overview'
  const tabs = [
    {
      key: 'overview',
      children: (
        <>
          <Profile enterprise={enterprise} onEdit={() => setEditing('enterprise')} />
          <Capabilities {...part('capabilities')} />
          <Qualifications {...part('qualifications')} />
          <Sites {...part('sites')} />
        </>
      ),
    },
    { key: 'figures', children: <Figures {...part('yearly')} /> },
    { key: 'relations', children: <Relations {...part('relations')} /> },
    {
      key: 'contacts',
      children: (
        <>
          <Contacts {...part('contacts')} />
          <Documents enterprise={enterprise} />
        </>
      ),
    },
    { key: 'history', children: <History enterprise={enterprise} /> },
    { key: 'sources', children: <Sources enterprise={enterprise} /> },
  ]
  return (
    <div className="zq-page">
      <PageHeader
        title={enterprise.name}
        tags={<HeadTags enterprise={enterprise} />}
        subtitle={
          <>
            {enterprise.uscc ? (
              <Typography.Text copyable type="secondary" className="zq-number">
                {enterprise.uscc}
              </Typography.Text>
            ) : (
              t('registry.noCode')
            )}
            {enterprise.districtName && ` · ${enterprise.districtName}`}
            {` · ${t('registry.col.updatedAt')} ${formatInstant(enterprise.updatedAt, lang)}`}
          </>
        }
      />
      <KeyFigures enterprise={enterprise} />
      <Doubts enterprise={enterprise} />
      <div className="zq-panel">
        <Tabs
          activeKey={tabs.some(({ key }) => key === tab) ? tab : 'overview'}
          onChange={(key) => setParams(key === 'overview' ? {} : { tab: key }, { replace: true })}
          destroyOnHidden
          items={tabs.map((of) => ({ ...of, label: t(`registry.tab.${of.key}`) }))}
        />
      </div>
      {editing === 'enterprise' && (
        <EditProfile enterprise={enterprise} onReload={onReload} onClose={() => setEditing(undefined)} />
      )}
      {editing && editing !== 'enterprise' && (
        <EditPart
          part={editing}
          enterprise={enterprise}
          onReload={onReload}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  )
}

function HeadTags({ enterprise }: { enterprise: EnterpriseDetail }) {
  const { t } = useText()
  const titleOf = useQualificationTitle()
  const valid = [...new Set(enterprise.qualifications?.filter((of) => of.valid).map(({ kind }) => kind))]
  const traits = [
    enterprise.parts && 'parts',
    enterprise.electronics && 'electronics',
    enterprise.recruitedOn && 'recruited',
    enterprise.transformedOn && 'transformed',
    enterprise.listedOn && 'listed',
  ].filter((of): of is string => typeof of === 'string')
  return (
    <span className="zq-reg-tags">
      {enterprise.synthetic && (
        <Tooltip title={t('registry.syntheticWhy')}>
          <Tag color="orange">{t('registry.synthetic')}</Tag>
        </Tooltip>
      )}
      {traits.map((trait) => (
        <Tag key={trait} color="blue">
          {t(`registry.trait.${trait}`)}
        </Tag>
      ))}
      {valid.map((kind) => (
        <Tag key={kind} color="green">
          {titleOf(kind)}
        </Tag>
      ))}
    </span>
  )
}
