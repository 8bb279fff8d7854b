import { DownloadOutlined, PushpinOutlined } from '@ant-design/icons'
import { App, Button, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { download, Figure, formatNumber, useCan, useText } from '#kernel/web'
import { exportShock, type runShock } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { Coverage } from './coverage.tsx'
import { DaysChart } from './days-chart.tsx'
import { Groups } from './groups.tsx'
import { Losers } from './losers.tsx'

/** A question with what was hit, in words. */
export interface Asked {
  readonly body: EndpointInput<typeof runShock>['body']
  readonly title: string
}
export type ShockOutcome = EndpointReply<typeof runShock>

interface OutcomeProps {
  readonly asked: Asked
  readonly outcome: ShockOutcome
  readonly onKeep: () => void
}

/** What a shock does: in all, by node and district, to whom, and day by day. */
export function Outcome({ asked, outcome, onKeep }: OutcomeProps) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const mayExport = useCan('chain.analysis.export')
  const tab = (key: string, children: ReactNode) => ({ key, label: t(`chain.shock.tab.${key}`), children })
  return (
    <section className="zq-panel">
      <div className="zq-risk-head">
        <h2 className="zq-risk-title">{asked.title}</h2>
        <Button icon={<PushpinOutlined />} onClick={onKeep}>
          {t('chain.shock.keep')}
        </Button>
        {mayExport && <ExportButton asked={asked} />}
      </div>
      <div className="zq-risk-figures">
        <Figure label={t('chain.shock.hit')} value={outcome.hit} />
        <Figure label={t('chain.shock.direct')} value={outcome.direct} unit="ratio" />
        <Figure label={t('chain.shock.total')} value={outcome.esri} unit="ratio">
          <span className="zq-soft">
            {t('chain.risk.split', {
              down: (outcome.down * 100).toFixed(2),
              up: (outcome.up * 100).toFixed(2),
            })}
          </span>
        </Figure>
        <Figure label={t('chain.risk.convergedFigure')} value={outcome.converged} unit="ratio" />
        <Figure label={t('chain.risk.reached')} value={outcome.reached} />
        <Figure label={t('chain.risk.stopped')} value={outcome.stopped} />
        <Figure label={t('chain.risk.steps')} value={outcome.steps} unitText="" />
      </div>
      <p className="zq-soft">
        {t('chain.shock.counted')}{' '}
        {t('chain.shock.took', { seconds: formatNumber(Number(outcome.seconds.toFixed(2)), lang) })}
      </p>
      <Tabs
        items={[
          tab(
            'groups',
            <div className="zq-risk-two">
              <Groups title={t('chain.risk.byNode')} groups={outcome.byNode} nameOf={nodeName} />
              <Groups title={t('chain.risk.byDistrict')} groups={outcome.byDistrict} nameOf={regionName} />
            </div>,
          ),
          tab(
            'whom',
            <Losers
              losers={outcome.losers}
              hidden={outcome.hiddenLosers}
              stoppedFrom={outcome.assumptions.stoppedFrom}
              reached={outcome.reached}
            />,
          ),
          tab('when', <DaysChart lines={[{ name: t('chain.risk.shareOfChain'), timeline: outcome }]} />),
          tab('data', <Coverage coverage={outcome.coverage} />),
        ]}
      />
    </section>
  )
}

function ExportButton({ asked }: { asked: Asked }) {
  const { t } = useText()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const save = () => {
    setBusy(true)
    download(exportShock, { body: asked.body }, `${t('chain.shock')}.xlsx`)
      .catch((error: Error) => message.error(error.message))
      .finally(() => setBusy(false))
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={save}>
      {t('chain.shock.export')}
    </Button>
  )
}
