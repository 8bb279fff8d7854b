import { Button, Skeleton, Tabs } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { ErrorState, Figure, formatDate, formatNumber, PageHeader, useApi, useText } from '#kernel/web'
import { getFirmRisk } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { Coverage } from './coverage.tsx'
import { Days } from './days.tsx'
import { Groups } from './groups.tsx'
import { Losers } from './losers.tsx'
import { Paths } from './paths.tsx'
import { SecondSources } from './second-sources.tsx'
import { HitModels, StandIns } from './stand-ins.tsx'
import './risk.css'

type Detail = EndpointReply<typeof getFirmRisk>

/** One firm: what its failing would do, to whom, when, by which path, and what would help. */
export function Page() {
  const { t } = useText()
  const { id = '' } = useParams()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const reply = useApi(getFirmRisk, { params: { id } })
  const detail = reply.data
  return (
    <div className="zq-page">
      <PageHeader
        title={detail?.firm.name ?? t('chain.risk.firmPage')}
        subtitle={
          detail &&
          [
            nodeName(detail.firm.node),
            regionName(detail.firm.district),
            t(`chain.risk.place.${detail.firm.inLibrary ? 'library' : 'outside'}`),
          ]
            .filter(Boolean)
            .join(' · ')
        }
        actions={
          detail && (
            <>
              {detail.firm.inLibrary && (
                <Link to={`/registry/enterprises/${id}`}>
                  <Button>{t('chain.risk.toEnterprise')}</Button>
                </Link>
              )}
              <Link to={`/chain/shock?${new URLSearchParams({ firm: id, name: detail.firm.name })}`}>
                <Button>{t('chain.risk.toShock')}</Button>
              </Link>
              <Link to={`/chain/graph?focus=${id}`}>
                <Button>{t('chain.risk.toGraph')}</Button>
              </Link>
            </>
          )
        }
      />
      {reply.error && !detail && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!detail && !reply.error && <Skeleton active paragraph={{ rows: 14 }} />}
      {detail && (
        <>
          <Figures detail={detail} />
          <Parts id={id} detail={detail} />
        </>
      )}
    </div>
  )
}

function Figures({ detail }: { detail: Detail }) {
  const { t, lang } = useText()
  return (
    <section className="zq-panel">
      <p className="zq-risk-sentence">
        {t('chain.risk.sentence', {
          share: (detail.esri * 100).toFixed(2),
          reached: formatNumber(detail.reached, lang),
          stopped: formatNumber(detail.stopped, lang),
        })}
      </p>
      <div className="zq-risk-figures">
        <Figure label={t('chain.risk.esri')} value={detail.esri} unit="ratio">
          <span className="zq-soft">
            {t('chain.risk.split', {
              down: (detail.down * 100).toFixed(2),
              up: (detail.up * 100).toFixed(2),
            })}
          </span>
        </Figure>
        <Figure label={t('chain.risk.convergedFigure')} value={detail.converged} unit="ratio" />
        <Figure
          label={t('chain.risk.position')}
          value={detail.position}
          unitText={detail.of === null ? '' : `/ ${formatNumber(detail.of, lang)}`}
        />
        <Figure label={t('chain.risk.importance')} value={detail.importance} unitText="" />
        <Figure
          label={t('chain.risk.suppliers')}
          value={detail.suppliers}
          evidence={`/chain/supplies?firm=${detail.firm.id}`}
        />
        <Figure
          label={t('chain.risk.buyers')}
          value={detail.buyers}
          evidence={`/chain/supplies?firm=${detail.firm.id}`}
        />
      </div>
      <p className="zq-soft">
        {t('chain.risk.madeOf', {
          date: formatDate(detail.asOf, lang),
          eps: detail.eps,
          steps: detail.steps,
        })}
      </p>
    </section>
  )
}

function Parts({ id, detail }: { id: string; detail: Detail }) {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const tab = (key: string, children: React.ReactNode) => ({
    key,
    label: t(`chain.risk.tab.${key}`),
    children,
  })
  return (
    <section className="zq-panel">
      <Tabs
        activeKey={params.get('tab') ?? 'whom'}
        onChange={(key) => setParams(key === 'whom' ? {} : { tab: key }, { replace: true })}
        items={[
          tab(
            'whom',
            <>
              <Losers
                losers={detail.losers}
                hidden={detail.hiddenLosers}
                stoppedFrom={detail.assumptions.stoppedFrom}
                reached={detail.reached}
                paths={detail.paths}
              />
              <div className="zq-risk-two">
                <Groups title={t('chain.risk.byNode')} groups={detail.byNode} nameOf={nodeName} />
                <Groups title={t('chain.risk.byDistrict')} groups={detail.byDistrict} nameOf={regionName} />
              </div>
            </>,
          ),
          tab('path', <Paths paths={detail.paths} />),
          tab('when', <Days id={id} assumed={detail.assumptions} />),
          tab('models', <HitModels models={detail.models} />),
          tab('second', <SecondSources id={id} />),
          tab('standIns', <StandIns alternatives={detail.alternatives} />),
          tab(
            'data',
            <>
              <p>
                {t('chain.risk.assumptions', {
                  size: t(`chain.risk.size.${detail.assumptions.size}`),
                  essentiality: t(`chain.risk.essentiality.${detail.assumptions.essentiality}`),
                  from: detail.assumptions.stoppedFrom * 100,
                })}
              </p>
              <Coverage coverage={detail.coverage} />
            </>,
          ),
        ]}
      />
    </section>
  )
}
