import { Link } from 'react-router'
import { type DataColumn, DataTable, type RowOf, useCan, useText } from '#kernel/web'
import { type EnterpriseDetail, enterpriseSources } from '../../contract.ts'
import { EnterpriseRecords } from '../fusion/enterprise-records.tsx'
import { RawValues } from '../raw-values.tsx'
import { HiddenPart, isHidden } from './section.tsx'

type Row = RowOf<typeof enterpriseSources>

/** The raw rows, as imported, that the enterprise was made of. */
export function Sources({ enterprise }: { enterprise: EnterpriseDetail }) {
  const { t, has } = useText()
  const canImport = useCan('registry.enterprise.import')
  const records = <EnterpriseRecords enterpriseId={enterprise.id} />
  if (isHidden(enterprise, 'sources')) {
    return (
      <>
        {records}
        <HiddenPart part="sources" />
      </>
    )
  }
  const columns: DataColumn<Row>[] = [
    {
      key: 'fileName',
      title: t('registry.sources.file'),
      width: 200,
      card: 'title',
      render: (fileName: string, row) =>
        canImport ? <Link to={`/registry/imports/${row.batchId}`}>{fileName}</Link> : fileName,
    },
    {
      key: 'tableName',
      title: t('registry.sources.table'),
      width: 100,
      render: (name: string) =>
        has(`registry.importTable.${name}`) ? t(`registry.importTable.${name}`) : name,
    },
    { key: 'rowNumber', title: t('registry.sources.row'), kind: 'number', width: 80 },
    {
      key: 'raw',
      title: t('registry.sources.raw'),
      width: 440,
      render: (raw: Row['raw']) => <RawValues raw={raw} />,
    },
    { key: 'importedAt', title: t('registry.sources.at'), kind: 'instant', width: 170 },
  ]
  return (
    <>
      {records}
      <DataTable
        name="registry.sources"
        endpoint={enterpriseSources}
        params={{ id: enterprise.id }}
        rowKey={(row) => `${row.batchId}:${row.rowNumber}`}
        columns={columns}
        search={false}
        urlPrefix="s."
        empty={{ title: t('registry.sources.none'), hint: t('registry.sources.noneHint') }}
      />
    </>
  )
}
