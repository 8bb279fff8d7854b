import { Button, Table } from 'antd'
import { formatNumber, formatPercent, useText } from '#kernel/web'
import { DaysChart } from './days-chart.tsx'
import type { Asked, ShockOutcome } from './shock-outcome.tsx'

export interface Kept {
  readonly asked: Asked
  readonly outcome: ShockOutcome
}

const SHARES = ['direct', 'esri', 'down', 'up', 'converged'] as const
const COUNTS = ['hit', 'reached', 'stopped', 'steps'] as const

interface CompareProps {
  readonly kept: Kept
  readonly now: Kept
  readonly onDrop: () => void
}

/** Two shocks side by side: what was kept, and what was asked last. */
export function Compare({ kept, now, onDrop }: CompareProps) {
  const { t, lang } = useText()
  const signed = (text: string, value: number) => (value > 0 ? `+${text}` : text)
  const share = (value: number | null) => (value === null ? t('kit.unknown') : formatPercent(value, lang))
  const rows = [
    ...SHARES.map((key) => {
      const [a, b] = [kept.outcome[key], now.outcome[key]]
      const more = a === null || b === null ? null : b - a
      return { key, a: share(a), b: share(b), more: more === null ? '' : signed(share(more), more) }
    }),
    ...COUNTS.map((key) => {
      const [a, b] = [kept.outcome[key], now.outcome[key]]
      return {
        key,
        a: formatNumber(a, lang),
        b: formatNumber(b, lang),
        more: signed(formatNumber(b - a, lang), b - a),
      }
    }),
  ]
  return (
    <section className="zq-panel">
      <div className="zq-risk-head">
        <h2 className="zq-risk-title">{t('chain.shock.compare')}</h2>
        <Button onClick={onDrop}>{t('chain.shock.drop')}</Button>
      </div>
      <Table
        size="small"
        rowKey="key"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 560 }}
        columns={[
          { title: '', dataIndex: 'key', width: 160, render: (key: string) => t(`chain.shock.row.${key}`) },
          { title: `A · ${kept.asked.title}`, dataIndex: 'a', align: 'right' },
          { title: `B · ${now.asked.title}`, dataIndex: 'b', align: 'right' },
          { title: t('chain.shock.difference'), dataIndex: 'more', align: 'right', width: 110 },
        ]}
      />
      <DaysChart
        lines={[
          { name: `A · ${kept.asked.title}`, timeline: kept.outcome },
          { name: `B · ${now.asked.title}`, timeline: now.outcome },
        ]}
      />
    </section>
  )
}
