import type { ReactNode } from 'react'
import { useText } from '#kernel/web'

interface RawValuesProps {
  readonly raw: Readonly<Record<string, unknown>>
  /** Shown under the value of a column: a fault, a mark. */
  readonly note?: (column: string) => ReactNode
}

/** A raw cell as text. */
export function rawText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What a raw row is called: the cell that names a firm, else the first that is not a number. */
export function rawTitle(raw: Readonly<Record<string, unknown>>): string {
  const texts = Object.values(raw)
    .map(rawText)
    .filter((text) => text !== '' && !/^[\d.\-/ ]+$/.test(text))
  return texts.find((text) => /公司|厂|集团|院|ltd|inc|co\b/i.test(text)) ?? texts[0] ?? ''
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
