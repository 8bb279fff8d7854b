import { Alert, Progress, Tag } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatDate, formatMoney, formatNumber, formatPercent, useText } from '#kernel/web'
import type { CheckFact } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'

/** A fact in one line. */
export function useFactName(): (fact: CheckFact) => string {
  const { t } = useText()
  const { nodeName } = useNodeNames()
  return ({ kind, supplier, buyer, node, model, part }) => {
    const firm = (of: CheckFact['supplier']) => of?.name || t('chain.checks.unknownFirm')
    if (kind === 'model') return `${model} · ${firm(buyer)}`
    if (kind === 'bill') return `${model} · ${part}`
    const what = nodeName(node)
    return `${firm(supplier)} → ${firm(buyer)}${what ? ` · ${what}` : ''}`
  }
}

/** One fact in full: who, what, how much, from where, how old, how far trusted still. */
export function FactCard({ fact }: { readonly fact: CheckFact }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const name = useFactName()
  const { kind, values } = fact
  const lines: [string, ReactNode][] = [
    ...(kind === 'model'
      ? []
      : [[t('chain.checks.supplier'), <Firm key="s" firm={fact.supplier} />] as [string, ReactNode]]),
    [t(kind === 'supply' ? 'chain.checks.buyer' : 'chain.checks.maker'), <Firm key="b" firm={fact.buyer} />],
    ...(fact.model === null ? [] : [[t('chain.checks.model'), fact.model] as [string, ReactNode]]),
    ...(fact.node === null
      ? []
      : [[t('chain.checks.node'), `${nodeName(fact.node)} ${fact.node}`] as [string, ReactNode]]),
    ...(fact.period === null ? [] : [[t('chain.checks.period'), fact.period] as [string, ReactNode]]),
    ...Object.entries(values).map(([key, value]): [string, ReactNode] => [
      t(`chain.checks.value.${key}`),
      shownValue(key, value ?? null, lang),
    ]),
    [
      t('chain.checks.observed'),
      `${formatDate(fact.observedOn, lang)} · ${t('chain.checks.days', { days: formatNumber(fact.ageDays, lang) })}`,
    ],
    [t('chain.checks.source'), `${t(`chain.imports.kind.${fact.sourceKind}`)} · ${fact.source}`],
    ...(fact.evidence === null ? [] : [[t('chain.checks.evidence'), fact.evidence] as [string, ReactNode]]),
    [
      t('chain.checks.weight'),
      fact.weightKnown ? formatMoney(fact.weight, lang) : t('chain.checks.weightAssumed'),
    ],
  ]
  return (
    <article className="zq-chk-card">
      <header>
        <Tag>{t(`chain.checks.kind.${kind}`)}</Tag>
        <h2>{name(fact)}</h2>
      </header>
      <div>
        <span className="zq-soft">{t('chain.checks.trust')} </span>
        {t('chain.checks.trustOf', {
          trust: formatPercent(fact.trust, lang, 0),
          confidence: formatPercent(fact.confidence, lang, 0),
        })}
        <Progress
          percent={Math.round(fact.trust * 100)}
          size="small"
          showInfo={false}
          aria-label={t('chain.checks.trust')}
        />
      </div>
      <dl className="zq-chk-lines">
        {lines.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {fact.mirrored && <Alert type="info" showIcon title={t('chain.checks.mirrored')} />}
    </article>
  )
}

function Firm({ firm }: { readonly firm: CheckFact['supplier'] }) {
  const { t } = useText()
  const { regionName } = useRegionNames()
  if (firm === null || firm.name === '')
    return <span className="zq-soft">{t('chain.checks.unknownFirm')}</span>
  return (
    <>
      {firm.inLibrary ? <Link to={`/registry/enterprises/${firm.id}`}>{firm.name}</Link> : firm.name}{' '}
      <span className="zq-soft">
        {firm.inLibrary ? regionName(firm.district) : t('chain.checks.outside')}
      </span>
    </>
  )
}

const SHARES = new Set(['share', 'costShare', 'localShare'])

/** A value as people read it; what is not known says so. */
function shownValue(key: string, value: number | null, lang: 'zh' | 'en'): string {
  if (SHARES.has(key)) return formatPercent(value, lang, 1)
  return key === 'annualVolume' ? formatNumber(value, lang) : formatMoney(value, lang)
}
