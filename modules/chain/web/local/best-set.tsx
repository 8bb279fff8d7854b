import { Button, InputNumber, Tag } from 'antd'
import { useState } from 'react'
import { formatMoney, formatPercent, formatPoints, useAction, useText } from '#kernel/web'
import { bestLevers, type LeverKind, type LocalDefinition } from '../../contract.ts'

/** Fen in ten thousand yuan. */
const WAN = 1_000_000

interface BestSetProps {
  readonly kind: LeverKind
  readonly definition: LocalDefinition
  /** Ten thousand yuan by lever. */
  readonly costs: ReadonlyMap<string, number>
}

/** The best set of at most so many levers within a budget, proven or with how far it may be from the best. */
export function BestSet({ kind, definition, costs }: BestSetProps) {
  const { t, lang } = useText()
  const [count, setCount] = useState(5)
  const [budget, setBudget] = useState<number | null>(null)
  const find = useAction(bestLevers, {})
  const found = find.data
  if (definition === 'roll_up' || definition === 'originating')
    return (
      <p className="zq-soft zq-local-best">
        {t('chain.local.notAdditive', { name: t(`chain.local.def.${definition}`) })}
      </p>
    )
  const run = () =>
    find.mutate({
      body: {
        kind,
        definition,
        count,
        budget: budget === null ? undefined : Math.round(budget * WAN),
        costs: [...costs].map(([id, cost]) => ({ id, cost: Math.round(cost * WAN) })),
      },
    })
  return (
    <div className="zq-local-best">
      <h3 className="zq-local-title">{t('chain.local.best')}</h3>
      <div className="zq-local-bar">
        <label htmlFor="local-best-count">{t('chain.local.bestCount')}</label>
        <InputNumber
          id="local-best-count"
          min={1}
          max={50}
          value={count}
          onChange={(value) => setCount(value ?? 1)}
        />
        <label htmlFor="local-best-budget">{t('chain.local.bestBudget')}</label>
        <InputNumber
          id="local-best-budget"
          min={0}
          value={budget}
          onChange={setBudget}
          style={{ width: 140 }}
        />
        <Button type="primary" loading={find.isPending} onClick={run}>
          {t('chain.local.bestRun')}
        </Button>
        <span className="zq-soft">{t('chain.local.bestBudgetHint')}</span>
      </div>
      {found && found.chosen.length === 0 && <p>{t('chain.local.bestNone')}</p>}
      {found && found.chosen.length > 0 && (
        <>
          <p>
            <b>
              {t('chain.local.bestResult', {
                from: formatPercent(found.from, lang),
                to: formatPercent(found.to, lang),
                gain: formatPoints(found.gain, lang, 2),
              })}
            </b>{' '}
            {found.proven ? (
              <Tag color="green">{t('chain.local.bestProven')}</Tag>
            ) : (
              <Tag color="gold">{t('chain.local.bestGap', { gap: formatPoints(found.gap, lang, 2) })}</Tag>
            )}{' '}
            {found.cost !== null && formatMoney(found.cost, lang)}
          </p>
          <ol>
            {found.chosen.map((lever) => (
              <li key={lever.id}>
                {lang === 'zh' ? lever.nameZh : lever.nameEn} · {formatPoints(lever.gain, lang, 2)}
                {lever.cost !== null && ` · ${formatMoney(lever.cost, lang)}`}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}
