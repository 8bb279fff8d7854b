import type { CSSProperties } from 'react'
import { formatPercent, useText } from '#kernel/web'

/** A share from 0 to 1 as a small bar with its percent; unknown is said to be so. */
export function Share({ value, title }: { value: number | null; title?: string }) {
  const { t, lang } = useText()
  if (value === null) return <span className="zq-soft">{t('kit.unknown')}</span>
  const percent = formatPercent(value, lang, 0)
  return (
    <span className="zq-fus-trust" title={title}>
      <i aria-hidden style={{ '--share': `${(value * 100).toFixed(1)}%` } as CSSProperties} />
      <span className="zq-number">{percent}</span>
    </span>
  )
}
