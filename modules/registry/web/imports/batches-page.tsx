import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { type DataColumn, DataTable, PageHeader, useText } from '#kernel/web'
import { type Batch, listImports } from '../../contract.ts'
import { BatchTag } from './batch-state.tsx'
import '../registry.css'

/** All import batches, newest first; opening one goes on where it stands. */
export function Page() {
  const { t } = useText()
  const navigate = useNavigate()
  const columns = useMemo<DataColumn<Batch>[]>(
    () => [
      {
        key: 'fileName',
        title: t('registry.imports.file'),
        width: 230,
        card: 'title',
        render: (name: string, row) => <Link to={`/registry/imports/${row.id}`}>{name}</Link>,
      },
      {
        key: 'tableName',
        title: t('registry.imports.table'),
        width: 110,
        render: (name: string) => t(`registry.importTable.${name}`),
      },
      {
        key: 'state',
        title: t('registry.imports.state'),
        width: 120,
        render: (state: Batch['state']) => <BatchTag state={state} />,
      },
      { key: 'total', title: t('registry.imports.total'), kind: 'number', width: 80 },
      { key: 'created', title: t('registry.imports.created'), kind: 'number', width: 80 },
      { key: 'updated', title: t('registry.imports.updated'), kind: 'number', width: 80 },
      { key: 'unchanged', title: t('registry.imports.unchanged'), kind: 'number', width: 90, hidden: true },
      { key: 'faulty', title: t('registry.imports.faulty'), kind: 'number', width: 80 },
      { key: 'doubtful', title: t('registry.imports.doubtful'), kind: 'number', width: 80 },
      { key: 'createdBy', title: t('registry.imports.by'), width: 100 },
      { key: 'createdAt', title: t('registry.imports.at'), kind: 'instant', width: 165 },
      {
        key: 'committedAt',
        title: t('registry.imports.committedAt'),
        kind: 'instant',
        absent: 'none',
        width: 165,
        hidden: true,
      },
    ],
    [t],
  )
  const start = (
    <Link to="/registry/imports/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('registry.import.new')}
      </Button>
    </Link>
  )
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.imports')} subtitle={t('registry.imports.intro')} actions={start} />
      <div className="zq-panel">
        <DataTable
          name="registry.imports"
          endpoint={listImports}
          rowKey={(row) => row.id}
          columns={columns}
          search={false}
          refetchInterval={10_000}
          onOpen={(row) => void navigate(`/registry/imports/${row.id}`)}
          empty={{
            title: t('registry.imports.empty'),
            hint: t('registry.imports.emptyHint'),
            action: start,
          }}
        />
      </div>
    </div>
  )
}
