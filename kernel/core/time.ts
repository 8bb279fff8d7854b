import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)
dayjs.extend(timezone)

/** Time is stored in UTC and shown in this zone. */
export const DISPLAY_ZONE = 'Asia/Shanghai'

/** dayjs with UTC and time zones switched on; the one date library of the product. */
export { dayjs }

/** The last answer: pages ask for today many times a second, and a date does not change within a minute. */
let last = { minute: Number.NaN, date: '' }

/** The civil date (`YYYY-MM-DD`) of an instant in Shanghai. */
export function civilDate(at: Date | string | number): string {
  const instant = dayjs(at)
  const minute = Math.floor(instant.valueOf() / 60_000)
  if (minute !== last.minute) last = { minute, date: instant.tz(DISPLAY_ZONE).format('YYYY-MM-DD') }
  return last.date
}

/** Whole days from one civil date to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day')
}
