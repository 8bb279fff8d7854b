import { Button, Skeleton, Tag } from 'antd'
import { Link } from 'react-router'
import {
  EmptyState,
  ErrorState,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPercent,
  useApi,
  useText,
} from '#kernel/web'
import { getProposal, type ProposalFact, type ProposalReason, type ProposalRow } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import type { LinkAction } from './keys.ts'

interface CardProps {
  readonly id: string | undefined
  readonly mayDecide: boolean
  readonly canUndo: boolean
  readonly first: boolean
  readonly last: boolean
  readonly onAct: (action: LinkAction) => void
}

/** One prediction with its probability, its reasons and the facts that each stands on. */
export function ProposalCard({ id, mayDecide, canUndo, first, last, onAct }: CardProps) {
  const { t } = useText()
  const reply = useApi(getProposal, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  const button = (action: LinkAction, key: string, props: object = {}) => (
    <Button onClick={() => onAct(action)} aria-keyshortcuts={key.toLowerCase()} {...props}>
      {t(`chain.link.act.${action}`)} <kbd className="zq-link-kbd">{key}</kbd>
    </Button>
  )
  return (
    <section className="zq-panel zq-link-card" aria-live="polite">
      {id === undefined && <EmptyState title={t('chain.link.choose')} hint={t('chain.link.chooseHint')} />}
      {id !== undefined && reply.error && (
        <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
      )}
      {id !== undefined && !reply.error && !reply.data && <Skeleton active paragraph={{ rows: 8 }} />}
      {id !== undefined && !reply.error && reply.data && (
        <>
          <Head row={reply.data.row} />
          <h3>{t('chain.link.reasons')}</h3>
          <ol className="zq-link-reasons">
            {reply.data.reasons.map((reason) => (
              <ReasonLine key={reason.feature} reason={reason} />
            ))}
          </ol>
        </>
      )}
      <div className="zq-link-actions">
        {mayDecide && id !== undefined && (
          <>
            {button('confirm', 'Y', { type: 'primary' })}
            {button('refuse', 'N', { danger: true })}
          </>
        )}
        {canUndo && button('undo', 'U')}
        {button('previous', 'K', { disabled: first })}
        {button('next', 'J', { disabled: last })}
      </div>
    </section>
  )
}

function Head({ row }: { row: ProposalRow }) {
  const { t, lang } = useText()
  const { regionName } = useRegionNames()
  const firm = ({ id, name, district }: ProposalRow['supplier']) => (
    <span className="zq-link-firm">
      {name === null ? t('chain.link.gone') : <Link to={`/chain/risk/${id}`}>{name}</Link>}{' '}
      <span className="zq-soft">{regionName(district)}</span>
    </span>
  )
  return (
    <>
      <div className="zq-link-head">
        <div>
          {firm(row.supplier)}
          <span className="zq-soft">
            {t('chain.link.supplies')} <strong>{lang === 'zh' ? row.nodeZh : row.nodeEn}</strong> →
          </span>
          {firm(row.buyer)}
        </div>
        <div className="zq-link-chance">
          <strong className="zq-number">{formatPercent(row.probability, lang)}</strong>
          <Tag color={row.state === 'confirmed' ? 'green' : row.state === 'refused' ? 'red' : 'gold'}>
            {row.state === 'open' ? t('chain.links.banner') : t(`chain.link.state.${row.state}`)}
          </Tag>
        </div>
      </div>
      <p className="zq-soft">
        {t('chain.link.meaning', { of: formatNumber(Math.round(1 / row.probability), lang) })}
      </p>
      {row.decidedBy && row.decidedAt && (
        <p className="zq-soft">
          {t('chain.link.decidedBy', { by: row.decidedBy, at: formatInstant(row.decidedAt, lang) })}
        </p>
      )}
      {row.refusedBecause && <p>{t('chain.link.because', { reason: row.refusedBecause })}</p>}
      {row.supplyId && <p>{t('chain.link.made')}</p>}
    </>
  )
}

function ReasonLine({ reason }: { reason: ProposalReason }) {
  const { t, lang } = useText()
  const { facts, factCount, contribution } = reason
  const shown = formatNumber(facts.length, lang)
  return (
    <li className={contribution >= 0 ? 'zq-link-for' : 'zq-link-against'}>
      {reason[lang]}
      {facts.length > 0 && (
        <details>
          <summary>
            {factCount === null || factCount === facts.length
              ? t('chain.link.facts', { shown })
              : t('chain.link.factsOf', { shown, all: formatNumber(factCount, lang) })}
          </summary>
          <ul>
            {facts.map((fact) => (
              <FactLine key={fact.relationId ?? fact.from.id} fact={fact} />
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function FactLine({ fact: { kind, from, to, node, amount, stage } }: { fact: ProposalFact }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  return (
    <li>
      <Link to={`/chain/risk/${from.id}`}>{from.name}</Link>
      {kind === 'relation' && to && (
        <>
          {' → '}
          <Link to={`/chain/risk/${to.id}`}>{to.name}</Link>
        </>
      )}{' '}
      <span className="zq-soft">
        {kind === 'capability' && `${t('chain.link.can')} `}
        {nodeName(node)}
        {kind === 'relation' &&
          ` · ${amount === null ? t('chain.link.amountUnknown') : formatMoney(amount, lang)}`}
        {stage && ` · ${t(`chain.link.stage.${stage}`)}`}
      </span>
    </li>
  )
}
