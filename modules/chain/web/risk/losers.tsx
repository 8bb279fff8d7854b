import { Table, Tag } from 'antd'
import { formatMoney, formatNumber, formatPercent, useText } from '#kernel/web'
import type { RiskLoser } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { FirmName } from './firm-name.tsx'

interface LosersProps {
  readonly losers: readonly RiskLoser[]
  readonly hidden: number
  readonly stoppedFrom: number
}

/** Whom a failure reaches: the share of output that each loses, by missing inputs and by missing buyers. */
export function Losers({ losers, hidden, stoppedFrom }: LosersProps) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const share = (value: number) => formatPercent(value, lang)
  return (
    <>
      {hidden > 0 && (
        <p className="zq-soft">{t('chain.risk.hidden', { count: formatNumber(hidden, lang) })}</p>
      )}
      <Table
        size="small"
        rowKey="id"
        dataSource={losers as RiskLoser[]}
        scroll={{ x: 760 }}
        locale={{ emptyText: t('chain.risk.nobody') }}
        pagination={{ defaultPageSize: 10, hideOnSinglePage: true, size: 'small' }}
        columns={[
          {
            title: t('chain.risk.firm'),
            dataIndex: 'name',
            width: 260,
            sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
            render: (_, row) => <FirmName firm={row} />,
          },
          {
            title: t('chain.risk.loss'),
            dataIndex: 'loss',
            width: 140,
            align: 'right',
            defaultSortOrder: 'descend',
            sorter: (a, b) => a.loss - b.loss,
            render: (loss: number) => (
              <>
                {loss >= stoppedFrom && <Tag color="red">{t('chain.risk.stops')}</Tag>}
                <b>{share(loss)}</b>
              </>
            ),
          },
          {
            title: t('chain.risk.down'),
            dataIndex: 'down',
            align: 'right',
            sorter: (a, b) => a.down - b.down,
            render: share,
          },
          {
            title: t('chain.risk.up'),
            dataIndex: 'up',
            align: 'right',
            sorter: (a, b) => a.up - b.up,
            render: share,
          },
          {
            title: t('chain.risk.lostMoney'),
            dataIndex: 'lost',
            align: 'right',
            sorter: (a, b) => (a.lost ?? -1) - (b.lost ?? -1),
            render: (lost: number | null) => (lost === null ? t('kit.unknown') : formatMoney(lost, lang)),
          },
          { title: t('chain.risk.node'), dataIndex: 'node', render: nodeName },
          { title: t('chain.risk.district'), dataIndex: 'district', render: regionName },
        ]}
      />
    </>
  )
}
