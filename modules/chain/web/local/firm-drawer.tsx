import { Button, Drawer, Skeleton, Table } from 'antd'
import { ErrorState, Figure, formatDate, formatMoney, formatPercent, useApi, useText } from '#kernel/web'
import { localFirm } from '../../contract.ts'

interface FirmDrawerProps {
  readonly id: string | undefined
  readonly onClose: () => void
  readonly onOpen: (id: string) => void
}

/** What a firm's local content is made of: its own value and its purchases, one tier after the other. */
export function FirmDrawer({ id, onClose, onOpen }: FirmDrawerProps) {
  const { t, lang } = useText()
  const reply = useApi(localFirm, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  const firm = reply.data
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      size={820}
      title={firm && t('chain.local.firmTitle', { name: firm.name })}
    >
      {reply.error && !firm && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!firm && !reply.error && <Skeleton active paragraph={{ rows: 8 }} />}
      {firm && (
        <>
          <div className="zq-local-figures">
            <Figure size="small" label={t('chain.local.firmContent')} value={firm.content} unit="ratio" />
            <Figure size="small" label={t('chain.local.firmOwn')} value={firm.own} unit="ratio" />
            <Figure size="small" label={t('chain.local.spendRevenue')} value={firm.revenue} unit="fen" />
            <div className="zq-figure zq-figure-small">
              <span className="zq-figure-label">{t('chain.local.placeTitle')}</span>
              <span className="zq-figure-value">{t(`chain.local.place.${firm.place}`)}</span>
            </div>
          </div>
          {firm.relations.length === 0 && <p className="zq-soft">{t('chain.local.firmNothing')}</p>}
          {firm.untraced > 0 && (
            <p className="zq-soft">{t('chain.local.firmUntraced', { count: firm.untraced })}</p>
          )}
          <Table
            size="small"
            rowKey="id"
            dataSource={firm.relations}
            pagination={{ pageSize: 12, hideOnSinglePage: true, size: 'small' }}
            scroll={{ x: 700 }}
            columns={[
              {
                title: t('chain.local.supplier'),
                dataIndex: 'supplier',
                render: (name: string, row) => (
                  <Button
                    type="link"
                    size="small"
                    style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'left' }}
                    onClick={() => onOpen(row.supplierId)}
                  >
                    {name}
                  </Button>
                ),
              },
              {
                title: t('chain.local.placeTitle'),
                dataIndex: 'place',
                render: (place: string) => t(`chain.local.place.${place}`),
              },
              {
                title: t('chain.local.amount'),
                dataIndex: 'amount',
                align: 'right',
                render: (amount: number | null) =>
                  amount === null ? t('kit.unknown') : formatMoney(amount, lang),
              },
              {
                title: t('chain.local.shareOfRevenue'),
                dataIndex: 'share',
                align: 'right',
                render: (share: number | null) =>
                  share === null ? t('kit.unknown') : formatPercent(share, lang, 2),
              },
              {
                title: t('chain.local.firmContent'),
                dataIndex: 'content',
                align: 'right',
                render: (content: number | null) =>
                  content === null ? t('kit.unknown') : formatPercent(content, lang),
              },
              {
                title: t('chain.local.contribution'),
                dataIndex: 'contribution',
                align: 'right',
                render: (value: number) => formatPercent(value, lang, 2),
              },
              {
                title: t('chain.local.observed'),
                dataIndex: 'observedOn',
                render: (date: string) => formatDate(date, lang),
              },
              {
                title: t('chain.local.trust'),
                dataIndex: 'trust',
                align: 'right',
                render: (trust: number) => formatPercent(trust, lang, 0),
              },
            ]}
          />
        </>
      )}
    </Drawer>
  )
}
