import type { ReactNode } from 'react'
import { useText } from '#kernel/web'
import { rawText } from './raw-text.ts'

interface RawValuesProps {
  readonly raw: Readonly<Record<string, unknown>>
  /** Shown under the value of a column: a fault, a mark. */
  readonly note?: (column: string) => ReactNode
}

/** One raw row, column by column, exactly as it was imported. */
export function RawValues({ raw, note }: RawValuesProps) {
  const { t } = useText()
  return (
    <dl className="zq-reg-raw">
      {Object.entries(raw).map(([column, value]) => (
        <div key={column} style={{ display: 'contents' }}>
          <dt>{column}</dt>
          <dd className="zq-number">
            {rawText(value) || <span className="zq-soft">{t('registry.history.empty')}</span>}
            {note?.(column)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
