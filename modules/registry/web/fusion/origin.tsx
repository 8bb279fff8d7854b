import { Link } from 'react-router'
import { formatDate, useText } from '#kernel/web'
import type { FusionRecord } from '../../contract.ts'

/** A record of the library is the enterprise itself; its number is no name. */
const LIBRARY = 'library'

/** Under which number a source has a record, and of which day it is; of the library the way to the enterprise. */
export function Origin({ record }: { record: Pick<FusionRecord, 'source' | 'externalId' | 'observedOn'> }) {
  const { t, lang } = useText()
  return (
    <span className="zq-fus-origin zq-number">
      {record.source === LIBRARY ? (
        <Link to={`/registry/enterprises/${record.externalId}`}>{t('registry.fusion.openEnterprise')}</Link>
      ) : (
        record.externalId
      )}{' '}
      · <span className="zq-fus-day">{formatDate(record.observedOn, lang)}</span>
    </span>
  )
}
