import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)
dayjs.extend(timezone)

/** Time is stored in UTC and shown in this zone. */
export const DISPLAY_ZONE = 'Asia/Shanghai'

/** dayjs with UTC and time zones switched on; the one date library of the product. */
export { dayjs }

/** The civil date (`YYYY-MM-DD`) of an instant in Shanghai. */
export function civilDate(at: Date | string | number): string {
  return dayjs(at).tz(DISPLAY_ZONE).format('YYYY-MM-DD')
}

/** Whole days from one civil date to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day')
}
