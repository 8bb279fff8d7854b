import { PlayCircleOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Skeleton, Tabs } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ErrorState, PageHeader, useApi, useCan, useText } from '#kernel/web'
import { fusionCoverage } from '../../../contract.ts'
import { FusionTabs } from '../fusion-tabs.tsx'
import { RunReport } from '../runs/run-report.tsx'
import { RunningPanel } from '../runs/running-panel.tsx'
import { RunsTable } from '../runs/runs-table.tsx'
import { StartRun } from '../runs/start-run.tsx'
import { FUSION, useSummary } from '../words.ts'
import { FirstSteps } from './first-steps.tsx'
import { LoadsTable } from './loads-table.tsx'
import { OverlapPanels } from './overlap-panels.tsx'
import { SourcesPanel } from './sources-panel.tsx'
import { type Summary, SummaryFigures } from './summary-figures.tsx'
import '../../registry.css'

/** Data fusion at a glance: what is there, where it comes from, and what the last run made of it. */
export function Page() {
  const { t } = useText()
  const reply = useSummary()
  const mayDecide = useCan('registry.fusion.decide')
  const [starting, setStarting] = useState(false)
  const summary = reply.data
  const start = () => setStarting(true)
  return (
    <div className="zq-page">
      <PageHeader
        title={t('registry.fusion')}
        subtitle={t('registry.fusion.intro')}
        actions={mayDecide && <Actions summary={summary} onStart={start} />}
      />
      <FusionTabs />
      {reply.error && !summary && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!summary && !reply.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {summary && <Home summary={summary} mayDecide={mayDecide} onStart={start} />}
      {starting && summary && <StartRun summary={summary} onClose={() => setStarting(false)} />}
    </div>
  )
}

interface ActionsProps {
  readonly summary: Summary | undefined
  readonly onStart: () => void
}

function Actions({ summary, onStart }: ActionsProps) {
  const { t } = useText()
  const fresh = !summary || summary.records === 0
  const nothing = !summary || summary.records + summary.unfused === 0
  return (
    <>
      <Link to={`${FUSION}/load`}>
        <Button type={fresh ? 'primary' : 'default'} icon={<UploadOutlined />}>
          {t('registry.fusion.load')}
        </Button>
      </Link>
      <Button
        type={fresh ? 'default' : 'primary'}
        icon={<PlayCircleOutlined />}
        disabled={nothing || summary.running !== null}
        title={nothing ? t('registry.fusion.runNeedsRecords') : undefined}
        onClick={onStart}
      >
        {t('registry.fusion.run')}
      </Button>
    </>
  )
}

interface HomeProps {
  readonly summary: Summary
  readonly mayDecide: boolean
  readonly onStart: () => void
}

function Home({ summary, mayDecide, onStart }: HomeProps) {
  const { t } = useText()
  const { lastRun, running } = summary
  const sets = useApi(fusionCoverage, {}).data?.sets
  return (
    <>
      {running && <RunningPanel run={running} />}
      <SummaryFigures summary={summary} />
      {!lastRun && !running && <FirstSteps summary={summary} mayDecide={mayDecide} onStart={onStart} />}
      <div className={lastRun ? 'zq-fus-two' : undefined}>
        <SourcesPanel sources={summary.sources} sets={sets} mayDecide={mayDecide} />
        {lastRun && (
          <section className="zq-panel" aria-label={t('registry.fusion.lastRun')}>
            <div className="zq-fus-panel-head">
              <h2>{t('registry.fusion.lastRun')}</h2>
              <Link to={`${FUSION}/runs/${lastRun.id}`}>{t('registry.fusion.runDetails')}</Link>
            </div>
            <RunReport run={lastRun} />
          </section>
        )}
        {sets && <OverlapPanels sources={summary.sources} sets={sets} />}
      </div>
      <div className="zq-panel">
        <Tabs
          destroyOnHidden
          items={[
            { key: 'runs', label: t('registry.fusion.runs'), children: <RunsTable /> },
            { key: 'loads', label: t('registry.fusion.loads'), children: <LoadsTable /> },
          ]}
        />
      </div>
    </>
  )
}
