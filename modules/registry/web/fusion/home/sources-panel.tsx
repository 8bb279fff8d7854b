import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatNumber, formatPercent, useText } from '#kernel/web'
import type { FusionSource, RecordField } from '../../../contract.ts'
import { Share } from '../share.tsx'
import { FUSION, useFieldName } from '../words.ts'
import type { SourceSet } from './overlap.ts'
import { SourceForm } from './source-form.tsx'
import { SourcesPicture } from './sources-picture.tsx'

interface SourcesPanelProps {
  readonly sources: readonly FusionSource[]
  /** How the sources overlap; undefined until it is known. */
  readonly sets: readonly SourceSet[] | undefined
  readonly mayDecide: boolean
}

/** Where records come from, how many, and how far each source is trusted. */
export function SourcesPanel({ sources, sets, mayDecide }: SourcesPanelProps) {
  const { t } = useText()
  const [editing, setEditing] = useState<FusionSource | 'new'>()
  return (
    <section className="zq-panel" aria-label={t('registry.fusion.sources')}>
      <div className="zq-fus-panel-head">
        <h2>{t('registry.fusion.sources')}</h2>
        {mayDecide && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('registry.fusion.addSource')}
          </Button>
        )}
      </div>
      <SourcesPicture sources={sources} sets={sets} />
      <div className="zq-reg-scroll">
        <table className="zq-reg-table">
          <thead>
            <tr>
              <th scope="col">{t('registry.fusion.source')}</th>
              <th scope="col" className="zq-reg-num">
                {t('registry.fusion.records')}
              </th>
              <th scope="col">{t('registry.fusion.trust')}</th>
              <th scope="col">{t('registry.fusion.fieldTrust')}</th>
              {mayDecide && <th aria-label={t('registry.edit')} />}
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <SourceRow
                key={source.code}
                source={source}
                onEdit={mayDecide ? () => setEditing(source) : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="zq-soft" style={{ margin: '8px 0 0', fontSize: 12 }}>
        {t('registry.fusion.trustHint')}
      </p>
      {editing && (
        <SourceForm
          source={editing === 'new' ? undefined : editing}
          taken={sources.map(({ code }) => code)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  )
}

interface SourceRowProps {
  readonly source: FusionSource
  readonly onEdit: (() => void) | undefined
}

function SourceRow({ source, onEdit }: SourceRowProps) {
  const { t, lang, pick } = useText()
  const fieldName = useFieldName()
  const name = pick({ zh: source.nameZh, en: source.nameEn })
  const special = Object.entries(source.fieldTrust) as [RecordField, number][]
  return (
    <tr>
      <td style={{ minWidth: 130 }}>
        {name} {source.anchor && <Tag color="blue">{t('registry.fusion.anchor')}</Tag>}
        <div className="zq-soft" style={{ fontSize: 12 }}>
          {source.code}
        </div>
      </td>
      <td className="zq-reg-num">
        {source.records > 0 ? (
          <Link to={`${FUSION}/entities?source=${source.code}`}>{formatNumber(source.records, lang)}</Link>
        ) : (
          <span className="zq-soft">0</span>
        )}
      </td>
      <td>
        <Share value={source.trust} />
      </td>
      <td>
        {special.length === 0 ? (
          <span className="zq-soft">–</span>
        ) : (
          special
            .map(([field, trust]) => `${fieldName(field)} ${formatPercent(trust, lang, 0)}`)
            .join(t('registry.listComma'))
        )}
      </td>
      {onEdit && (
        <td>
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={t('registry.fusion.editSource', { name })}
            onClick={onEdit}
          />
        </td>
      )}
    </tr>
  )
}
