import { Skeleton } from 'antd'
import type { CSSProperties } from 'react'
import { Link, useNavigate } from 'react-router'
import {
  type DistrictGeometry,
  DistrictMap,
  ErrorState,
  Figure,
  formatNumber,
  PageHeader,
  useApi,
  useText,
} from '#kernel/web'
import { enterpriseFacets, getOutlines } from '../../contract.ts'
import { useRegions } from '../reference.ts'
import '../registry.css'

const firmsOf = (code: string) => `/registry/enterprises?district=${encodeURIComponent(code)}`

/** How many firms each district has, on the map and as a list; choosing one opens its firms. */
export function Page() {
  const { t, lang, pick } = useText()
  const navigate = useNavigate()
  const { districts, regionName } = useRegions()
  const facets = useApi(enterpriseFacets, { query: {} })
  const outlines = useApi(getOutlines, {}, { staleTime: Number.POSITIVE_INFINITY })
  const error = facets.error ?? outlines.error
  const counts = facets.data?.districts ?? []
  const countOf = new Map(counts.map(({ code, count }) => [code, count]))
  const geometry = outlines.data?.geojson as DistrictGeometry | undefined
  const located = counts.reduce((sum, { count }) => sum + count, 0)

  const body = () => {
    if (error) {
      return (
        <ErrorState
          error={error}
          onRetry={() => {
            void facets.refetch()
            void outlines.refetch()
          }}
        />
      )
    }
    if (!facets.data || !geometry || districts.length === 0)
      return <Skeleton active paragraph={{ rows: 10 }} />
    if (geometry.features.length === 0) return <Bars counts={counts} />
    return (
      <>
        <DistrictMap
          geojson={geometry}
          // A district without firms has none: the library counts them, so that is known.
          values={districts.map(({ value, label }) => ({
            code: value,
            name: label,
            value: countOf.get(value) ?? 0,
          }))}
          label={t('registry.districts.map')}
          format={(value) => `${formatNumber(value, lang)} ${t('registry.unit.firms')}`}
          height={520}
          onChoose={(code) => code && void navigate(firmsOf(code))}
        />
        {outlines.data && (
          <p className="zq-soft" style={{ margin: '4px 0 0', fontSize: 12 }}>
            {pick(outlines.data.notice)}
          </p>
        )}
      </>
    )
  }

  function Bars({ counts: list }: { counts: readonly { code: string; count: number }[] }) {
    const most = list[0]?.count ?? 1
    return (
      <>
        <p className="zq-soft">{t('registry.districts.noOutlines')}</p>
        <ul className="zq-reg-list">
          {list.map(({ code, count }) => (
            <li key={code}>
              <Link
                className="zq-reg-facet"
                to={firmsOf(code)}
                style={{ '--share': `${(count / most) * 100}%` } as CSSProperties}
              >
                <span>{regionName(code)}</span>
                <span className="zq-number">{formatNumber(count, lang)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </>
    )
  }

  return (
    <div className="zq-page">
      <PageHeader title={t('registry.districts')} subtitle={t('registry.districts.intro')} />
      {facets.data && (
        <div className="zq-panel zq-reg-key">
          <Figure
            size="small"
            label={t('registry.districts.total')}
            value={facets.data.total}
            unitText={t('registry.unit.firms')}
            evidence="/registry/enterprises"
          />
          <Figure
            size="small"
            label={t('registry.districts.with')}
            value={counts.length}
            unitText={t('registry.districts.unit')}
          />
          <Figure
            size="small"
            label={t('registry.districts.none')}
            value={facets.data.total - located}
            unitText={t('registry.unit.firms')}
          />
        </div>
      )}
      <div className="zq-panel">{body()}</div>
    </div>
  )
}
