import { formatNumber, useText } from '#kernel/web'
import type { RiskSummary } from '../../contract.ts'

const KINDS = [
  'known',
  'bySupplier',
  'byNode',
  'byAll',
  'equal',
  'self',
  'unusable',
  'firmsWithRevenue',
  'firmsWithoutSize',
  'firmsWithoutNode',
] as const

/** Where the amounts and sizes behind a cascade came from: how many were known, how many had to be assumed and how. */
export function Coverage({ coverage }: { coverage: RiskSummary['coverage'] }) {
  const { t, lang } = useText()
  return (
    <dl className="zq-risk-coverage">
      {KINDS.filter((kind) => coverage[kind] > 0 || kind === 'known').map((kind) => (
        <div key={kind}>
          <dt>{t(`chain.risk.coverage.${kind}`)}</dt>
          <dd className="zq-number">
            {formatNumber(coverage[kind], lang)}{' '}
            <span className="zq-soft">
              / {formatNumber(kind.startsWith('firms') ? coverage.firms : coverage.relations, lang)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
