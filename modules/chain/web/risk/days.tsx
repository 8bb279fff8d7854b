import { InputNumber, Skeleton, Table } from 'antd'
import { useMemo, useState } from 'react'
import {
  Chart,
  ErrorState,
  Figure,
  formatMoney,
  formatNumber,
  SERIES_COLORS,
  useApi,
  useShade,
  useText,
} from '#kernel/web'
import { getFirmDays, type RiskAssumptions } from '../../contract.ts'
import { FirmName } from './firm-name.tsx'

export const TIMES = ['partDays', 'electronicDays', 'otherDays', 'recoveryDays', 'onboardingDays'] as const
export type TimeChanges = Partial<Record<(typeof TIMES)[number], number>>

interface TimeFieldsProps {
  readonly assumed: RiskAssumptions
  readonly changes: TimeChanges
  readonly onChange: (changes: TimeChanges) => void
}

/** What is assumed about inventories, recovery and taking on a supplier, to be changed for one question. */
export function TimeFields({ assumed, changes, onChange }: TimeFieldsProps) {
  const { t } = useText()
  return (
    <div className="zq-risk-times">
      <p className="zq-soft">{t('chain.risk.assumed')}</p>
      {TIMES.map((key) => (
        <div key={key}>
          <span>{t(`chain.risk.time.${key}`)}</span>
          <InputNumber
            size="small"
            min={0}
            max={365}
            aria-label={t(`chain.risk.time.${key}`)}
            precision={0}
            value={changes[key] ?? assumed[key]}
            suffix={t('chain.risk.daysUnit')}
            onChange={(value) => {
              const { [key]: _, ...others } = changes
              onChange(value === null || value === assumed[key] ? others : { ...others, [key]: value })
            }}
          />
        </div>
      ))}
    </div>
  )
}

/** A failure day by day: how long inventories last, who stands still when, and when all runs again. */
export function Days({ id, assumed }: { id: string; assumed: RiskAssumptions }) {
  const { t, lang } = useText()
  const [changes, setChanges] = useState<TimeChanges>({})
  const reply = useApi(getFirmDays, { params: { id }, query: changes })
  const days = reply.data
  const never = <span className="zq-soft">{t('chain.risk.neverDay')}</span>
  const day = (value: number | null) => (value === null ? never : t('chain.risk.day', { day: value }))
  return (
    <>
      <TimeFields assumed={assumed} changes={changes} onChange={setChanges} />
      {reply.error && !days && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!days && !reply.error && <Skeleton active paragraph={{ rows: 6 }} />}
      {days && (
        <div className={reply.isFetching ? 'zq-risk-stale' : undefined}>
          <div className="zq-risk-figures">
            <Figure
              size="small"
              label={t('chain.risk.survive')}
              value={days.firstDay}
              unit="count"
              unitText={days.firstDay === null ? '' : t('chain.risk.daysUnit')}
            />
            <Figure size="small" label={t('chain.risk.lostInAll')} value={days.lost} unit="fen" />
            <Figure size="small" label={t('chain.risk.hitFirms')} value={days.firms.length + days.hidden} />
            <Figure size="small" label={t('chain.risk.spareFirms')} value={days.spareFirms} />
          </div>
          <DaysChart curve={days.curve} />
          <Table
            size="small"
            rowKey="id"
            dataSource={days.firms}
            scroll={{ x: 700 }}
            locale={{ emptyText: t('chain.risk.nobodyInTime') }}
            pagination={{ defaultPageSize: 10, hideOnSinglePage: true, size: 'small' }}
            columns={[
              { title: t('chain.risk.firm'), width: 260, render: (_, row) => <FirmName firm={row} /> },
              {
                title: t('chain.risk.losesOn'),
                dataIndex: 'losesOn',
                sorter: (a, b) => a.losesOn - b.losesOn,
                render: day,
              },
              {
                title: t('chain.risk.stopsOn'),
                dataIndex: 'stopsOn',
                sorter: (a, b) => (a.stopsOn ?? 999) - (b.stopsOn ?? 999),
                render: day,
              },
              { title: t('chain.risk.runsOn'), dataIndex: 'runsOn', render: day },
              {
                title: t('chain.risk.lostDays'),
                dataIndex: 'lostDays',
                align: 'right',
                sorter: (a, b) => a.lostDays - b.lostDays,
                render: (value: number) => formatNumber(Number(value.toFixed(1)), lang),
              },
              {
                title: t('chain.risk.lostMoney'),
                dataIndex: 'lost',
                align: 'right',
                render: (lost: number | null) => (lost === null ? t('kit.unknown') : formatMoney(lost, lang)),
              },
            ]}
          />
        </div>
      )}
    </>
  )
}

/** Share of the chain's output that is lost on each day. */
export function DaysChart({ curve }: { curve: readonly number[] }) {
  const { t } = useText()
  const shade = useShade()
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 16, bottom: 28, containLabel: true },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: curve.map((_, day) => day),
        name: t('chain.risk.dayAxis'),
        nameLocation: 'middle',
        nameGap: 26,
      },
      yAxis: { type: 'value', axisLabel: { formatter: '{value}%' } },
      series: [
        {
          name: t('chain.risk.shareOfChain'),
          type: 'line',
          step: 'end',
          showSymbol: false,
          areaStyle: { opacity: 0.15 },
          itemStyle: { color: SERIES_COLORS[shade][0] },
          data: curve.map((share) => Number((share * 100).toFixed(4))),
        },
      ],
    }),
    [curve, shade, t],
  )
  return <Chart option={option} label={t('chain.risk.daysChart')} height={220} />
}
