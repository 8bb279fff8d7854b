import { Drawer, Skeleton, Table, Tag } from 'antd'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { ErrorState, Figure, formatMoney, formatNumber, formatPercent, useApi, useText } from '#kernel/web'
import { type GapRow, getGap } from '../../contract.ts'
import { useRegionNames } from '../parts/regions.ts'
import { Scores } from './scores.tsx'
import { StateMark } from './state-mark.tsx'

type Detail = EndpointReply<typeof getGap>

/** One node: its state and why, the six scores, and the relations and makers behind them. */
export function NodeDrawer({ node, onClose }: { node: string | undefined; onClose: () => void }) {
  const { lang } = useText()
  const reply = useApi(getGap, { params: { node: node ?? '' } }, { enabled: node !== undefined })
  const detail = reply.data
  const title = detail && (
    <>
      <StateMark state={detail.row.state} long /> {lang === 'zh' ? detail.row.nameZh : detail.row.nameEn}
    </>
  )
  return (
    <Drawer open={node !== undefined} onClose={onClose} size={720} title={title ?? node}>
      {reply.error && !detail && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!detail && !reply.error && <Skeleton active paragraph={{ rows: 12 }} />}
      {detail && <Body detail={detail} />}
    </Drawer>
  )
}

function Body({ detail }: { detail: Detail }) {
  const { t, lang } = useText()
  const { regionName } = useRegionNames()
  const { row } = detail
  return (
    <div className="zq-gap-drawer">
      <p className="zq-gap-reason">{row.reason[lang]}</p>
      {row.alsoPossible.length > 0 && (
        <p className="zq-soft">
          {t('chain.gap.alsoPossible')}{' '}
          {row.alsoPossible.map((state) => (
            <StateMark key={state} state={state} long />
          ))}
        </p>
      )}
      <Scores scores={row.scores} />
      <Figures row={row} />
      {detail.districts.length > 0 && (
        <section>
          <h3>{t('chain.gap.districts')}</h3>
          <div className="zq-gap-tags">
            {detail.districts.map(({ code, relatedness, firms }) => (
              <Tag key={code}>
                {regionName(code)} {formatPercent(relatedness, lang)} ·{' '}
                {t('chain.gap.firmsCount', { count: firms })}
              </Tag>
            ))}
          </div>
        </section>
      )}
      {detail.related.length > 0 && (
        <section>
          <h3>{t('chain.gap.related')}</h3>
          <div className="zq-gap-tags">
            {detail.related.map((near) => (
              <Link key={near.node} to={`/chain/gaps?node=${near.node}`}>
                <Tag>
                  {lang === 'zh' ? near.nameZh : near.nameEn} {formatNumber(near.proximity, lang)}
                </Tag>
              </Link>
            ))}
          </div>
        </section>
      )}
      <Makers detail={detail} />
      <Relations detail={detail} />
    </div>
  )
}

function Figures({ row }: { row: GapRow }) {
  const { t, lang } = useText()
  if (row.hidden) return null
  const { figures } = row
  const bounds =
    figures.localShareLow !== null && figures.localShareLow !== figures.localShareHigh
      ? t('chain.gap.bounds', {
          low: formatPercent(figures.localShareLow, lang),
          high: formatPercent(figures.localShareHigh, lang),
        })
      : undefined
  return (
    <div className="zq-gap-figures">
      <Figure size="small" label={t('chain.gap.figure.demand')} value={figures.demand} unit="fen" />
      <Figure size="small" label={t('chain.gap.figure.billDemand')} value={figures.billDemand} unit="fen" />
      <Figure size="small" label={t('chain.gap.figure.localShare')} value={figures.localShare} unit="ratio">
        {bounds}
      </Figure>
      <Figure size="small" label={t('chain.gap.figure.ableFirms')} value={figures.ableFirms} unit="count" />
      <Figure size="small" label={t('chain.gap.figure.suppliers')} value={figures.suppliers} unit="count" />
      <Figure
        size="small"
        label={t('chain.gap.figure.irreplaceable')}
        value={figures.irreplaceable}
        unit="ratio"
      />
      <Figure size="small" label={t('chain.gap.figure.coverage')} value={row.coverage} unit="ratio" />
      <Figure size="small" label={t('chain.gap.figure.trust')} value={row.trust} unit="ratio" />
    </div>
  )
}

function Makers({ detail }: { detail: Detail }) {
  const { t, lang } = useText()
  const { regionName } = useRegionNames()
  if (!detail.makers || detail.makers.length === 0)
    return (
      <section>
        <h3>{t('chain.gap.makers')}</h3>
        <p className="zq-soft">{t('chain.gap.noMakers')}</p>
      </section>
    )
  return (
    <section>
      <h3>{t('chain.gap.makers')}</h3>
      <Table
        size="small"
        rowKey={(maker) => `${maker.id} ${maker.stage}`}
        dataSource={detail.makers}
        pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
        scroll={{ x: 480 }}
        columns={[
          {
            title: t('chain.gap.firm'),
            dataIndex: 'name',
            render: (name: string, maker) => <Link to={`/registry/enterprises/${maker.id}`}>{name}</Link>,
          },
          { title: t('chain.gap.district'), dataIndex: 'district', render: regionName },
          {
            title: t('chain.gap.stage'),
            dataIndex: 'stage',
            render: (stage: string | null) => (stage ? t(`chain.gap.stage.${stage}`) : t('kit.unknown')),
          },
          {
            title: t('chain.gap.utilisation'),
            dataIndex: 'utilisation',
            align: 'right',
            render: (value: number | null) =>
              value === null ? t('kit.unknown') : formatPercent(value, lang),
          },
        ]}
      />
    </section>
  )
}

function Relations({ detail }: { detail: Detail }) {
  const { t, lang } = useText()
  if (detail.relations === null) return <p className="zq-soft">{t('chain.gap.relationsHidden')}</p>
  const firm = (id: string, name: string, isLocal = true) =>
    isLocal ? <Link to={`/registry/enterprises/${id}`}>{name}</Link> : name
  return (
    <section>
      <h3>{t('chain.gap.relations')}</h3>
      <Table
        size="small"
        rowKey="id"
        dataSource={detail.relations}
        locale={{ emptyText: t('chain.gap.noRelations') }}
        pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
        scroll={{ x: 560 }}
        columns={[
          {
            title: t('chain.gap.supplier'),
            dataIndex: 'supplier',
            render: (name: string, of) => firm(of.supplierId, name, of.supplierPlace === 'local'),
          },
          {
            title: t('chain.gap.place'),
            dataIndex: 'supplierPlace',
            render: (place: string) => t(`chain.gap.place.${place}`),
          },
          {
            title: t('chain.gap.buyer'),
            dataIndex: 'buyer',
            render: (name: string, of) => firm(of.buyerId, name),
          },
          {
            title: t('chain.gap.amount'),
            dataIndex: 'amount',
            align: 'right',
            render: (amount: number | null, of) => (
              <Link to={`/chain/supplies/${of.id}`}>
                {amount === null ? t('kit.unknown') : formatMoney(amount, lang)}
              </Link>
            ),
          },
          {
            title: t('chain.gap.trust'),
            dataIndex: 'trust',
            align: 'right',
            render: (trust: number) => formatPercent(trust, lang),
          },
        ]}
      />
    </section>
  )
}
