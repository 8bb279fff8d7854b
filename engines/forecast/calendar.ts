import dayjs from 'dayjs'
import quarterOfYear from 'dayjs/plugin/quarterOfYear.js'
import utc from 'dayjs/plugin/utc.js'
import type { Frequency } from './types.ts'

dayjs.extend(utc)
dayjs.extend(quarterOfYear)

const ORIGIN = '1900-01-01'
const DAYS_PER_MONTH = 365.2425 / 12

/** Seasons in a year at this frequency. */
export const SEASONS: Record<Frequency, number> = { month: 12, quarter: 4, year: 1 }

/** A civil date as a UTC day. Accepts `YYYY`, `YYYY-MM` and `YYYY-MM-DD`; throws RangeError on anything else. */
export function parseDate(text: string): dayjs.Dayjs {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (match) {
    const full = `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}`
    const date = dayjs.utc(full)
    // dayjs rolls 02-30 over to March; a date that does not come back as it went in is no date
    if (date.isValid() && date.format('YYYY-MM-DD') === full) return date
  }
  throw new RangeError(`Not a date (YYYY, YYYY-MM or YYYY-MM-DD): ${text} / 日期无效: ${text}`)
}

/** Number of whole periods since 1900; consecutive periods differ by 1. */
export function periodIndex(text: string, frequency: Frequency): number {
  return parseDate(text).startOf(frequency).diff(dayjs.utc(ORIGIN), frequency)
}

/** Last day (`YYYY-MM-DD`) of the period with this index. */
export function periodEnd(index: number, frequency: Frequency): string {
  return dayjs.utc(ORIGIN).add(index, frequency).endOf(frequency).format('YYYY-MM-DD')
}

/** Whole days from one civil date to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return parseDate(to).diff(parseDate(from), 'day')
}

/** Mean Gregorian months (30.436875 days) between two civil dates, fractional. */
export function monthsBetween(from: string, to: string): number {
  return daysBetween(from, to) / DAYS_PER_MONTH
}

/** The civil date a fractional number of mean months later, rounded up to a whole day. */
export function addMonths(from: string, months: number): string {
  return parseDate(from)
    .add(Math.ceil(months * DAYS_PER_MONTH), 'day')
    .format('YYYY-MM-DD')
}

/**
 * How many steps a forecast from `lastPeriod` needs to cover the period that contains `deadline`;
 * 0 when that period is already observed.
 *
 * @example horizonTo('2026-10-31', '2027-12-31', 'month') // 14
 */
export function horizonTo(lastPeriod: string, deadline: string, frequency: Frequency): number {
  return Math.max(0, periodIndex(deadline, frequency) - periodIndex(lastPeriod, frequency))
}
