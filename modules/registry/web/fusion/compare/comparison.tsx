import { Alert } from 'antd'
import { formatPercent, StateTag, useText } from '#kernel/web'
import type { FusionRecord, PairComparison } from '../../../contract.ts'
import { useFieldName } from '../words.ts'
import { ComparedText } from './compared-text.tsx'
import { RecordHead } from './record-head.tsx'
import { levelInWords, valueInWords } from './shown.ts'
import { WeightRail } from './weight-rail.tsx'
import { fieldsLeft, largestWeight } from './weights.ts'

/** Two records side by side: field by field both values, what they amount to, and what that weighs. */
export function Comparison({ of }: { of: PairComparison }) {
  const text = useText()
  const { t, has, pick } = text
  const fieldName = useFieldName()
  const largest = largestWeight(of)
  const [a, b] = [t('registry.fusion.recordA'), t('registry.fusion.recordB')]
  const nameOf = (comparison: string) => {
    const key = `registry.fusion.comparison.${comparison}`
    return has(key) ? t(key) : comparison
  }
  return (
    <div>
      <div className="zq-fus-heads">
        <RecordHead record={of.left} other={of.right} title={a} />
        <RecordHead record={of.right} other={of.left} title={b} />
      </div>
      {of.rules.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('registry.fusion.rules', { rules: of.rules.map(pick).join(t('registry.listComma')) })}
        />
      )}
      <table className="zq-fus-table zq-fus-compare">
        <colgroup>
          <col style={{ width: '12%' }} />
          <col style={{ width: '25%' }} />
          <col style={{ width: '25%' }} />
          <col style={{ width: '18%' }} />
          <col style={{ width: '20%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('registry.fusion.compared')}</th>
            <th scope="col">{a}</th>
            <th scope="col">{b}</th>
            <th scope="col">{t('registry.fusion.level')}</th>
            <th scope="col">{t('registry.fusion.weightBits')}</th>
          </tr>
        </thead>
        <tbody>
          {of.fields.map((field) => {
            const left = valueInWords(field.comparison, field.left, text)
            const right = valueInWords(field.comparison, field.right, text)
            return (
              <tr key={field.comparison}>
                <th scope="row">{nameOf(field.comparison)}</th>
                <td data-label={a}>
                  <ComparedText text={left} other={right} />
                </td>
                <td data-label={b}>
                  <ComparedText text={right} other={left} />
                </td>
                <td data-label={t('registry.fusion.level')}>{levelInWords(field, pick(field), text)}</td>
                <td>
                  <WeightRail weight={field.weight} largest={largest} />
                </td>
              </tr>
            )
          })}
          <LeftFields of={of} nameOf={fieldName} a={a} b={b} />
        </tbody>
        <tfoot>
          <SumRow title={t('registry.fusion.prior')} bits={of.prior} largest={largest} />
          <SumRow title={t('registry.fusion.sum')} bits={of.weight} largest={largest} strong />
        </tfoot>
      </table>
      <Verdict of={of} />
    </div>
  )
}

interface SumRowProps {
  readonly title: string
  readonly bits: number
  readonly largest: number
  readonly strong?: boolean
}

function SumRow({ title, bits, largest, strong = false }: SumRowProps) {
  return (
    <tr className={strong ? 'zq-fus-sum' : undefined}>
      <th scope="row" colSpan={4}>
        {title}
      </th>
      <td>
        <WeightRail weight={bits} largest={Math.max(largest, Math.abs(bits))} />
      </td>
    </tr>
  )
}

interface LeftFieldsProps {
  readonly of: { readonly left: FusionRecord; readonly right: FusionRecord } & Pick<PairComparison, 'fields'>
  readonly nameOf: ReturnType<typeof useFieldName>
  readonly a: string
  readonly b: string
}

/** What the records hold besides, which weighs nothing. */
function LeftFields({ of, nameOf, a, b }: LeftFieldsProps) {
  const { t } = useText()
  return fieldsLeft(of.left, of.right, of.fields).map((field) => {
    const [left, right] = [of.left.fields[field], of.right.fields[field]]
    return (
      <tr key={field}>
        <th scope="row">{nameOf(field)}</th>
        <td data-label={a}>
          <ComparedText text={left} other={right} />
        </td>
        <td data-label={b}>
          <ComparedText text={right} other={left} />
        </td>
        <td className="zq-soft" colSpan={2}>
          {t(left && right ? 'registry.fusion.notCompared' : 'registry.fusion.oneSided')}
        </td>
      </tr>
    )
  })
}

/** The sum in bits, and the probability that follows. */
function Verdict({ of }: { of: PairComparison }) {
  const { t, lang } = useText()
  return (
    <p className="zq-fus-verdict">
      <span className="zq-fus-chance">{formatPercent(of.probability, lang, 1)}</span>
      <span>{t('registry.fusion.chance')}</span>
      <StateTag
        state={of.probability >= 0.9 ? 'green' : of.probability <= 0.1 ? 'red' : 'amber'}
        text={t(
          of.probability >= 0.9
            ? 'registry.fusion.likely'
            : of.probability <= 0.1
              ? 'registry.fusion.unlikely'
              : 'registry.fusion.doubtful',
        )}
      />
    </p>
  )
}
