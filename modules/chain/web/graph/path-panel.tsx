import { ArrowRightOutlined, CloseOutlined } from '@ant-design/icons'
import { Button, Segmented, Spin } from 'antd'
import { Link } from 'react-router'
import type { EndpointReply } from '#kernel/contract'
import { formatMoney, formatPercent, useApi, useText } from '#kernel/web'
import { type findPath, searchGraph } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { SearchBox } from './search-box.tsx'
import type { GraphState } from './use-graph-state.ts'

interface PathPanelProps {
  readonly state: GraphState
  readonly change: (change: Partial<GraphState>) => void
  readonly found?: EndpointReply<typeof findPath>
  readonly isLoading: boolean
  /** Names of ends that were taken from the picture. */
  readonly nameOf: (key: string) => string | undefined
}

/** By which relations goods get from one firm or node to another. */
export function PathPanel({ state, change, found, isLoading, nameOf }: PathPanelProps) {
  const { t } = useText()
  const end = (which: 'from' | 'to') => {
    const key = state[which]
    return key ? (
      <span className="zq-graph-end">
        <EndName of={key} name={nameOf(key)} />
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('chain.graph.clear')}
          onClick={() => change({ [which]: undefined })}
        />
      </span>
    ) : (
      <SearchBox label={t(`chain.graph.${which}`)} onFind={(found) => change({ [which]: found })} />
    )
  }
  return (
    <section className="zq-graph-path" aria-label={t('chain.graph.path')}>
      <div className="zq-graph-bar">
        <b>{t('chain.graph.path')}</b>
        {end('from')}
        <ArrowRightOutlined />
        {end('to')}
        <Segmented
          size="small"
          value={state.by}
          onChange={(by) => change({ by })}
          options={(['short', 'wide'] as const).map((value) => ({
            value,
            label: t(`chain.graph.by.${value}`),
          }))}
        />
        {isLoading && <Spin size="small" />}
      </div>
      {found && <Steps found={found} />}
    </section>
  )
}

/** An end that is not in the picture is looked up by its id. */
function EndName({ of, name }: { of: string; name?: string }) {
  const { lang } = useText()
  const id = of.slice(5)
  const reply = useApi(searchGraph, { query: { q: id } }, { enabled: name === undefined })
  const found = reply.data?.found.find((one) => one.id === id)
  return name ?? (found ? (lang === 'zh' ? found.nameZh : found.nameEn) : '…')
}

function Steps({ found }: { found: EndpointReply<typeof findPath> }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  if (found.steps === null) return <p className="zq-soft">{t('chain.graph.noPath')}</p>
  const hidden = t('chain.graph.hiddenFirm')
  return (
    <>
      <p className="zq-soft">
        {[
          t('chain.graph.steps', { count: found.steps.length }),
          found.width !== null && t('chain.graph.width', { amount: formatMoney(found.width, lang) }),
          !found.forward && t('chain.graph.otherWay'),
        ]
          .filter(Boolean)
          .join(lang === 'zh' ? '；' : '; ')}
      </p>
      <ol className="zq-graph-steps">
        {found.steps.map((step, at) => (
          <li key={step.relationId ?? `hidden ${at}`}>
            {step.supplier ? (
              <Link to={`/chain/risk/${step.supplier.id}`}>{step.supplier.name}</Link>
            ) : (
              hidden
            )}
            {' → '}
            {step.buyer ? <Link to={`/chain/risk/${step.buyer.id}`}>{step.buyer.name}</Link> : hidden}{' '}
            <span className="zq-soft">
              {nodeName(step.node) || t('kit.unknown')} ·{' '}
              {step.relationId ? (
                <Link to={`/chain/supplies/${step.relationId}`}>
                  {step.amount === null ? t('chain.graph.amountUnknown') : formatMoney(step.amount, lang)}
                </Link>
              ) : (
                t('chain.graph.amountUnknown')
              )}{' '}
              {step.trust !== null &&
                `· ${t('chain.graph.trusted', { percent: formatPercent(step.trust, lang) })}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
