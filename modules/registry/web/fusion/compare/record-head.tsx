import { Link } from 'react-router'
import { useText } from '#kernel/web'
import type { FusionRecord } from '../../../contract.ts'
import { Origin } from '../origin.tsx'
import { entityPath, useSourceName } from '../words.ts'
import { ComparedText } from './compared-text.tsx'

interface RecordHeadProps {
  readonly record: FusionRecord
  readonly other: FusionRecord
  readonly title: string
}

/** Which record it is: its name, where it comes from, when it was seen, and where it belongs now. */
export function RecordHead({ record, other, title }: RecordHeadProps) {
  const { t } = useText()
  const nameOf = useSourceName()
  return (
    <section className="zq-fus-record" aria-label={title}>
      <span className="zq-soft" style={{ fontSize: 12 }}>
        {title} · {nameOf(record.source)} · <Origin record={record} />
      </span>
      <strong>
        <ComparedText text={record.fields.name} other={other.fields.name} />
      </strong>
      <span style={{ fontSize: 13 }}>
        {record.entityId ? (
          <>
            <span className="zq-soft">{t('registry.fusion.belongsTo')}</span>{' '}
            <Link to={entityPath(record.entityId)}>{record.entityName || t('registry.fusion.nameless')}</Link>
          </>
        ) : (
          <span className="zq-soft">{t('registry.fusion.notFused')}</span>
        )}
      </span>
    </section>
  )
}
