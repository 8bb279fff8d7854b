import { keepPreviousData } from '@tanstack/react-query'
import { Skeleton, Table } from 'antd'
import { useState } from 'react'
import { ErrorState, Figure, formatMoney, formatNumber, useApi, useText } from '#kernel/web'
import { getFirmDays, type RiskAssumptions } from '../../contract.ts'
import { DaysChart } from './days-chart.tsx'
import { FirmName } from './firm-name.tsx'
import { type TimeChanges, TimeFields } from './time-fields.tsx'

/** A failure day by day: how long inventories last, who stands still when, and when all runs again. */
export function Days({ id, assumed }: { id: string; assumed: RiskAssumptions }) {
  const { t, lang } = useText()
  const [changes, setChanges] = useState<TimeChanges>({})
  const reply = useApi(getFirmDays, { params: { id }, query: changes }, { placeholderData: keepPreviousData })
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
            <Figure size="small" label={t('chain.risk.hitFirms')} value={days.hurt} />
            <Figure size="small" label={t('chain.risk.switched')} value={days.switched} unit="fen" />
            <Figure size="small" label={t('chain.risk.spareFirms')} value={days.spareFirms} />
          </div>
          <DaysChart lines={[{ name: t('chain.risk.shareOfChain'), timeline: days }]} />
          {days.hidden > 0 && (
            <p className="zq-soft">{t('chain.risk.hidden', { count: formatNumber(days.hidden, lang) })}</p>
          )}
          {days.hurt - days.hidden > days.firms.length && (
            <p className="zq-soft">
              {t('chain.risk.cut', {
                count: formatNumber(days.hurt - days.hidden - days.firms.length, lang),
              })}
            </p>
          )}
          <Table
            size="small"
            rowKey="id"
            dataSource={days.firms}
            scroll={{ x: 'max-content' }}
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
