import { dayjs } from '#kernel/core'
import type { Point, ToldPoint } from './target.ts'

const DAY = 'YYYY-MM-DD'

/** Last day of the month a civil date lies in. @example monthEnd('2026-02-03') // '2026-02-28' */
export function monthEnd(date: string): string {
  return dayjs.utc(date).endOf('month').format(DAY)
}

/** Last day of the newest month that is over on the date; the date itself when it is a month's last. */
export function lastFullMonthEnd(date: string): string {
  return monthEnd(date) === date ? date : dayjs.utc(date).subtract(1, 'month').endOf('month').format(DAY)
}

/** The same day some months earlier or later; the month's last day where it has no such day. */
export function addMonths(date: string, months: number): string {
  return dayjs.utc(date).add(months, 'month').format(DAY)
}

/** Some days later. */
export function addDays(date: string, days: number): string {
  return dayjs.utc(date).add(days, 'day').format(DAY)
}

/** Where the year begins over which districts are compared: a month's end, so that it stays for a month. */
export function paceWindowStart(asOf: string): string {
  return lastFullMonthEnd(addMonths(asOf, -12))
}

/** The month of a date, `YYYY-MM`. */
export function monthOf(date: string): string {
  return date.slice(0, 7)
}

/** Month ends from one date to another, both months included. */
export function monthEnds(from: string, to: string): string[] {
  const ends: string[] = []
  for (let at = monthEnd(from); at <= monthEnd(to); at = monthEnd(addDays(at, 1))) ends.push(at)
  return ends
}

/** The newest value on or before a date. */
export function valueAt(points: readonly Point[], date: string): Point | null {
  let found: Point | null = null
  for (const point of points) {
    if (point.period <= date && (found === null || point.period >= found.period)) found = point
  }
  return found
}

/**
 * The newest value on or before a date as it may be told: `withheld` when that value is not to be told, so that an older
 * one never stands in for it. An unknown (no value, and nothing withheld) is passed over.
 */
export function toldAt(points: readonly ToldPoint[], date: string): Point | 'withheld' | null {
  let found: ToldPoint | null = null
  for (const point of points) {
    if (point.value === null && !point.hidden) continue
    if (point.period <= date && (found === null || point.period >= found.period)) found = point
  }
  if (found === null) return null
  return found.hidden || found.value === null ? 'withheld' : { period: found.period, value: found.value }
}

/**
 * One value per month, dated at the month's end, for the forecast.
 * `carry` repeats the last value through months without a row: live indicators write no row while nothing changes.
 * The running month counts only when `withRunning`; its value is then the newest one.
 */
export function monthlySeries(
  points: readonly Point[],
  asOf: string,
  { carry, withRunning }: { carry: boolean; withRunning: boolean },
): Point[] {
  const known = points
    .filter((point) => point.period <= asOf)
    .sort((a, b) => a.period.localeCompare(b.period))
  const first = known[0]
  if (!first) return []
  const series: Point[] = []
  for (const end of monthEnds(first.period, asOf)) {
    if (end > asOf && !withRunning) break
    const point = valueAt(known, end)
    if (point && (carry || monthOf(point.period) === monthOf(end))) {
      series.push({ period: end, value: point.value })
    }
  }
  return series
}
