import { Descriptions, Drawer, Typography } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { type DataColumn, DataTable, PageHeader, type RowOf, useText } from '#kernel/web'
import { exportAudit, listAudit } from '../../../kernel/audit/contract.ts'
import { AuditVerdict } from './audit-verdict.tsx'

type Row = RowOf<typeof listAudit>

/** The audit log: who did or read what, and whether the chain of entries is whole. */
export function Page() {
  const { t, has } = useText()
  const called = useCallback(
    (action: string) => (has(`audit.${action}`) ? t(`audit.${action}`) : action),
    [t, has],
  )
  const [open, setOpen] = useState<Row>()
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { key: 'seq', title: t('audit.seq'), kind: 'number', width: 90, sort: true },
      { key: 'at', title: t('audit.at'), kind: 'instant', width: 170 },
      { key: 'actorName', title: t('audit.actor'), width: 140 },
      {
        key: 'action',
        title: t('audit.action'),
        width: 220,
        card: 'title',
        render: (action: string) => <span title={action}>{called(action)}</span>,
      },
      { key: 'resource', title: t('audit.resource'), width: 180, hidden: true },
      { key: 'recordId', title: t('audit.record'), width: 220, ellipsis: true },
      { key: 'requestId', title: t('audit.request'), width: 220, hidden: true, ellipsis: true },
      { key: 'hash', title: t('audit.hash'), width: 220, hidden: true, ellipsis: true },
    ],
    [t, called],
  )
  return (
    <div className="zq-page">
      <PageHeader title={t('shell.audit')} subtitle={t('audit.intro')} />
      <AuditVerdict />
      <div className="zq-panel">
        <DataTable
          name="shell.audit"
          endpoint={listAudit}
          rowKey={(row) => String(row.seq)}
          columns={columns}
          filters={[
            { key: 'actor', title: t('audit.actor'), kind: 'text' },
            { key: 'action', title: t('audit.action'), kind: 'text' },
            { key: 'from', title: t('audit.from'), kind: 'since' },
            { key: 'to', title: t('audit.to'), kind: 'until' },
          ]}
          exportEndpoint={exportAudit}
          exportName={`${t('shell.audit')}.xlsx`}
          onOpen={setOpen}
          empty={{ title: t('audit.empty'), hint: t('audit.emptyHint') }}
        />
      </div>
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={560}
        title={open && called(open.action)}
      >
        {open && (
          <Descriptions
            column={1}
            size="small"
            items={[
              ...columns.map(({ key, title }) => ({
                key,
                label: title,
                children: (
                  <Typography.Text copyable={key === 'hash'}>
                    {String(open[key as keyof Row] ?? '–')}
                  </Typography.Text>
                ),
              })),
              {
                key: 'detail',
                label: t('audit.detail'),
                children: <pre className="zq-json">{JSON.stringify(open.detail ?? null, null, 2)}</pre>,
              },
            ]}
          />
        )}
      </Drawer>
    </div>
  )
}
