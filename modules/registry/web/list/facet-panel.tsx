import { keepPreviousData } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { CSSProperties } from 'react'
import { ErrorState, formatNumber, useApi, useText } from '#kernel/web'
import { enterpriseFacets } from '../../contract.ts'
import { useNodes, useRegions } from '../reference.ts'
import { useQualificationTitle } from '../titles.ts'
import { type FilterValues, toggled } from './filter-state.ts'

const SHOWN = 8

interface FacetPanelProps {
  readonly values: FilterValues
  readonly q: string | undefined
  readonly onChange: (change: FilterValues) => void
}

/** How the firms of the present list spread over districts, nodes and qualifications; a click narrows it. */
export function FacetPanel({ values, q, onChange }: FacetPanelProps) {
  const { t } = useText()
  const { regionName } = useRegions()
  const { nodeName } = useNodes()
  const titleOf = useQualificationTitle()
  const facets = useApi(
    enterpriseFacets,
    { query: { ...values, q } as never },
    { placeholderData: keepPreviousData },
  )
  if (facets.error) return <ErrorState error={facets.error} onRetry={() => void facets.refetch()} />
  if (!facets.data) return <Skeleton active title={false} paragraph={{ rows: 4 }} />
  const { districts, nodes, qualifications } = facets.data
  return (
    <section
      className="zq-reg-facets"
      aria-label={t('registry.list.facets')}
      title={t('registry.list.facetsHint')}
    >
      <Facet
        title={t('registry.filter.district')}
        entries={districts.map(({ code, count }) => ({ key: code, name: regionName(code), count }))}
        chosen={values.district}
        onChoose={(key) => onChange({ district: toggled(values.district, key) })}
      />
      <Facet
        title={t('registry.filter.node')}
        entries={nodes.map(({ code, count }) => ({ key: code, name: nodeName(code), count }))}
        chosen={values.node}
        onChoose={(key) => onChange({ node: toggled(values.node, key) })}
      />
      <Facet
        title={t('registry.filter.qualification')}
        entries={qualifications.map(({ kind, count }) => ({ key: kind, name: titleOf(kind), count }))}
        chosen={values.qualification}
        onChoose={(key) => onChange({ qualification: toggled(values.qualification, key) })}
      />
    </section>
  )
}

interface FacetProps {
  readonly title: string
  readonly entries: readonly { key: string; name: string; count: number }[]
  readonly chosen: string | undefined
  readonly onChoose: (key: string) => void
}

function Facet({ title, entries, chosen, onChoose }: FacetProps) {
  const { t, lang } = useText()
  const most = entries[0]?.count ?? 1
  const held = new Set(chosen?.split(',') ?? [])
  return (
    <div>
      <h3>{title}</h3>
      {entries.length === 0 && <span className="zq-soft">{t('registry.list.facetsNone')}</span>}
      <ul>
        {entries.slice(0, SHOWN).map(({ key, name, count }) => (
          <li key={key}>
            <button
              type="button"
              className="zq-reg-facet"
              aria-pressed={held.has(key)}
              style={{ '--share': `${(count / most) * 100}%` } as CSSProperties}
              onClick={() => onChoose(key)}
            >
              <span>{name}</span>
              <span className="zq-number">{formatNumber(count, lang)}</span>
            </button>
          </li>
        ))}
      </ul>
      {entries.length > SHOWN && (
        <span className="zq-soft" style={{ fontSize: 12 }}>
          {t('registry.list.facetsShown', { count: SHOWN, total: entries.length })}
        </span>
      )}
    </div>
  )
}
