import { Tag } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { type DataColumn, DataTable, type RowOf, useText } from '#kernel/web'
import { listOperations, OPERATION_KINDS } from '../../../contract.ts'
import { entityPath } from '../words.ts'
import { UndoOperation } from './undo-operation.tsx'

type Row = RowOf<typeof listOperations>

const COLORS: Readonly<Record<Row['kind'], string | undefined>> = {
  run: 'blue',
  merge: 'green',
  split: 'orange',
  undo: undefined,
}

/** Entities named in a row; the summary tells the rest. */
const NAMED = 3

/** What moved records between entities, newest first, with the way back; of one entity where it is named. */
export function OperationsTable({ entity }: { entity?: string }) {
  const { t, pick } = useText()
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { key: 'at', title: t('registry.fusion.at'), kind: 'instant', width: 175 },
      {
        key: 'kind',
        title: t('registry.fusion.kind'),
        width: 75,
        render: (kind: Row['kind']) => <Tag color={COLORS[kind]}>{t(`registry.fusion.kind.${kind}`)}</Tag>,
      },
      {
        key: 'summaryZh',
        title: t('registry.fusion.what'),
        width: 280,
        card: 'title',
        render: (_: string, row) => (
          <>
            {pick({ zh: row.summaryZh, en: row.summaryEn })}
            {row.note && <div className="zq-soft">{t('registry.fusion.noteOf', { note: row.note })}</div>}
          </>
        ),
      },
      { key: 'moved', title: t('registry.fusion.moved'), kind: 'number', width: 85 },
      {
        key: 'entities',
        title: t('registry.fusion.entities'),
        width: 190,
        render: (entities: Row['entities']) => <Entities of={entities} />,
      },
      { key: 'actor', title: t('registry.fusion.actor'), width: 95 },
      {
        key: 'undoable',
        title: '',
        width: 95,
        render: (_: boolean, row) => <UndoOperation operation={row} />,
      },
    ],
    [t, pick],
  )
  return (
    <DataTable
      name="fusion.operations"
      endpoint={listOperations}
      query={entity ? { entity } : {}}
      rowKey={(row) => row.id}
      columns={columns}
      search={false}
      urlPrefix="o."
      filters={[
        {
          key: 'kind',
          title: t('registry.fusion.kind'),
          kind: 'select',
          options: OPERATION_KINDS.map((kind) => ({ value: kind, label: t(`registry.fusion.kind.${kind}`) })),
        },
      ]}
      empty={{ title: t('registry.fusion.noOperations'), hint: t('registry.fusion.noOperationsHint') }}
    />
  )
}

function Entities({ of }: { of: Row['entities'] }) {
  const { t } = useText()
  if (of.length === 0) return <span className="zq-soft">–</span>
  return (
    <ul className="zq-reg-list">
      {of.slice(0, NAMED).map(({ id, name }) => (
        <li key={id}>
          <Link to={entityPath(id)}>{name || t('registry.fusion.nameless')}</Link>
        </li>
      ))}
      {of.length > NAMED && (
        <li className="zq-soft">{t('registry.fusion.andMore', { count: of.length - NAMED })}</li>
      )}
    </ul>
  )
}
