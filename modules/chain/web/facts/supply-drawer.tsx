import { Alert, App, Button, Drawer, Skeleton, Space, Table, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { civilDate } from '#kernel/core'
import {
  ErrorState,
  formatDate,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPercent,
  useAction,
  useApi,
  useCan,
  useText,
} from '#kernel/web'
import { endSupply, getSupply, type SupplyRow } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { SupplyForm } from './supply-form.tsx'

type Detail = EndpointReply<typeof getSupply>

/** One relation with its evidence, and what may be done with it. */
export function SupplyDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useText()
  const reply = useApi(getSupply, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  const detail = id === undefined ? undefined : reply.data
  return (
    <Drawer open={id !== undefined} onClose={onClose} size={640} title={t('chain.facts.one')}>
      {reply.error && !detail && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {id !== undefined && !detail && !reply.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {detail && <Body detail={detail} />}
    </Drawer>
  )
}

function Body({ detail }: { detail: Detail }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { row } = detail
  const unknown = <span className="zq-soft">{t('kit.unknown')}</span>
  const orUnknown = (value: ReactNode) => value ?? unknown
  const lines: [string, ReactNode][] = [
    ['supplier', <Firm key="s" firm={row.supplier} />],
    ['buyer', <Firm key="b" firm={row.buyer} />],
    ['node', row.node === null ? unknown : `${nodeName(row.node)} ${row.node}`],
    ['amount', row.amount === null ? unknown : formatMoney(row.amount, lang)],
    ['quantity', row.quantity === null ? unknown : `${formatNumber(row.quantity, lang)} ${row.unit ?? ''}`],
    ['share', row.share === null ? unknown : formatPercent(row.share, lang)],
    ['period', orUnknown(row.period)],
    ['valid', `${row.validFrom ?? '…'} – ${row.validUntil ?? '…'}`],
    ['source', `${t(`chain.imports.kind.${row.sourceKind}`)} · ${row.source}`],
    ['observedOn', formatDate(row.observedOn, lang)],
    ['evidence', detail.evidence ?? <span className="zq-soft">–</span>],
    ['origin', t(`chain.facts.origin.${row.origin}`)],
  ]
  return (
    <div className="zq-facts-detail">
      <p>
        {row.sole && <Tag color="red">{t('chain.facts.sole')}</Tag>}
        {row.status === 'ended' && <Tag>{t('chain.facts.status.ended')}</Tag>}
        {row.synthetic && <Tag color="gold">{t('chain.facts.synthetic')}</Tag>}
        <b>{t('chain.facts.trustToday', { percent: formatPercent(row.trust, lang) })}</b>{' '}
        <span className="zq-soft">
          {t('chain.facts.trustWhy', {
            start: formatPercent(row.confidence, lang),
            days: formatNumber(detail.ageDays, lang),
            half: formatNumber(detail.halfLifeDays, lang),
          })}
        </span>
      </p>
      {!detail.counts && row.status === 'active' && (
        <Alert type="info" showIcon title={t('chain.facts.superseded')} />
      )}
      <dl className="zq-facts-lines">
        {lines.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`chain.facts.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Acts detail={detail} />
      {detail.batchId && (
        <p>
          <Link to={`/chain/imports/${detail.batchId}`}>{t('chain.facts.batch')}</Link>
        </p>
      )}
      {detail.history.length > 0 && (
        <Table
          size="small"
          rowKey={({ at, outcome }) => `${at} ${outcome}`}
          dataSource={detail.history}
          pagination={false}
          columns={[
            {
              title: t('chain.facts.history'),
              render: (_, of) => (
                <>
                  {t(`chain.facts.outcome.${of.outcome}`)} {of.undone && <Tag>{t('chain.facts.undone')}</Tag>}
                </>
              ),
            },
            { title: t('chain.facts.note'), dataIndex: 'note' },
            { title: t('chain.facts.by'), dataIndex: 'by' },
            { title: t('chain.facts.at'), dataIndex: 'at', render: (at: string) => formatInstant(at, lang) },
          ]}
        />
      )}
    </div>
  )
}

function Firm({ firm }: { firm: SupplyRow['supplier'] }) {
  const { t } = useText()
  const { regionName } = useRegionNames()
  const name = firm.name || t('chain.facts.closedFirm')
  return (
    <>
      {firm.inLibrary ? <Link to={`/registry/enterprises/${firm.id}`}>{name}</Link> : name}{' '}
      <span className="zq-soft">{firm.inLibrary ? regionName(firm.district) : t('chain.facts.outside')}</span>{' '}
      <Link to={`/chain/risk/${firm.id}`}>{t('chain.facts.risk')}</Link>{' '}
      <Link to={`/chain/graph?focus=${firm.id}`}>{t('chain.facts.graph')}</Link>
    </>
  )
}

const AFTER = ['/api/chain']

function Acts({ detail }: { detail: Detail }) {
  const { t } = useText()
  const { modal } = App.useApp()
  const mayWrite = useCan('chain.fact.write')
  const [editing, setEditing] = useState(false)
  const end = useAction(endSupply, { invalidates: AFTER, done: 'chain.facts.saved' })
  const { row } = detail
  if (!mayWrite) return null
  if (row.origin === 'library')
    return (
      <Alert
        type="info"
        showIcon
        title={t('chain.facts.mirrored')}
        action={
          <Link to={`/registry/enterprises/${row.supplier.id}`}>
            <Button size="small">{t('chain.facts.toEnterprise')}</Button>
          </Link>
        }
      />
    )
  const set = (on: string | null) =>
    end.mutate({ params: { id: row.id }, body: { version: row.version, on } })
  const today = civilDate(new Date())
  return (
    <Space wrap style={{ margin: '12px 0' }}>
      <Button type="primary" onClick={() => setEditing(true)}>
        {t('chain.facts.edit')}
      </Button>
      {row.status === 'active' && row.validUntil === null ? (
        <Button
          danger
          loading={end.isPending}
          onClick={() =>
            modal.confirm({
              title: t('chain.facts.endQuestion'),
              content: t('chain.facts.endHint'),
              okText: t('chain.facts.end'),
              onOk: () => set(today),
            })
          }
        >
          {t('chain.facts.end')}
        </Button>
      ) : (
        <Button loading={end.isPending} onClick={() => set(null)}>
          {t('chain.facts.reopen')}
        </Button>
      )}
      {editing && <SupplyForm detail={detail} onClose={() => setEditing(false)} />}
    </Space>
  )
}
