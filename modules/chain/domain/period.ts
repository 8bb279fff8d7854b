import { dayjs } from '#kernel/core'

const YEAR = /^(\d{4})\s*年?$/
const QUARTER = /^(\d{4})\s*(?:-?\s*Q|年第?)([1-4])(?:季度)?$/i
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/

/**
 * The last day of a period as written in a table (`2025`, `2025Q3`, `2025-07`), at most `today`; undefined when it is no
 * period.
 */
export function endOfPeriod(period: string, today: string): string | undefined {
  const text = period.trim()
  const [, year, part] = YEAR.exec(text) ?? QUARTER.exec(text) ?? MONTH.exec(text) ?? []
  if (year === undefined) return undefined
  const month = part === undefined ? 12 : QUARTER.test(text) ? Number(part) * 3 : Number(part)
  if (month < 1 || month > 12) return undefined
  const end = dayjs
    .utc(`${year}-${String(month).padStart(2, '0')}-01`)
    .endOf('month')
    .format('YYYY-MM-DD')
  return end > today ? today : end
}
