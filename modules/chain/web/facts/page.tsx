import { PlusOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { type DataColumn, DataTable, formatPercent, PageHeader, useCan, useText } from '#kernel/web'
import { exportSupplies, listSupplies, SUPPLY_ORIGINS, type SupplyRow } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { SupplyDrawer } from './supply-drawer.tsx'
import { SupplyForm } from './supply-form.tsx'
import './facts.css'

/** Who supplies what to whom, with the source, the date and how far it is trusted today. */
export function Page() {
  const { t } = useText()
  const { id } = useParams()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const mayWrite = useCan('chain.fact.write')
  const [adding, setAdding] = useState(false)
  const open = (to?: string): void => {
    void navigate({ pathname: `/chain/supplies${to ? `/${to}` : ''}`, search: `${params}` })
  }
  return (
    <div className="zq-page">
      <PageHeader
        title={t('chain.facts')}
        subtitle={t('chain.facts.intro')}
        actions={
          mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t('chain.facts.add')}
            </Button>
          )
        }
      />
      <div className="zq-panel">
        <List onOpen={open} />
      </div>
      <SupplyDrawer id={id} onClose={() => open()} />
      {adding && (
        <SupplyForm
          onClose={(made) => {
            setAdding(false)
            if (made) open(made)
          }}
        />
      )}
    </div>
  )
}

function List({ onOpen }: { onOpen: (id: string) => void }) {
  const { t, lang } = useText()
  const [params] = useSearchParams()
  const { nodes, nodeName } = useNodeNames()
  const { districts, regionName } = useRegionNames()
  const mayExport = useCan('chain.fact.export')
  const firm = (key: 'supplier' | 'buyer'): DataColumn<SupplyRow> => ({
    key,
    title: t(`chain.facts.${key}`),
    width: 230,
    ...(key === 'supplier' ? { card: 'title' as const } : {}),
    render: (_: never, row) => (
      <>
        {row[key].name || t('chain.facts.closedFirm')}{' '}
        <span className="zq-soft">
          {row[key].inLibrary ? regionName(row[key].district) : t('chain.facts.outside')}
        </span>
      </>
    ),
  })
  const columns: DataColumn<SupplyRow>[] = [
    firm('supplier'),
    firm('buyer'),
    {
      key: 'node',
      title: t('chain.facts.node'),
      width: 170,
      sort: true,
      render: (code: never) => nodeName(code) || <span className="zq-soft">{t('kit.unknown')}</span>,
    },
    { key: 'amount', title: t('chain.facts.amount'), kind: 'money', width: 130, sort: true },
    {
      key: 'trust',
      title: t('chain.facts.trust'),
      width: 110,
      sort: true,
      render: (_: never, row) => <Trust trust={row.trust} text={formatPercent(row.trust, lang, 0)} />,
    },
    {
      key: 'source',
      title: t('chain.facts.source'),
      width: 190,
      render: (_: never, row) => (
        <>
          {t(`chain.imports.kind.${row.sourceKind}`)} <span className="zq-soft">{row.source}</span>
        </>
      ),
    },
    { key: 'observedOn', title: t('chain.facts.observedOn'), kind: 'date', width: 120, sort: true },
    {
      key: 'status',
      title: t('chain.facts.marks'),
      width: 130,
      render: (_: never, row) => (
        <>
          {row.sole && <Tag color="red">{t('chain.facts.sole')}</Tag>}
          {row.status === 'ended' && <Tag>{t('chain.facts.status.ended')}</Tag>}
        </>
      ),
    },
    { key: 'share', title: t('chain.facts.share'), kind: 'percent', width: 110, sort: true, hidden: true },
    { key: 'period', title: t('chain.facts.period'), width: 90, hidden: true },
    {
      key: 'origin',
      title: t('chain.facts.origin'),
      width: 120,
      hidden: true,
      render: (origin: never) => t(`chain.facts.origin.${origin}`),
    },
  ]
  const choice = (key: string, values: readonly string[]) => ({
    key,
    title: t(`chain.facts.${key}`),
    kind: 'select' as const,
    options: values.map((value) => ({ value, label: t(`chain.facts.${key}.${value}`) })),
  })
  const fixed = Object.fromEntries(
    ['firm', 'batch'].flatMap((key) => (params.get(key) ? [[key, params.get(key) as string]] : [])),
  )
  return (
    <DataTable
      name="chain.facts.list"
      endpoint={listSupplies}
      query={fixed}
      columns={columns}
      rowKey={(row) => row.id}
      defaultSort="-amount"
      searchHint={t('chain.facts.search')}
      onOpen={(row) => onOpen(row.id)}
      exportEndpoint={mayExport ? exportSupplies : undefined}
      exportName={`${t('chain.facts')}.xlsx`}
      filters={[
        { key: 'node', title: t('chain.facts.node'), kind: 'select', options: nodes, width: 190 },
        { key: 'district', title: t('chain.facts.district'), kind: 'multiple', options: districts },
        choice('freshness', ['sure', 'fading', 'stale']),
        choice('origin', SUPPLY_ORIGINS),
        choice('status', ['active', 'ended']),
        { key: 'sole', title: t('chain.facts.onlySole'), kind: 'flag' },
      ]}
      empty={{ title: t('chain.facts.empty'), hint: t('chain.facts.emptyHint') }}
    />
  )
}

/** How far a fact is trusted, as a bar with its figure. */
export function Trust({ trust, text }: { trust: number; text: string }) {
  return (
    <span className="zq-facts-trust">
      <span aria-hidden>
        <span style={{ width: `${Math.min(100, trust * 100)}%` }} />
      </span>
      {text}
    </span>
  )
}
