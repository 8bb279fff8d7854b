import { Link } from 'react-router'
import { formatDate, useText } from '#kernel/web'
import type { FusionEntity, GoldenValue } from '../../../contract.ts'
import { ComparedText } from '../compare/compared-text.tsx'
import { Share } from '../share.tsx'
import { comparePath, useFieldName, useSourceName } from '../words.ts'
import { filledFields, otherValues } from './cells.ts'

/** The surviving value of each field: who says so, since when, how sure it is, and what others say. */
export function GoldenValues({ entity }: { entity: FusionEntity }) {
  const { t } = useText()
  return (
    <section className="zq-reg-section" aria-label={t('registry.fusion.golden')}>
      <header>
        <h2>{t('registry.fusion.golden')}</h2>
      </header>
      <table className="zq-fus-table zq-fus-golden">
        <colgroup>
          <col style={{ width: '13%' }} />
          <col style={{ width: '26%' }} />
          <col style={{ width: '16%' }} />
          <col style={{ width: '13%' }} />
          <col style={{ width: '32%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('registry.fusion.fieldName')}</th>
            <th scope="col">{t('registry.fusion.value')}</th>
            <th scope="col">{t('registry.fusion.from')}</th>
            <th scope="col">{t('registry.fusion.confidence')}</th>
            <th scope="col">{t('registry.fusion.others')}</th>
          </tr>
        </thead>
        <tbody>
          {filledFields(entity).map((golden) => (
            <Row key={golden.field} golden={golden} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ golden }: { golden: GoldenValue }) {
  const { t, lang } = useText()
  const fieldName = useFieldName()
  const nameOf = useSourceName()
  return (
    <tr>
      <th scope="row">{fieldName(golden.field)}</th>
      <td>
        {golden.value ? (
          <span className="zq-fus-value zq-number">{golden.value}</span>
        ) : (
          <span className="zq-soft">{t('kit.unknown')}</span>
        )}
      </td>
      <td data-label={t('registry.fusion.from')}>
        {golden.source ? (
          <>
            {nameOf(golden.source)}{' '}
            <span className="zq-soft zq-fus-day">{formatDate(golden.observedOn, lang)}</span>
          </>
        ) : (
          <span className="zq-soft">–</span>
        )}
      </td>
      <td data-label={t('registry.fusion.confidence')}>
        <Share value={golden.confidence} title={t('registry.fusion.confidenceHint')} />
      </td>
      <td data-label={t('registry.fusion.others')}>
        <Others golden={golden} />
      </td>
    </tr>
  )
}

/** The values that did not survive, their differences marked, each a click from the comparison. */
function Others({ golden }: { golden: GoldenValue }) {
  const { t } = useText()
  const nameOf = useSourceName()
  const others = otherValues(golden)
  if (others.length === 0) return <span className="zq-soft">{t('registry.fusion.noOthers')}</span>
  return (
    <ul className="zq-fus-others">
      {others.map(({ value, sources, recordId }) => (
        <li key={value}>
          <ComparedText text={value} other={golden.value} />{' '}
          <span className="zq-soft">
            {sources.map(nameOf).join(t('registry.listComma'))}
            {golden.recordId && (
              <>
                {' · '}
                <Link to={comparePath(golden.recordId, recordId)}>{t('registry.fusion.compareLink')}</Link>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
