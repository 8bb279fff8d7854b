import { Table, Tag } from 'antd'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { formatNumber, formatPercent, useText } from '#kernel/web'
import type { getFirmRisk } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { FirmName } from './firm-name.tsx'

type Detail = EndpointReply<typeof getFirmRisk>
const PAGES = { defaultPageSize: 10, hideOnSinglePage: true, size: 'small' } as const

/** Who in the city could deliver what the failing firm delivers, with the capacity that is known to be free. */
export function StandIns({ alternatives }: Pick<Detail, 'alternatives'>) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const unknown = <span className="zq-soft">{t('kit.unknown')}</span>
  return (
    <Table
      size="small"
      rowKey={(row) => `${row.id} ${row.node} ${row.stage}`}
      dataSource={alternatives}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: t('chain.risk.noStandIns') }}
      pagination={PAGES}
      columns={[
        {
          title: t('chain.risk.firm'),
          width: 240,
          render: (_, row) =>
            row.inLibrary ? <Link to={`/registry/enterprises/${row.id}`}>{row.name}</Link> : row.name,
        },
        { title: t('chain.risk.node'), dataIndex: 'node', render: nodeName },
        { title: t('chain.risk.district'), dataIndex: 'district', render: regionName },
        {
          title: t('chain.risk.stage'),
          dataIndex: 'stage',
          render: (stage: string | null) => (stage === null ? unknown : t(`chain.risk.stage.${stage}`)),
        },
        {
          title: t('chain.risk.capacity'),
          dataIndex: 'capacity',
          align: 'right',
          render: (value: number | null) => (value === null ? unknown : formatNumber(value, lang)),
        },
        {
          title: t('chain.risk.utilisation'),
          dataIndex: 'utilisation',
          align: 'right',
          render: (value: number | null) => (value === null ? unknown : formatPercent(value, lang)),
        },
        {
          title: t('chain.risk.spare'),
          dataIndex: 'spare',
          align: 'right',
          sorter: (a, b) => (a.spare ?? -1) - (b.spare ?? -1),
          render: (value: number | null) => (value === null ? unknown : <b>{formatNumber(value, lang)}</b>),
        },
      ]}
    />
  )
}

/** Vehicle models whose bills name the firm, or one that it stops. */
export function HitModels({ models }: Pick<Detail, 'models'>) {
  const { t, lang } = useText()
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={models}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: t('chain.risk.noModels') }}
      pagination={PAGES}
      columns={[
        {
          title: t('chain.risk.model'),
          width: 200,
          render: (_, row) => (
            <>
              <Link to={`/chain/local/models/${row.id}`}>{row.name}</Link>{' '}
              <span className="zq-soft">{row.code}</span>
            </>
          ),
        },
        { title: t('chain.risk.oem'), width: 200, render: (_, row) => <FirmName firm={row.oem} /> },
        {
          title: t('chain.risk.by'),
          render: (_, row) =>
            row.direct ? <Tag color="red">{t('chain.risk.direct')}</Tag> : <FirmName firm={row.supplier} />,
        },
        {
          title: t('chain.risk.loss'),
          dataIndex: 'loss',
          align: 'right',
          render: (loss: number) => formatPercent(loss, lang),
        },
        {
          title: t('chain.risk.parts'),
          dataIndex: 'parts',
          render: (parts: string[]) => parts.join(lang === 'zh' ? '、' : ', '),
        },
        { title: t('chain.risk.lines'), dataIndex: 'lines', align: 'right' },
      ]}
    />
  )
}
