import { civilDate, DISPLAY_ZONE, dayjs } from '../../core/index.ts'

/** The instant at which a civil day begins in Shanghai. @example startOfDay('2026-02-01') // '2026-01-31T16:00:00.000Z' */
export function startOfDay(day: string): string {
  return dayjs.tz(`${day} 00:00:00`, DISPLAY_ZONE).toISOString()
}

/** The instant at which a civil day is over in Shanghai: the next one's beginning. */
export function endOfDay(day: string): string {
  return startOfDay(dayjs.utc(day).add(1, 'day').format('YYYY-MM-DD'))
}

/** The civil day that begins at an instant. */
export function dayStarting(instant: string): string {
  return civilDate(instant)
}

/** The civil day that is over at an instant. */
export function dayEnding(instant: string): string {
  return civilDate(dayjs(instant).subtract(1, 'millisecond').toISOString())
}
