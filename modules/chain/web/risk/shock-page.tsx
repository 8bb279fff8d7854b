import { PlusOutlined } from '@ant-design/icons'
import { Button, Skeleton, Tabs } from 'antd'
import { useState } from 'react'
import type { EndpointReply } from '#kernel/contract'
import { EmptyState, ErrorState, Figure, formatNumber, PageHeader, useApi, useText } from '#kernel/web'
import { runShock, type ShockHit } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { DaysChart, type TimeChanges, TimeFields } from './days.tsx'
import { Groups } from './groups.tsx'
import { HitLine } from './hit-line.tsx'
import { Losers } from './losers.tsx'
import './risk.css'

interface Drafted {
  readonly key: number
  readonly hit: Omit<ShockHit, 'code'> & { readonly code?: string }
}
type Asked = { readonly hits: ShockHit[] } & TimeChanges

const FIRST: Drafted = { key: 0, hit: { kind: 'node', share: 1 } }

/** Any firms, nodes or districts losing a part of their output at once: what that would do to the chain. */
export function Page() {
  const { t } = useText()
  const [drafted, setDrafted] = useState<readonly Drafted[]>([FIRST])
  const [next, setNext] = useState(1)
  const [changes, setChanges] = useState<TimeChanges>({})
  const [asked, setAsked] = useState<Asked>()
  const hits = drafted.flatMap(({ hit }) => (hit.code ? [{ ...hit, code: hit.code }] : []))
  const reply = useApi(runShock, { body: asked ?? { hits: [] } }, { enabled: asked !== undefined })
  const outcome = reply.data
  const change = (key: number, hit: Drafted['hit']) =>
    setDrafted((before) => before.map((of) => (of.key === key ? { key, hit } : of)))
  return (
    <div className="zq-page">
      <PageHeader title={t('chain.shock')} subtitle={t('chain.shock.intro')} />
      <section className="zq-panel">
        <h2 className="zq-risk-title">{t('chain.shock.what')}</h2>
        {drafted.map(({ key, hit }) => (
          <HitLine
            key={key}
            hit={hit}
            onChange={(changed) => change(key, changed)}
            onRemove={
              drafted.length > 1
                ? () => setDrafted((before) => before.filter((of) => of.key !== key))
                : undefined
            }
          />
        ))}
        <div className="zq-risk-actions">
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              setDrafted((before) => [...before, { key: next, hit: { kind: 'firm', share: 1 } }])
              setNext(next + 1)
            }}
          >
            {t('chain.shock.add')}
          </Button>
          <Button
            type="primary"
            disabled={hits.length === 0}
            loading={reply.isFetching}
            onClick={() => setAsked({ hits, ...changes })}
          >
            {t('chain.shock.run')}
          </Button>
        </div>
        {outcome && <TimeFields assumed={outcome.assumptions} changes={changes} onChange={setChanges} />}
      </section>
      {reply.error && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {asked === undefined && <EmptyState title={t('chain.shock.empty')} hint={t('chain.shock.emptyHint')} />}
      {asked !== undefined && !outcome && !reply.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {outcome && !reply.error && <Outcome outcome={outcome} />}
    </div>
  )
}

function Outcome({ outcome }: { outcome: EndpointReply<typeof runShock> }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const tab = (key: string, children: React.ReactNode) => ({
    key,
    label: t(`chain.shock.tab.${key}`),
    children,
  })
  return (
    <section className="zq-panel">
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
        <Figure label={t('chain.risk.reached')} value={outcome.reached} />
        <Figure label={t('chain.risk.stopped')} value={outcome.stopped} />
      </div>
      <p className="zq-soft">
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
            />,
          ),
          tab('when', <DaysChart curve={outcome.curve} />),
        ]}
      />
    </section>
  )
}
