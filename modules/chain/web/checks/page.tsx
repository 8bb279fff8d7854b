import { keepPreviousData } from '@tanstack/react-query'
import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { EmptyState, ErrorState, formatNumber, formatPercent, PageHeader, useApi, useText } from '#kernel/web'
import { CHECK_AGES, FACT_KINDS, listChecks } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { Desk } from './desk.tsx'
import './checks.css'

const LAID_OUT = 50
const FILTERS = ['kind', 'node', 'district', 'age'] as const

/** Facts that grew old, one at a time beside their list. */
export function Page() {
  const { t, lang } = useText()
  const { nodes } = useNodeNames()
  const { districts } = useRegionNames()
  const [params, setParams] = useSearchParams()
  const [decided, setDecided] = useState<readonly { checkId: string; fact: string }[]>([])
  const asked = Object.fromEntries(
    FILTERS.flatMap((key) => {
      const value = params.get(key)
      return value === null ? [] : [[key, value] as const]
    }),
  )
  const kind = FACT_KINDS.find((of) => of === asked.kind)
  const age = /^[0-3]$/.test(asked.age ?? '') ? Number(asked.age) : undefined
  const query = { page: 1, size: LAID_OUT, kind, node: asked.node, district: asked.district, age }
  const reply = useApi(listChecks, { query }, { placeholderData: keepPreviousData })
  const choose = (key: (typeof FILTERS)[number], value: string | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === undefined) next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const threshold = formatPercent(reply.data?.threshold ?? null, lang, 0)
  if (reply.error && !reply.data)
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  const { data } = reply
  const most = Math.max(1, ...(data?.ages ?? []))
  return (
    <div className="zq-page">
      <PageHeader title={t('chain.checks')} subtitle={t('chain.checks.intro', { threshold })} />
      <div className="zq-panel zq-chk-bar">
        <section className="zq-chk-ages" aria-label={t('chain.checks.age')}>
          {[...CHECK_AGES, null].map((_, at) => {
            const count = data?.ages[at] ?? 0
            return (
              <button
                key={t(`chain.checks.age.${at}`)}
                type="button"
                className="zq-chk-age"
                aria-pressed={age === at}
                onClick={() => choose('age', age === at ? undefined : String(at))}
              >
                <span
                  className="zq-chk-age-fill"
                  style={{ height: `${(count / most) * 100}%` }}
                  aria-hidden
                />
                <strong className="zq-number">{data ? formatNumber(count, lang) : '…'}</strong>
                <span>{t(`chain.checks.age.${at}`)}</span>
              </button>
            )
          })}
        </section>
        <div className="zq-chk-filters">
          <Select
            aria-label={t('chain.checks.kind')}
            placeholder={t('chain.checks.kind')}
            allowClear
            value={kind}
            onChange={(value) => choose('kind', value)}
            options={FACT_KINDS.map((value) => ({ value, label: t(`chain.checks.kind.${value}`) }))}
          />
          <Select
            aria-label={t('chain.checks.node')}
            placeholder={t('chain.checks.node')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            value={asked.node}
            onChange={(value) => choose('node', value)}
            options={nodes}
          />
          <Select
            aria-label={t('chain.checks.district')}
            placeholder={t('chain.checks.district')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={asked.district}
            onChange={(value) => choose('district', value)}
            options={districts}
          />
          {data && (
            <span className="zq-soft zq-number">
              {t('chain.checks.left', { left: formatNumber(data.total, lang) })} ·{' '}
              {t('chain.checks.ofAll', { facts: formatNumber(data.facts, lang) })}
            </span>
          )}
        </div>
      </div>
      {data ? (
        <Desk
          rows={data.rows}
          total={data.total}
          decided={decided}
          onDecided={setDecided}
          empty={
            <EmptyState title={t('chain.checks.empty')} hint={t('chain.checks.emptyHint', { threshold })} />
          }
        />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </div>
  )
}
