import { UndoOutlined } from '@ant-design/icons'
import { Button, Popconfirm, Tag } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { type DataColumn, DataTable, type RowOf, useAction, useCan, useText } from '#kernel/web'
import { type EnterpriseDetail, enterpriseHistory, undoChange } from '../../contract.ts'
import { ENTERPRISE_FIELDS, PART_FIELDS, specOf } from '../fields/specs.ts'
import { useChangeValue } from './change-value.tsx'
import { mayEdit } from './section.tsx'

type Row = RowOf<typeof enterpriseHistory>

/** Every change of every field, newest first, with the way back. */
export function History({ enterprise }: { enterprise: EnterpriseDetail }) {
  const { t, has } = useText()
  const canImport = useCan('registry.enterprise.import')
  const textOf = useChangeValue()
  const undo = useAction(undoChange, { done: 'registry.history.undoDone', invalidates: ['/api/registry'] })
  const fields = useMemo(() => {
    const specs = [...ENTERPRISE_FIELDS, ...Object.values(PART_FIELDS).flat()]
    const labels = new Map<string, string>()
    for (const spec of specs) if (!labels.has(spec.name)) labels.set(spec.name, t(spec.labelKey))
    return [...labels].map(([value, label]) => ({ value, label }))
  }, [t])
  const columns: DataColumn<Row>[] = [
    { key: 'at', title: t('registry.history.at'), kind: 'instant', width: 170 },
    {
      key: 'field',
      title: t('registry.history.what'),
      width: 180,
      card: 'title',
      render: (field: string | null, row) => {
        const spec = field === null ? undefined : specOf(row.part, field)
        const part = has(`registry.part.${row.part}`) ? t(`registry.part.${row.part}`) : row.part
        const name = spec ? t(spec.labelKey) : field
        return (
          <>
            <Tag>{t(`registry.history.${row.operation}`)}</Tag>
            {name ? (row.part === 'enterprise' ? name : `${part} · ${name}`) : part}
          </>
        )
      },
    },
    {
      key: 'newValue',
      title: t('registry.history.change'),
      width: 300,
      render: (_: unknown, row) => (
        <span className="zq-reg-change">
          {row.operation !== 'insert' && (
            <span className="zq-reg-old">{textOf(row.part, row.field, row.oldValue)}</span>
          )}
          {row.operation === 'update' && <span aria-hidden>→</span>}
          {row.operation !== 'delete' && <span>{textOf(row.part, row.field, row.newValue)}</span>}
        </span>
      ),
    },
    { key: 'actor', title: t('registry.history.actor'), width: 110 },
    {
      key: 'source',
      title: t('registry.history.source'),
      width: 120,
      render: (source: string, row) => {
        const kind = source.split(':')[0] ?? source
        const name = has(`registry.source.${kind}`) ? t(`registry.source.${kind}`) : source
        return row.batchId && canImport ? (
          <Link to={`/registry/imports/${row.batchId}`} title={t('registry.history.batch')}>
            {name}
          </Link>
        ) : (
          name
        )
      },
    },
    {
      key: 'id',
      title: '',
      width: 100,
      render: (change: number, row) => {
        if (row.undone) return <Tag>{t('registry.history.undone')}</Tag>
        // An enterprise that an import made is taken back with its batch, not by one change.
        const alone = row.part !== 'enterprise' || (row.operation === 'update' && row.field !== null)
        const what = row.part === 'enterprise' ? (row.field ?? row.part) : row.part
        if (!mayEdit(enterprise, what) || !alone) return null
        return (
          <Popconfirm
            title={t('registry.history.undoSure')}
            description={
              <div style={{ maxWidth: 320 }}>
                <p style={{ margin: '0 0 4px' }}>{t('registry.history.undoHint')}</p>
                <strong>{textOf(row.part, row.field, row.oldValue)}</strong>
              </div>
            }
            okText={t('registry.history.undo')}
            cancelText={t('kit.cancel')}
            onConfirm={() => undo.mutate({ params: { id: enterprise.id, change } })}
          >
            <Button
              size="small"
              icon={<UndoOutlined />}
              loading={undo.isPending && undo.variables?.params.change === change}
            >
              {t('registry.history.undo')}
            </Button>
          </Popconfirm>
        )
      },
    },
  ]
  return (
    <DataTable
      name="registry.history"
      endpoint={enterpriseHistory}
      params={{ id: enterprise.id }}
      rowKey={(row) => String(row.id)}
      columns={columns}
      search={false}
      urlPrefix="h."
      filters={[
        { key: 'field', title: t('registry.history.field'), kind: 'select', options: fields, width: 180 },
      ]}
      empty={{ title: t('registry.history.none') }}
    />
  )
}
