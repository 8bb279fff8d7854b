import { Alert, Skeleton, Table } from 'antd'
import { EmptyState, ErrorState, Figure, formatNumber, formatPercent, useApi, useText } from '#kernel/web'
import { getLinkReliability, type LinkReliability } from '../../contract.ts'
import { Diagram } from './diagram.tsx'

type Evaluation = NonNullable<LinkReliability['evaluation']>

/** What the newest run found when it predicted relations that were known but hidden from it. */
export function Reliability() {
  const { t, lang } = useText()
  const reply = useApi(getLinkReliability, {})
  if (reply.error && !reply.data)
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 10 }} />
  const { reliability } = reply.data
  if (reliability === null)
    return <EmptyState title={t('chain.link.never')} hint={t('chain.link.neverHint')} />
  const { evaluation, warnings } = reliability
  return (
    <div className="zq-link-reliability">
      {warnings.map((warning) => (
        <Alert key={warning.code} type="warning" showIcon title={warning[lang]} />
      ))}
      {evaluation === null ? (
        <EmptyState title={t('chain.link.notMeasured')} />
      ) : (
        <Measured evaluation={evaluation} reliability={reliability} />
      )}
    </div>
  )
}

function Measured({ evaluation, reliability }: { evaluation: Evaluation; reliability: LinkReliability }) {
  const { t, lang } = useText()
  const number = (value: number) => formatNumber(value, lang)
  return (
    <>
      <section className="zq-panel">
        <div className="zq-link-figures">
          <Figure size="small" label={t('chain.link.auc')} value={evaluation.model.auc} unit="number" />
          <Figure
            size="small"
            label={t('chain.link.ap')}
            value={evaluation.model.averagePrecision}
            unit="ratio"
          />
          {evaluation.at.map((k, at) => (
            <Figure
              key={k}
              size="small"
              label={t('chain.link.precision', { k: number(k) })}
              value={evaluation.model.precisionAt[at] ?? null}
              unit="ratio"
            />
          ))}
          <Figure size="small" label={t('chain.link.reachable')} value={evaluation.reachable} unit="ratio" />
        </div>
        <p>
          {t('chain.link.hidden', {
            share: formatPercent(reliability.hiddenShare, lang),
            relations: number(reliability.relations),
            held: number(evaluation.heldOut),
            candidates: number(evaluation.candidates),
            positives: number(evaluation.positives),
          })}
        </p>
        <p className="zq-soft">
          {t('chain.link.assumption', { floor: formatPercent(reliability.floor, lang) })}
        </p>
      </section>
      <Diagram bins={evaluation.bins} />
      <Comparison evaluation={evaluation} />
    </>
  )
}

const RANKINGS = ['model', 'preferentialAttachment', 'commonNeighbours'] as const

function Comparison({ evaluation }: { evaluation: Evaluation }) {
  const { t, lang } = useText()
  return (
    <section className="zq-panel">
      <h2 className="zq-link-title">{t('chain.link.compare')}</h2>
      <Table
        size="small"
        pagination={false}
        scroll={{ x: 560 }}
        rowKey="by"
        dataSource={RANKINGS.map((by) => ({ by, ...evaluation[by] }))}
        columns={[
          { key: 'by', title: t('chain.link.ranking'), render: (_, { by }) => t(`chain.link.by.${by}`) },
          {
            key: 'auc',
            title: t('chain.link.auc'),
            align: 'right',
            render: (_, { auc }) => formatNumber(auc, lang, 3),
          },
          {
            key: 'ap',
            title: t('chain.link.ap'),
            align: 'right',
            render: (_, { averagePrecision }) => formatPercent(averagePrecision, lang),
          },
          ...evaluation.at.map((k, at) => ({
            key: String(k),
            title: t('chain.link.precision', { k: formatNumber(k, lang) }),
            align: 'right' as const,
            render: (_: unknown, { precisionAt }: Evaluation['model']) =>
              formatPercent(precisionAt[at] ?? null, lang),
          })),
        ]}
      />
      <p className="zq-soft">
        {t('chain.link.brier')} {formatNumber(evaluation.brier, lang, 4)} · {t('chain.link.error')}{' '}
        {formatPercent(evaluation.calibrationError, lang, 3)}
      </p>
    </section>
  )
}
