import { Input, Table } from 'antd'
import { useState } from 'react'
import { formatMoney, useText } from '#kernel/web'
import type { GraphElement, GraphPicture, TreeNode } from '../../contract.ts'
import { StateMark } from '../gaps/state-mark.tsx'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import type { Sums } from './sums.ts'

interface AsListProps {
  readonly nodes?: readonly TreeNode[]
  readonly sums?: ReadonlyMap<string, Sums>
  readonly picture?: Pick<GraphPicture, 'elements' | 'links'>
  readonly onChoose: (key: string) => void
}

/** What the picture shows, as a list: the way for the keyboard and for those who rather read. */
export function AsList({ nodes, sums, picture, onChoose }: AsListProps) {
  const { t, lang } = useText()
  const [q, setQ] = useState('')
  const nameOf = (of: { nameZh: string; nameEn: string }) => (lang === 'zh' ? of.nameZh : of.nameEn)
  const isHit = (of: { nameZh: string; nameEn: string }) =>
    `${of.nameZh} ${of.nameEn}`.toLowerCase().includes(q.trim().toLowerCase())
  return (
    <div className="zq-panel">
      <Input.Search
        allowClear
        style={{ maxWidth: 320, marginBottom: 12 }}
        aria-label={t('chain.graph.search')}
        placeholder={t('chain.graph.search')}
        onChange={(event) => setQ(event.target.value)}
      />
      {nodes && sums ? (
        <Table
          size="small"
          rowKey="code"
          dataSource={nodes.filter(isHit)}
          scroll={{ x: 720 }}
          pagination={{ defaultPageSize: 20, size: 'small' }}
          onRow={(node) => ({ onClick: () => onChoose(`node:${node.code}`), style: { cursor: 'pointer' } })}
          columns={[
            { title: t('chain.gap.state'), width: 80, render: (_, node) => <StateMark state={node.state} /> },
            {
              title: t('chain.graph.kind.node'),
              sorter: (a, b) => a.code.localeCompare(b.code),
              render: (_, node) => `${nameOf(node)} ${node.code}`,
            },
            ...(['firms', 'localFirms', 'relations', 'localRelations'] as const).map((key) => ({
              title: t(`chain.graph.${key}`),
              align: 'right' as const,
              sorter: (a: TreeNode, b: TreeNode) =>
                (sums.get(a.code)?.[key] ?? 0) - (sums.get(b.code)?.[key] ?? 0),
              render: (_: unknown, node: TreeNode) => sums.get(node.code)?.[key],
            })),
            {
              title: t('chain.graph.amount'),
              align: 'right',
              sorter: (a, b) => (sums.get(a.code)?.amount ?? -1) - (sums.get(b.code)?.amount ?? -1),
              render: (_, node) => {
                const amount = sums.get(node.code)?.amount ?? null
                return amount === null ? t('kit.unknown') : formatMoney(amount, lang)
              },
            },
          ]}
        />
      ) : (
        <Elements elements={(picture?.elements ?? []).filter(isHit)} onChoose={onChoose} />
      )}
    </div>
  )
}

function Elements({
  elements,
  onChoose,
}: {
  elements: readonly GraphElement[]
  onChoose: (key: string) => void
}) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  return (
    <Table
      size="small"
      rowKey="key"
      dataSource={elements as GraphElement[]}
      scroll={{ x: 720 }}
      pagination={{ defaultPageSize: 20, size: 'small' }}
      onRow={(element) => ({ onClick: () => onChoose(element.key), style: { cursor: 'pointer' } })}
      columns={[
        {
          title: t('chain.graph.hop'),
          dataIndex: 'hop',
          width: 110,
          sorter: (a, b) => a.hop - b.hop,
          render: (hop: number) =>
            hop === 0
              ? '–'
              : t(hop < 0 ? 'chain.graph.hopUp' : 'chain.graph.hopDown', { hops: Math.abs(hop) }),
        },
        {
          title: t('chain.graph.kind.firm'),
          sorter: (a, b) => a.nameZh.localeCompare(b.nameZh, 'zh'),
          render: (_, of) =>
            `${lang === 'zh' ? of.nameZh : of.nameEn}${of.kind === 'more' ? ` ×${of.firms}` : ''}`,
        },
        { title: t('chain.graph.kind.node'), dataIndex: 'node', render: nodeName },
        { title: t('chain.graph.district'), dataIndex: 'district', render: regionName },
        {
          title: t('chain.graph.sole'),
          dataIndex: 'soleFor',
          align: 'right',
          sorter: (a, b) => a.soleFor - b.soleFor,
        },
      ]}
    />
  )
}
