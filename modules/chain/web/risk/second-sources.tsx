import { Skeleton, Table } from 'antd'
import { Link } from 'react-router'
import { ErrorState, Figure, formatMoney, formatNumber, formatPercent, useApi, useText } from '#kernel/web'
import { getSecondSources } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { FirmName } from './firm-name.tsx'

/** The same failure with a second supplier for the buyers that have none: all of them at once, and one by one. */
export function SecondSources({ id }: { id: string }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const reply = useApi(getSecondSources, { params: { id } })
  if (reply.error && !reply.data)
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 6 }} />
  const { esri, withAll, slots, hidden, assumed } = reply.data
  const unknown = t('kit.unknown')
  return (
    <>
      <p className="zq-soft">{t('chain.risk.secondHow', { share: formatPercent(assumed.share, lang) })}</p>
      <div className="zq-risk-figures">
        <Figure size="small" label={t('chain.risk.esriNow')} value={esri} unit="ratio" />
        <Figure size="small" label={t('chain.risk.esriWithAll')} value={withAll} unit="ratio" />
        <Figure size="small" label={t('chain.risk.savedByAll')} value={esri - withAll} unit="ratio" />
      </div>
      {hidden > 0 && (
        <p className="zq-soft">{t('chain.risk.hidden', { count: formatNumber(hidden, lang) })}</p>
      )}
      <Table
        size="small"
        rowKey={(slot) => `${slot.buyer?.id} ${slot.node}`}
        dataSource={slots}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('chain.risk.noSoleBuyers') }}
        pagination={{ defaultPageSize: 10, hideOnSinglePage: true, size: 'small' }}
        columns={[
          {
            title: t('chain.risk.buyer'),
            width: 240,
            render: (_, slot) => <FirmName firm={slot.buyer} />,
          },
          {
            title: t('chain.risk.node'),
            dataIndex: 'node',
            render: (code: string | null) => nodeName(code) || unknown,
          },
          {
            title: t('chain.risk.amount'),
            dataIndex: 'amount',
            align: 'right',
            render: (amount: number | null) => (
              <Link to={`/chain/supplies?firm=${id}`}>
                {amount === null ? unknown : formatMoney(amount, lang)}
              </Link>
            ),
          },
          {
            title: t('chain.risk.dependence'),
            dataIndex: 'dependence',
            align: 'right',
            render: (value: number) => formatPercent(value, lang),
          },
          {
            title: t('chain.risk.saved'),
            dataIndex: 'saved',
            align: 'right',
            defaultSortOrder: 'descend',
            sorter: (a, b) => a.saved - b.saved,
            render: (value: number) => <b>{formatPercent(value, lang)}</b>,
          },
          {
            title: t('chain.risk.able'),
            dataIndex: 'able',
            align: 'right',
            render: (able: number, slot) =>
              able > 0 && slot.node ? <Link to={`/chain/gaps?node=${slot.node}`}>{able}</Link> : able,
          },
        ]}
      />
    </>
  )
}
