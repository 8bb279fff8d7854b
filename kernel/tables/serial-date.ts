import { dayjs } from '#kernel/core'

const DAY_CACHE = new Map<number, string>()
const CACHE_LIMIT = 50_000

function day(offset: number, from: string): string {
  return dayjs.utc(from).add(offset, 'day').format('YYYY-MM-DD')
}

/**
 * The civil date and time of an Excel serial number (ECMA-376 part 1, 18.17.4): day 1 is 1900-01-01, with the day
 * 1900-02-29 that never was as number 60; in 1904 workbooks day 0 is 1904-01-01. Seconds are rounded.
 * @returns `YYYY-MM-DD`, `YYYY-MM-DD HH:mm:ss`, `HH:mm:ss` for a time alone, or undefined outside the calendar.
 */
export function serialToDate(serial: number, date1904 = false): string | undefined {
  if (!(serial >= 0) || serial >= 2_958_466) return undefined
  let days = Math.floor(serial)
  let seconds = Math.round((serial - days) * 86_400)
  if (seconds === 86_400) {
    days += 1
    seconds = 0
  }
  const time = seconds === 0 ? '' : dayjs.utc('1970-01-01').add(seconds, 'second').format('HH:mm:ss')
  if (!date1904 && days === 0) return time === '' ? undefined : time
  if (!date1904 && days === 60) return undefined
  const key = date1904 ? -1 - days : days
  let date = DAY_CACHE.get(key)
  if (date === undefined) {
    date = date1904 ? day(days, '1904-01-01') : day(days, days < 60 ? '1899-12-31' : '1899-12-30')
    if (DAY_CACHE.size >= CACHE_LIMIT) DAY_CACHE.clear()
    DAY_CACHE.set(key, date)
  }
  return time === '' ? date : `${date} ${time}`
}

const REAL = new Map<string, boolean>()

/** Whether a civil date `YYYY-MM-DD` exists (no 30 February). */
export function isRealDate(iso: string): boolean {
  let real = REAL.get(iso)
  if (real === undefined) {
    real = /^\d{4}-\d{2}-\d{2}$/.test(iso) && dayjs.utc(iso).format('YYYY-MM-DD') === iso
    if (REAL.size >= CACHE_LIMIT) REAL.clear()
    REAL.set(iso, real)
  }
  return real
}
