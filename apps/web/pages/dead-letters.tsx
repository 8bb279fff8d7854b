import { Button, Popconfirm } from 'antd'
import { useMemo } from 'react'
import { type DataColumn, DataTable, type RowOf, useAction, useCan, useText } from '#kernel/web'
import { listDeadLetters, redeliverEvent } from '../../../kernel/events/contract.ts'

type Row = RowOf<typeof listDeadLetters>

/** Events that a part of the product could not take after all attempts; each can be given to it again. */
export function DeadLetters() {
  const { t } = useText()
  const mayRedeliver = useCan('events.delivery.redeliver')
  const redeliver = useAction(redeliverEvent, { done: 'events.redelivered', invalidates: ['/api/events'] })
  const askRedeliver = redeliver.mutate
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { key: 'type', title: t('events.type'), width: 220, card: 'title' },
      { key: 'subscriber', title: t('events.subscriber'), width: 200 },
      { key: 'error', title: t('events.error') },
      { key: 'attempts', title: t('events.attempts'), kind: 'number', width: 100 },
      { key: 'at', title: t('events.at'), kind: 'instant', width: 170 },
      {
        key: 'eventId',
        title: t('jobs.action'),
        width: 120,
        render: (_: string, row) =>
          mayRedeliver && (
            <Popconfirm
              title={t('events.redeliverSure')}
              okText={t('kit.yes')}
              cancelText={t('kit.no')}
              onConfirm={() => askRedeliver({ body: { eventId: row.eventId, subscriber: row.subscriber } })}
            >
              <Button size="small">{t('events.redeliver')}</Button>
            </Popconfirm>
          ),
      },
    ],
    [t, askRedeliver, mayRedeliver],
  )
  return (
    <DataTable
      name="shell.deadLetters"
      endpoint={listDeadLetters}
      rowKey={(row) => `${row.eventId} ${row.subscriber}`}
      columns={columns}
      search={false}
      empty={{ title: t('events.empty'), hint: t('events.emptyHint') }}
    />
  )
}
