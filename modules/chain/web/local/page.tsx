import { Skeleton } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { EmptyState, ErrorState, PageHeader, useApi, useText } from '#kernel/web'
import { type LocalDefinition, localOverview } from '../../contract.ts'
import { RunBar } from '../parts/run-bar.tsx'
import { Definitions } from './definitions.tsx'
import { Levers } from './levers.tsx'
import { LinesDrawer } from './lines-drawer.tsx'
import { RateTables } from './rate-tables.tsx'
import { TierChart } from './tier-chart.tsx'
import { TrendChart } from './trend-chart.tsx'
import { definitionFrom, type LinesOf, type Overview } from './words.ts'
import './local.css'

/** Local sourcing: five definitions side by side, where the value comes from, by whom, and what would raise it. */
export function Page() {
  const { t } = useText()
  const reply = useApi(localOverview, {})
  const overview = reply.data
  return (
    <div className="zq-page">
      <PageHeader title={t('chain.local')} subtitle={t('chain.local.intro')} />
      <RunBar kind="local" />
      {reply.error && !overview && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!overview && !reply.error && <Skeleton active paragraph={{ rows: 12 }} />}
      {overview && !overview.rates && (
        <EmptyState title={t('chain.local.empty')} hint={t('chain.local.emptyHint')} />
      )}
      {overview?.rates && <Figures overview={overview} rates={overview.rates} />}
    </div>
  )
}

function Figures({ overview, rates }: { overview: Overview; rates: NonNullable<Overview['rates']> }) {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const [lines, setLines] = useState<LinesOf>()
  const definition = definitionFrom(params.get('definition')) ?? overview.definition
  const choose = (next: LocalDefinition) =>
    setParams(
      (before) => {
        const changed = new URLSearchParams(before)
        changed.set('definition', next)
        return changed
      },
      { replace: true },
    )
  return (
    <>
      <Definitions
        overview={overview}
        rates={rates}
        shown={definition}
        onShow={choose}
        onLines={(of) => setLines({ scope: 'city', name: t('chain.local.city'), definition: of })}
      />
      <div className="zq-local-charts">
        <TierChart tiers={overview.waterfall} />
        <TrendChart overview={overview} definition={definition} />
      </div>
      <RateTables definition={definition} onLines={setLines} />
      <Levers definition={definition} />
      <LinesDrawer of={lines} onClose={() => setLines(undefined)} />
    </>
  )
}
