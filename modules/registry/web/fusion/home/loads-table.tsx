import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { type DataColumn, DataTable, useText } from '#kernel/web'
import { type FusionLoad, listFusionLoads } from '../../../contract.ts'
import { LoadTag } from '../loads/load-state.tsx'
import { FUSION, useSourceName } from '../words.ts'

/** Files of records that were read, newest first. */
export function LoadsTable() {
  const { t } = useText()
  const navigate = useNavigate()
  const nameOf = useSourceName()
  const columns = useMemo<DataColumn<FusionLoad>[]>(
    () => [
      {
        key: 'fileName',
        title: t('registry.fusion.file'),
        width: 220,
        card: 'title',
        render: (name: string, row) => <Link to={`${FUSION}/loads/${row.id}`}>{name}</Link>,
      },
      {
        key: 'source',
        title: t('registry.fusion.source'),
        width: 150,
        render: (code: string | null) => (code ? nameOf(code) : t('registry.fusion.sourceInRows')),
      },
      {
        key: 'state',
        title: t('registry.fusion.state'),
        width: 110,
        render: (state: FusionLoad['state']) => <LoadTag state={state} />,
      },
      { key: 'total', title: t('registry.fusion.load.total'), kind: 'number', width: 90 },
      { key: 'added', title: t('registry.fusion.load.added'), kind: 'number', width: 90 },
      { key: 'changed', title: t('registry.fusion.load.changed'), kind: 'number', width: 90 },
      {
        key: 'unchanged',
        title: t('registry.fusion.load.unchanged'),
        kind: 'number',
        width: 90,
        hidden: true,
      },
      { key: 'faulty', title: t('registry.fusion.load.faulty'), kind: 'number', width: 90 },
      { key: 'createdBy', title: t('registry.fusion.actor'), width: 110 },
      { key: 'createdAt', title: t('registry.fusion.at'), kind: 'instant', width: 170 },
    ],
    [t, nameOf],
  )
  return (
    <DataTable
      name="fusion.loads"
      endpoint={listFusionLoads}
      rowKey={(row) => row.id}
      columns={columns}
      search={false}
      urlPrefix="l."
      refetchInterval={10_000}
      onOpen={(row) => void navigate(`${FUSION}/loads/${row.id}`)}
      empty={{ title: t('registry.fusion.loadsEmpty'), hint: t('registry.fusion.loadsEmptyHint') }}
    />
  )
}
