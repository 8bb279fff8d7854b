import { Alert, Button, Select, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import {
  ErrorState,
  Figure,
  formatDate,
  formatMoney,
  formatPercent,
  PageHeader,
  useApi,
  useText,
} from '#kernel/web'
import { LOCAL_DEFINITIONS, type LocalLine, localModel } from '../../contract.ts'
import { FirmDrawer } from './firm-drawer.tsx'
import { Interval } from './interval.tsx'
import { SupplierName } from './supplier-name.tsx'
import { definitionFrom } from './words.ts'
import './local.css'

type Model = EndpointReply<typeof localModel>

/** One model: its rates under all definitions, its whole bill line by line, and what wants checking in it. */
export function Page() {
  const { t } = useText()
  const { id = '' } = useParams()
  const [params] = useSearchParams()
  const definition = definitionFrom(params.get('definition'))
  const reply = useApi(localModel, { params: { id }, query: { definition } })
  const model = reply.data
  return (
    <div className="zq-page">
      <PageHeader
        title={model ? `${model.code} ${model.name}` : t('chain.local.modelPage')}
        subtitle={model?.oem}
        actions={
          <Link to="/chain/local?by=model">
            <Button>{t('chain.local.back')}</Button>
          </Link>
        }
      />
      {reply.error && !model && <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />}
      {!model && !reply.error && <Skeleton active paragraph={{ rows: 12 }} />}
      {model && <Body model={model} />}
    </div>
  )
}

function Body({ model }: { model: Model }) {
  const { t, lang } = useText()
  const [, setParams] = useSearchParams()
  const [firm, setFirm] = useState<string>()
  return (
    <>
      <section className="zq-panel">
        <div className="zq-local-figures">
          <Figure label={t('chain.local.modelCost')} value={model.cost} unit="fen" asOf={model.observedOn} />
          <Figure label={t('chain.local.volume')} value={model.volume} unit="vehicle" />
          {LOCAL_DEFINITIONS.map((name) => (
            <Figure
              key={name}
              label={t(`chain.local.def.${name}`)}
              value={model.rates[name].value}
              unit="ratio"
              asOf={name === model.definition ? model.asOf : undefined}
            >
              <Interval rate={model.rates[name]} />
            </Figure>
          ))}
        </div>
      </section>
      {model.faults.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('chain.local.checks')}
          description={
            <ul>
              {model.faults.map((fault) => (
                <li key={`${fault.code} ${fault.part}`}>{fault.text[lang]}</li>
              ))}
            </ul>
          }
        />
      )}
      <section className="zq-panel">
        <h2 className="zq-local-title">{t('chain.local.bill')}</h2>
        <p className="zq-local-hint">{t('chain.local.billHint')}</p>
        <div className="zq-local-bar">
          <Select
            aria-label={t('chain.local.definitions')}
            value={model.definition}
            onChange={(definition) => setParams({ definition }, { replace: true })}
            options={LOCAL_DEFINITIONS.map((value) => ({ value, label: t(`chain.local.def.${value}`) }))}
            style={{ minWidth: 180 }}
          />
        </div>
        <BillTable lines={model.lines} onFirm={setFirm} />
      </section>
      <FirmDrawer id={firm} onClose={() => setFirm(undefined)} onOpen={setFirm} />
    </>
  )
}

function BillTable({ lines, onFirm }: { lines: readonly LocalLine[]; onFirm: (id: string) => void }) {
  const { t, lang } = useText()
  const percent = (value: number | null, digits = 1) =>
    value === null ? t('kit.unknown') : formatPercent(value, lang, digits)
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={[...lines]}
      pagination={false}
      scroll={{ x: 1000 }}
      columns={[
        {
          title: t('chain.local.part'),
          dataIndex: 'part',
          width: 220,
          render: (part: string, line) => (
            <span className={`zq-local-indent-${line.level}`}>
              {line.kind === 'assembly' ? t('chain.local.assembly') : part}{' '}
              <span className="zq-soft">{line.node}</span>
            </span>
          ),
        },
        {
          title: t('chain.local.supplier'),
          dataIndex: 'supplier',
          width: 240,
          render: (_, line) => <SupplierName line={line} onOpen={onFirm} />,
        },
        {
          title: t('chain.local.placeTitle'),
          dataIndex: 'place',
          width: 80,
          render: (place: string) => t(`chain.local.place.${place}`),
        },
        {
          title: t('chain.local.unitCost'),
          dataIndex: 'cost',
          align: 'right',
          width: 120,
          render: (cost: number | null) => (cost === null ? t('kit.unknown') : formatMoney(cost, lang)),
        },
        {
          title: t('chain.local.content'),
          dataIndex: 'content',
          align: 'right',
          width: 100,
          render: (content: number | null) => percent(content),
        },
        {
          title: t('chain.local.contribution'),
          dataIndex: 'contribution',
          align: 'right',
          width: 100,
          render: (value: number, line) => (line.level <= 1 ? percent(value, 2) : ''),
        },
        {
          title: t('chain.local.source'),
          dataIndex: 'source',
          width: 190,
          render: (source: string, line) =>
            `${source} · ${formatDate(line.observedOn, lang)} · ${percent(line.trust, 0)}`,
        },
      ]}
    />
  )
}
