import { BankOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { getOutlines } from '#contract/registry'
import type { EndpointReply } from '#kernel/contract'
import {
  type DistrictGeometry,
  DistrictMap,
  EmptyState,
  formatNumber,
  formatPercent,
  useApi,
  useText,
} from '#kernel/web'
import type { getCockpit } from '../../contract.ts'
import { useRegions } from '../use-regions.ts'

interface DistrictPanelProps {
  readonly map: EndpointReply<typeof getCockpit>['map']
  readonly chosen: string | null
  readonly onChoose: (code: string | null) => void
}

/** The districts on the map, with the way to the chosen one's enterprises. */
export function DistrictPanel({ map, chosen, onChoose }: DistrictPanelProps) {
  const { t, lang, pick } = useText()
  const regions = useRegions()
  const outlines = useApi(getOutlines, {}, { staleTime: 3_600_000 })
  const values = useMemo(
    () =>
      map.values.map(({ region, value, hidden }) => ({
        code: region,
        name: regions.nameOf(region),
        value,
        hidden,
      })),
    [map, regions],
  )
  const hidden = map.values.filter((district) => district.hidden).length
  const total = map.values.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const one = map.values.find(({ region }) => region === chosen)
  const title = pick({ zh: map.titleZh, en: map.titleEn })
  const geojson = outlines.data?.geojson as DistrictGeometry | undefined
  return (
    <section className="zq-panel" aria-labelledby="plan-map">
      <div className="zq-plan-tools">
        <h2 id="plan-map" className="zq-plan-h2">
          {t('plan.map', { title })}
        </h2>
        {one && (
          <span className="zq-plan-district" aria-live="polite">
            <b>{regions.nameOf(one.region)}</b>
            <span className="zq-number">
              {one.hidden
                ? t('plan.hidden')
                : t('plan.map.share', {
                    value: formatNumber(one.value, lang),
                    share: formatPercent(one.value === null || total === 0 ? null : one.value / total, lang),
                  })}
            </span>
            <Link to={`/registry/enterprises?district=${encodeURIComponent(one.region)}`}>
              <BankOutlined aria-hidden /> {t('plan.map.enterprises')}
            </Link>
          </span>
        )}
      </div>
      {outlines.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {geojson && geojson.features.length === 0 && <EmptyState title={t('plan.map.none')} />}
      {geojson && geojson.features.length > 0 && (
        <DistrictMap
          geojson={geojson}
          values={values}
          label={t('plan.map', { title })}
          chosen={chosen}
          onChoose={onChoose}
          height={400}
        />
      )}
      {hidden > 0 && <p className="zq-plan-note">{t('plan.map.hidden', { count: hidden })}</p>}
    </section>
  )
}
