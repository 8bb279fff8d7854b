import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import {
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorState,
  formatPercent,
  PageHeader,
  useApi,
  useCan,
  useText,
} from '#kernel/web'
import { exportRisks, listRisks, RISK_TOLERANCES, type RiskRow, riskOverview } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { RunBar } from '../parts/run-bar.tsx'
import { RiskSummaryPanel } from './summary.tsx'
import './risk.css'

/** Every firm by what its failing would cost the chain. */
export function Page() {
  const { t } = useText()
  const reply = useApi(riskOverview, {})
  const overview = reply.data
  const mayStart = useCan('chain.analysis.start')
  const [eps, setEps] = useState<number>()
  return (
    <div className="zq-page">
      <PageHeader title={t('chain.risk')} subtitle={t('chain.risk.intro')} />
      <RunBar kind="risk" input={eps === undefined ? {} : { eps }}>
        {mayStart && overview && (
          <Select
            aria-label={t('chain.risk.tolerance')}
            prefix={<span className="zq-soft">{t('chain.risk.tolerance')}</span>}
            popupMatchSelectWidth={false}
            value={eps ?? overview.eps}
            onChange={setEps}
            options={[...new Set([overview.eps, ...RISK_TOLERANCES])].map((value) => ({
              value,
              label: t(value >= 0.01 ? 'chain.risk.tolerance.published' : 'chain.risk.tolerance.finer', {
                eps: value,
              }),
            }))}
          />
        )}
      </RunBar>
      {reply.error && !overview && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!overview && !reply.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {overview && !overview.summary && (
        <EmptyState
          title={t('chain.risk.empty')}
          hint={t(overview.relations === 0 ? 'chain.risk.noRelations' : 'chain.risk.emptyHint')}
        />
      )}
      {overview?.summary && (
        <>
          <RiskSummaryPanel summary={overview.summary} />
          <RankedFirms />
        </>
      )}
    </div>
  )
}

function RankedFirms() {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const { districts, regionName } = useRegionNames()
  const { nodes, nodeName } = useNodeNames()
  const mayExport = useCan('chain.analysis.export')
  const share = (key: 'esri' | 'down' | 'up' | 'converged', more: Partial<DataColumn<RiskRow>> = {}) =>
    ({
      key,
      title: t(`chain.risk.${key}`),
      width: 120,
      sort: true,
      kind: 'percent',
      ...more,
    }) as DataColumn<RiskRow>
  const columns: DataColumn<RiskRow>[] = [
    { key: 'position', title: t('chain.risk.position'), kind: 'number', width: 100, sort: true },
    { key: 'name', title: t('chain.risk.firm'), width: 240, sort: true, card: 'title' },
    {
      key: 'node',
      title: t('chain.risk.node'),
      width: 160,
      sort: true,
      render: (code: never) => nodeName(code) || <span className="zq-soft">{t('kit.unknown')}</span>,
    },
    {
      key: 'tier',
      title: t('chain.risk.tier'),
      width: 90,
      sort: true,
      render: (tier: number | null) =>
        tier === null ? (
          <span className="zq-soft">{t('kit.unknown')}</span>
        ) : (
          t('chain.risk.tierOf', { tier })
        ),
    },
    {
      key: 'district',
      title: t('chain.risk.district'),
      width: 120,
      sort: true,
      render: (code: never) => regionName(code) || <span className="zq-soft">{t('kit.unknown')}</span>,
    },
    share('esri', {
      render: (value: never) => (
        <span className="zq-risk-share">
          <span style={{ width: `${Math.min(100, Number(value) * 100)}%` }} aria-hidden />
          <b>{formatPercent(value, lang)}</b>
        </span>
      ),
    }),
    { key: 'reached', title: t('chain.risk.reached'), kind: 'number', width: 110, sort: true },
    { key: 'stopped', title: t('chain.risk.stopped'), kind: 'number', width: 110, sort: true },
    { key: 'importance', title: t('chain.risk.importance'), kind: 'number', width: 120, sort: true },
    share('down'),
    share('up'),
    { key: 'revenue', title: t('chain.risk.revenue'), kind: 'money', width: 130, sort: true },
    share('converged', { hidden: true }),
    { key: 'steps', title: t('chain.risk.steps'), kind: 'number', width: 90, sort: true, hidden: true },
  ]
  return (
    <div className="zq-panel">
      <DataTable
        name="chain.risk.firms"
        endpoint={listRisks}
        columns={columns}
        rowKey={(row) => row.id}
        defaultSort="position"
        searchHint={t('chain.risk.search')}
        onOpen={(row) => navigate(`/chain/risk/${row.id}`)}
        exportEndpoint={mayExport ? exportRisks : undefined}
        exportName={`${t('chain.risk')}.xlsx`}
        filters={[
          { key: 'district', title: t('chain.risk.district'), kind: 'multiple', options: districts },
          { key: 'node', title: t('chain.risk.node'), kind: 'select', options: nodes, width: 200 },
          {
            key: 'tier',
            title: t('chain.risk.tier'),
            kind: 'multiple',
            options: ['1', '2', '3', '4'].map((tier) => ({
              value: tier,
              label: t('chain.risk.tierOf', { tier }),
            })),
          },
          {
            key: 'place',
            title: t('chain.risk.place'),
            kind: 'select',
            options: ['library', 'outside'].map((value) => ({
              value,
              label: t(`chain.risk.place.${value}`),
            })),
          },
        ]}
        empty={{ title: t('chain.risk.noFirms'), hint: t('chain.risk.noFirmsHint') }}
      />
    </div>
  )
}
