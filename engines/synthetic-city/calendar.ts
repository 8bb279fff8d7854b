import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)

const FIRST_DAY = '1985-01-01'
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** A table of days: dates become row numbers, so that a million firms need no date library call each. */
export interface Calendar {
  /** Day number of the key date. */
  readonly asOf: number
  /** The first of January of the year before the key date: events of the plan's time lie after it. */
  readonly windowStart: number
  /** The last month that is complete at the key date. */
  readonly lastMonth: number
  readonly asOfYear: number
  text(day: number): string
  day(text: string): number
  monthOf(day: number): number
  /** 'YYYY-MM' of a month number. */
  monthText(month: number): string
  /** 1..12 */
  monthOfYear(month: number): number
  firstDay(month: number): number
  lastDay(month: number): number
  /** First month number of a civil year. */
  january(year: number): number
  addYears(day: number, years: number): number
}

/** Builds the table from 1985 to seven years after the key date. Throws RangeError for a wrong key date. */
export function buildCalendar(asOf: string): Calendar {
  const key = dayjs.utc(asOf)
  if (!DATE.test(asOf) || key.format('YYYY-MM-DD') !== asOf || key.year() < 2015 || key.year() > 2080) {
    throw new RangeError(`asOf must be a date YYYY-MM-DD of 2015 to 2080, not '${asOf}'`)
  }
  const days: string[] = []
  const months: number[] = []
  const firsts: number[] = []
  const monthTexts: string[] = []
  const numbers = new Map<string, number>()
  const end = key.add(7, 'year')
  for (let at = dayjs.utc(FIRST_DAY); at.isBefore(end); at = at.add(1, 'day')) {
    const text = at.format('YYYY-MM-DD')
    const month = text.slice(0, 7)
    if (monthTexts.at(-1) !== month) {
      monthTexts.push(month)
      firsts.push(days.length)
    }
    months.push(monthTexts.length - 1)
    numbers.set(text, days.length)
    days.push(text)
  }
  const day = (text: string): number => {
    const found = numbers.get(text)
    if (found === undefined) throw new RangeError(`no such day in the calendar: '${text}'`)
    return found
  }
  const monthOf = (number: number): number => months[number] ?? Number.NaN
  const lastDay = (month: number): number => (firsts[month + 1] ?? days.length) - 1
  const now = day(asOf)
  const nowMonth = monthOf(now)
  const later = new Map<number, number>()
  return {
    asOf: now,
    windowStart: day(`${key.year() - 1}-01-01`),
    lastMonth: now === lastDay(nowMonth) ? nowMonth : nowMonth - 1,
    asOfYear: key.year(),
    day,
    monthOf,
    lastDay,
    text: (number) => {
      const found = days[number]
      if (found === undefined) throw new RangeError(`day ${number} lies outside the calendar`)
      return found
    },
    monthText: (month) => monthTexts[month] ?? '',
    monthOfYear: (month) => (month % 12) + 1,
    firstDay: (month) => firsts[month] ?? Number.NaN,
    january: (year) => monthOf(day(`${year}-01-01`)),
    addYears: (number, years) => {
      const id = number * 100 + years
      const known = later.get(id)
      if (known !== undefined) return known
      const found = day(
        dayjs
          .utc(days[number] ?? '')
          .add(years, 'year')
          .format('YYYY-MM-DD'),
      )
      later.set(id, found)
      return found
    },
  }
}
