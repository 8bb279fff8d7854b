import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { type DataColumn, DataTable, PageHeader, useText } from '#kernel/web'
import { CHAIN_BATCH_STATES, CHAIN_TABLES, type ChainBatch, listChainImports } from '../../contract.ts'
import { BatchTag } from './batch-tag.tsx'
import { NewImport } from './new-import.tsx'
import './imports.css'

/** Bringing a table in, and all batches so far. */
export function Page() {
  const { t } = useText()
  const navigate = useNavigate()
  const columns = useMemo<DataColumn<ChainBatch>[]>(
    () => [
      {
        key: 'fileName',
        title: t('chain.imports.file'),
        width: 220,
        sort: true,
        card: 'title',
        render: (name: string, row) => <Link to={`/chain/imports/${row.id}`}>{name}</Link>,
      },
      {
        key: 'tableName',
        title: t('chain.imports.table'),
        width: 110,
        render: (name: string) => t(`chain.imports.table.${name}`),
      },
      {
        key: 'state',
        title: t('chain.imports.state'),
        width: 120,
        render: (state: ChainBatch['state']) => <BatchTag state={state} />,
      },
      { key: 'total', title: t('chain.imports.total'), kind: 'number', width: 80, sort: true },
      { key: 'created', title: t('chain.imports.outcome.create'), kind: 'number', width: 80 },
      { key: 'updated', title: t('chain.imports.outcome.update'), kind: 'number', width: 80 },
      {
        key: 'unchanged',
        title: t('chain.imports.outcome.unchanged'),
        kind: 'number',
        width: 80,
        hidden: true,
      },
      { key: 'faulty', title: t('chain.imports.outcome.faulty'), kind: 'number', width: 80 },
      {
        key: 'source',
        title: t('chain.imports.source'),
        width: 200,
        render: (source: string, row) => (
          <>
            {source} <span className="zq-soft">{t(`chain.imports.kind.${row.sourceKind}`)}</span>
          </>
        ),
      },
      { key: 'observedOn', title: t('chain.imports.observedOn'), kind: 'date', width: 110, sort: true },
      { key: 'createdBy', title: t('chain.imports.by'), width: 100, hidden: true },
      { key: 'createdAt', title: t('chain.imports.at'), kind: 'instant', width: 165, sort: true },
    ],
    [t],
  )
  return (
    <div className="zq-page">
      <PageHeader title={t('chain.imports')} subtitle={t('chain.imports.intro')} />
      <NewImport />
      <div className="zq-panel">
        <h2 className="zq-imp-title">{t('chain.imports.batches')}</h2>
        <DataTable
          name="chain.imports.batches"
          endpoint={listChainImports}
          rowKey={(row) => row.id}
          columns={columns}
          refetchInterval={10_000}
          onOpen={(row) => void navigate(`/chain/imports/${row.id}`)}
          filters={[
            {
              key: 'table',
              title: t('chain.imports.table'),
              kind: 'multiple',
              options: CHAIN_TABLES.map((value) => ({ value, label: t(`chain.imports.table.${value}`) })),
            },
            {
              key: 'state',
              title: t('chain.imports.state'),
              kind: 'multiple',
              options: CHAIN_BATCH_STATES.map((value) => ({
                value,
                label: t(`chain.imports.state.${value}`),
              })),
            },
          ]}
          empty={{ title: t('chain.imports.empty'), hint: t('chain.imports.emptyHint') }}
        />
      </div>
    </div>
  )
}
