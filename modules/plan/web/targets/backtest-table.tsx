import { CheckOutlined } from '@ant-design/icons'
import { Table } from 'antd'
import { formatNumber, formatPercent, useText } from '#kernel/web'
import type { TargetDetail } from '../../contract.ts'

/** How each method did when the past was forecast from earlier days, and which one is used. */
export function BacktestTable({ target }: { target: TargetDetail }) {
  const { t, has, lang } = useText()
  const nameOf = (method: string) => (has(`plan.method.${method}`) ? t(`plan.method.${method}`) : method)
  return (
    <section className="zq-panel" aria-labelledby="plan-backtest">
      <h2 id="plan-backtest" className="zq-plan-h2">
        {t('plan.backtest')}
      </h2>
      {target.backtest.length === 0 ? (
        <p className="zq-plan-quiet">{t('plan.backtest.none')}</p>
      ) : (
        <Table
          size="small"
          rowKey="method"
          pagination={false}
          dataSource={target.backtest}
          scroll={{ x: 380 }}
          columns={[
            {
              key: 'method',
              title: t('plan.backtest.method'),
              render: (_, row) => (
                <span style={row.chosen ? { fontWeight: 600 } : undefined}>
                  {row.chosen && <CheckOutlined aria-label={t('plan.backtest.chosen')} />}{' '}
                  {nameOf(row.method)}
                </span>
              ),
            },
            {
              key: 'smape',
              title: t('plan.backtest.smape'),
              align: 'right',
              className: 'zq-number',
              sorter: (a, b) => (a.smape ?? Infinity) - (b.smape ?? Infinity),
              render: (_, row) => formatPercent(row.smape, lang),
            },
            {
              key: 'mase',
              title: t('plan.backtest.mase'),
              align: 'right',
              className: 'zq-number',
              sorter: (a, b) => (a.mase ?? Infinity) - (b.mase ?? Infinity),
              render: (_, row) => formatNumber(row.mase, lang),
            },
            {
              key: 'coverage',
              title: t('plan.backtest.coverage'),
              align: 'right',
              className: 'zq-number',
              render: (_, row) => formatPercent(row.coverage, lang, 0),
            },
          ]}
        />
      )}
      <p className="zq-plan-note">{t('plan.backtest.hint')}</p>
    </section>
  )
}
