import { yiFromFen } from '#kernel/core'

/** A base-unit value as people read it: fen in 亿元, ratios in percentage points, others with their unit. */
export function shown(value: number | null, unit: string, displayUnit: string): string {
  if (value === null) return '—'
  const round = (number: number) => String(Math.round(number * 100) / 100)
  if (unit === 'fen') return `${round(yiFromFen(value))} 亿元`
  if (unit === 'ratio') return `${round(value * 100)} ${displayUnit}`
  if (displayUnit.startsWith('万')) return `${round(value / 10_000)} ${displayUnit}`
  return `${round(value)} ${displayUnit}`
}
