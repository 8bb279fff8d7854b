import { PlusOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { EmptyState, ErrorState, PageHeader, useApi, useText } from '#kernel/web'
import { type RiskAssumptions, runShock } from '../../contract.ts'
import { Compare, type Kept } from './compare.tsx'
import { type DraftedHit, HitLine } from './hit-line.tsx'
import { type Asked, Outcome } from './shock-outcome.tsx'
import { type TimeChanges, TimeFields } from './time-fields.tsx'
import { useHitName } from './use-hit-name.ts'
import './risk.css'

interface Drafted {
  readonly key: number
  readonly hit: DraftedHit
}

/** A shock that another page asks for: ?firm= (with its &name=), ?node= or ?district=. */
function firstOf(params: URLSearchParams): DraftedHit {
  for (const kind of ['firm', 'node', 'district'] as const) {
    const code = params.get(kind)
    if (code) return { kind, code, share: 1, name: params.get('name') ?? undefined }
  }
  return { kind: 'node', share: 1 }
}

/** Any firms, nodes or districts losing a part of their output at once: what that would do to the chain. */
export function Page() {
  const { t, lang } = useText()
  const [params] = useSearchParams()
  const [drafted, setDrafted] = useState<readonly Drafted[]>(() => [{ key: 0, hit: firstOf(params) }])
  const [next, setNext] = useState(1)
  const [changes, setChanges] = useState<TimeChanges>({})
  const [asked, setAsked] = useState<Asked>()
  const [kept, setKept] = useState<Kept>()
  const [assumed, setAssumed] = useState<RiskAssumptions>()
  const nameOf = useHitName()
  const hits = drafted.flatMap(({ hit: { kind, code, share } }) => (code ? [{ kind, code, share }] : []))
  const reply = useApi(runShock, { body: asked?.body ?? { hits: [] } }, { enabled: asked !== undefined })
  const outcome = reply.data
  // The first question changes nothing: what it assumes is what the settings say.
  if (outcome && !assumed) setAssumed(outcome.assumptions)
  const change = (key: number, hit: DraftedHit) =>
    setDrafted((before) => before.map((of) => (of.key === key ? { key, hit } : of)))
  const title = () =>
    drafted.flatMap(({ hit }) => (hit.code ? [nameOf(hit)] : [])).join(lang === 'zh' ? '、' : ', ')
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
            onClick={() => setAsked({ body: { hits, ...changes }, title: title() })}
          >
            {t('chain.shock.run')}
          </Button>
        </div>
        {assumed && <TimeFields assumed={assumed} changes={changes} onChange={setChanges} />}
      </section>
      {reply.error && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {asked === undefined && <EmptyState title={t('chain.shock.empty')} hint={t('chain.shock.emptyHint')} />}
      {asked !== undefined && !outcome && !reply.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {asked && outcome && !reply.error && (
        <>
          {kept && <Compare kept={kept} now={{ asked, outcome }} onDrop={() => setKept(undefined)} />}
          <Outcome asked={asked} outcome={outcome} onKeep={() => setKept({ asked, outcome })} />
        </>
      )}
    </div>
  )
}
