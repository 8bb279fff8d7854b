import { useMemo } from 'react'
import { Link } from 'react-router'
import { type DataColumn, DataTable, type RowOf, useText } from '#kernel/web'
import { listFusionReviews } from '../../../contract.ts'
import { comparePath, FUSION } from '../words.ts'

type Row = RowOf<typeof listFusionReviews>

/** Pairs that people decided, with the comparison a click away; they are taken back in the history. */
export function DecidedTable({ state }: { state: 'same' | 'different' }) {
  const { t } = useText()
  const columns = useMemo<DataColumn<Row>[]>(() => {
    const side = (key: 'left' | 'right', title: string): DataColumn<Row> => ({
      key,
      title,
      width: 260,
      card: key === 'left' ? 'title' : 'line',
      render: (record: Row['left']) => record.fields.name ?? record.externalId,
    })
    return [
      side('left', t('registry.fusion.recordA')),
      side('right', t('registry.fusion.recordB')),
      { key: 'probability', title: t('registry.fusion.probability'), kind: 'percent', width: 110 },
      { key: 'decidedBy', title: t('registry.fusion.actor'), width: 110 },
      { key: 'decidedAt', title: t('registry.fusion.at'), kind: 'instant', width: 170 },
      {
        key: 'id',
        title: '',
        width: 90,
        render: (_: string, row) => (
          <Link to={comparePath(row.left.id, row.right.id)}>{t('registry.fusion.compareLink')}</Link>
        ),
      },
    ]
  }, [t])
  return (
    <DataTable
      name="fusion.decided"
      endpoint={listFusionReviews}
      query={{ state }}
      rowKey={(row) => row.id}
      columns={columns}
      actions={<Link to={`${FUSION}/history`}>{t('registry.fusion.undoInHistory')}</Link>}
      empty={{ title: t('registry.fusion.decidedEmpty') }}
    />
  )
}
