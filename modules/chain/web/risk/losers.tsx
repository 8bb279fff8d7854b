import { Table, Tag } from 'antd'
import { formatMoney, formatNumber, formatPercent, useText } from '#kernel/web'
import type { RiskLoser, RiskPath } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { FirmName } from './firm-name.tsx'
import { PathLine } from './paths.tsx'

interface LosersProps {
  readonly losers: readonly RiskLoser[]
  readonly hidden: number
  readonly stoppedFrom: number
  /** All that are reached: more than the list holds, perhaps. */
  readonly reached: number
  /** How the failure gets to the first of them. */
  readonly paths?: readonly RiskPath[]
}

/** Whom a failure reaches: the share of output that each loses, by missing inputs and by missing buyers. */
export function Losers({ losers, hidden, stoppedFrom, reached, paths = [] }: LosersProps) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const pathTo = new Map(paths.map((path) => [path.to.id, path]))
  const cut = reached - hidden - losers.length
  const share = (value: number) => formatPercent(value, lang)
  return (
    <>
      {hidden > 0 && (
        <p className="zq-soft">{t('chain.risk.hidden', { count: formatNumber(hidden, lang) })}</p>
      )}
      {cut > 0 && <p className="zq-soft">{t('chain.risk.cut', { count: formatNumber(cut, lang) })}</p>}
      <Table
        size="small"
        rowKey="id"
        expandable={
          pathTo.size > 0
            ? {
                rowExpandable: ({ id }) => pathTo.has(id),
                expandedRowRender: ({ id }) => <PathLine path={pathTo.get(id) as RiskPath} />,
              }
            : undefined
        }
        dataSource={losers as RiskLoser[]}
        scroll={{ x: 'max-content' }}
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
