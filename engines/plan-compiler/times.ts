import dayjs from 'dayjs'
import type { CompiledPlan } from './types.ts'

/**
 * What a time expression does to the numbers after it: `deadline` to be reached by then, `past` a fact of that time,
 * `baseline` the year something is compared with (it changes nothing for the numbers after it).
 */
export type TimeRole = 'deadline' | 'past' | 'baseline'

export interface TimeMark {
  /** Offsets in the sentence or paragraph that was read. */
  start: number
  end: number
  role: TimeRole
  /** ISO date of the last day of the period named; null for "三年内" and the like (the plan's own end). */
  date: string | null
  text: string
  year: number | null
}

const YEAR = '((?:19|20)\\d{2})'
const TIME = new RegExp(
  [
    // 2025-2027年, 2025年至2027年
    `${YEAR}年?(?:-{1,2}|～|至|到)${YEAR}年?(?:底|末|期间)?`,
    // 2027年6月底前, 2027年底, 2027年
    `${YEAR}年(?:度)?(?:(\\d{1,2})月(?:份|\\d{1,2}日|底|末|中旬)?|(上半年|(?:第?[一二三四]季度))|年?(?:底|末|终))?`,
    '[“]?十([一二三四五六七八九])五[”]?(?:末|期末|期间|时期|规划期末)?',
    '(?:未来|今后)?[三四五两3-5](?:-[三四五3-5])?年(?:内|之内|左右|后|时间)(?!涨)|(?:规划|计划|方案|行动)期(?:内|末|满)',
    // 2025、2026 of "2025、2026、2027年"
    `${YEAR}(?=(?:[、和及/]${YEAR}){1,4}年)`,
  ].join('|'),
  'g',
)
/** Last year of the five-year plan "十N五": 十一五 ended in 2010. */
const fiveYearEnd = (numeral: string): number => 2005 + 5 * ('一二三四五六七八九'.indexOf(numeral) + 1)
const QUARTER_END: Record<string, number> = { 一: 3, 二: 6, 三: 9, 四: 12 }

const BASELINE_AFTER =
  /^(?:的?(?:水平|基础|基数|同期|实际|数据|年度)|为(?:基期|基数|基准)|相比|以来|起|开始|(?:的)?\d{1,7}(?:\.\d{1,4})?(?:%|[\u4e00-\u9fff]{1,4})(?:提高|提升|增长|增加|上升|扩大|下降|降低|减少|缩减)(?:到|至))/
const DONE = /(?:已|业已|现有|目前|(?:全市|全省|全县|全区|全州)?(?:实现|完成|累计建成|共有|达到?|为))/
/** 已 with the verb of a thing that is done; 已 alone is too common. */
const ALREADY =
  /已(?:经|建|有|达|形成|累计|培育|集聚|聚集|拥有|完成|实现|获|引进|认定|投|在|超|突破|连续|成|初步|发展|具备|开通|落地|入|布局|签|汇聚|上|吸引|推|覆盖|组建|开|启|打造|取得|创|超过|通过)/

/** Words of a report on a year that is over. */
const REPORTS = /分别增长|同比|累计(?:突破|建成|达)|位居|居全[国省市]/

const iso = (year: number, month = 12): string =>
  dayjs(`${year}-${String(month).padStart(2, '0')}-01`)
    .endOf('month')
    .format('YYYY-MM-DD')

const YEAR_ENDS = new Map<number, string>()

/** ISO date of the last day of a year. */
export function endOfYear(year: number): string {
  let date = YEAR_ENDS.get(year)
  if (date === undefined) {
    date = iso(year)
    YEAR_ENDS.set(year, date)
  }
  return date
}

/** Reads the time expressions of a stretch of canonical text; `planStart` is the first year of the plan, when known. */
export function readTimes(text: string, planStart: number | null): TimeMark[] {
  const marks: TimeMark[] = []
  for (const match of text.matchAll(TIME)) {
    const start = match.index
    const end = start + match[0].length
    const [, from, to, single, month, part, fiveYear, listed] = match
    let year: number | null = null
    let date: string | null = null
    if (to) {
      year = Number(to)
      date = endOfYear(year)
    } else if (single) {
      year = Number(single)
      date = month || part ? iso(year, monthOf(month, part)) : endOfYear(year)
    } else if (fiveYear) {
      year = fiveYearEnd(fiveYear)
      date = endOfYear(year)
    } else if (listed) {
      year = Number(listed)
      date = endOfYear(year)
    }
    const before = text.slice(Math.max(0, start - 6), start)
    const after = text.slice(end, end + 80)
    marks.push({
      start,
      end,
      role: roleOf(match[0], before, after, year, Boolean(from && to), planStart),
      date,
      text: match[0],
      year,
    })
  }
  return marks
}

function monthOf(month: string | undefined, part: string | undefined): number {
  if (month) return Math.min(12, Math.max(1, Number(month)))
  if (part === '上半年') return 6
  if (part) return QUARTER_END[part.replace(/[第季度]/g, '')] ?? 12
  return 12
}

function roleOf(
  text: string,
  before: string,
  after: string,
  year: number | null,
  range: boolean,
  planStart: number | null,
): TimeRole {
  if (/(?:截至|截止到?|截止至|过去的)$/.test(before)) return 'past'
  if (BASELINE_AFTER.test(after)) return /^(?:以来)/.test(after) ? 'past' : 'baseline'
  if (/(?:较|比|相比|对比|与|同|相对于?|以|由|为|超过|高于|低于|按|按照)$/.test(before)) return 'baseline'
  if (/[（]$/.test(before) && /^(?:为|数据|值|基)/.test(after)) return 'baseline'
  if (/(?:自|从)$/.test(before)) return range ? 'deadline' : 'baseline'
  if (/在$/.test(before) && /基础上/.test(after.slice(0, 12))) return 'baseline'
  if (year !== null && planStart !== null && year < planStart) return 'past'
  if (
    year !== null &&
    planStart !== null &&
    year === planStart &&
    /^(?:底|末)?[，]?(?:全[市省县区州]|我[市省县区])?[^，。；]{0,12}已/.test(after)
  )
    return 'past'
  if (/(?:早在|继)$/.test(before)) return 'past'
  // No plan years to compare with: a bare "2022年，…提高到34%" reports, unless its sentence looks ahead.
  if (
    planStart === null &&
    year !== null &&
    !range &&
    !/(?:到|至|前|末|底|年度)$/.test(before + text) &&
    !/^(?:年?[底末]|前|度)/.test(after)
  ) {
    const sentence = after.split(/[。！？]/, 1)[0]!
    if (
      /^年?[，]?(?!.*(?:力争|争取|将|目标|确保|计划|预计|以上|左右|不少于|不低于|要(?:达|实)))/.test(
        sentence,
      ) &&
      REPORTS.test(sentence)
    )
      return 'past'
  }
  return 'deadline'
}

/** True when the stretch speaks of what is already there. */
export function speaksOfThePast(text: string): boolean {
  return (
    ALREADY.test(text) ||
    /(?:目前|截至目前|今年(?:前|上半年|\d{1,2}月?(?:至|-)\d{1,2}月)|去年|上年|近年来|近[三五两0-9]+年|十三五(?:期间|时期|以来)|历年|[一二三四五六七八九十]年来|过去[三五]年|(?<!对)现状|年均复合增长率为|同比增长|居全国第|位居|(?:数据|统计)显示|据统计)/.test(
      text,
    ) ||
    (/当前/.test(text) && DONE.test(text))
  )
}

/** First and last year of the plan, from its title, else from the most frequent "到20XX年"; those among the goals count thrice. */
export function planPeriod(title: string | null, body: string, goals = ''): CompiledPlan['period'] {
  const titled = title && new RegExp(`${YEAR}年?(?:-{1,2}|～|至|到)(?:${YEAR}|(\\d{2}))年?`).exec(title)
  if (titled) {
    const start = Number(titled[1])
    const end = titled[2] ? Number(titled[2]) : Math.floor(start / 100) * 100 + Number(titled[3])
    if (end >= start && end - start <= 30) return { start, end }
  }
  const single = title && new RegExp(`${YEAR}年`).exec(title)
  if (single) return { start: Number(single[1]), end: Number(single[1]) }
  const fiveYear = title && /十([一二三四五六七八九])五/.exec(title)
  if (fiveYear) return { start: fiveYearEnd(fiveYear[1]!) - 4, end: fiveYearEnd(fiveYear[1]!) }
  const counts = new Map<number, number>()
  for (const match of body.matchAll(/(?:到|至|力争|用[三3]年时间，?到?)(20\d{2})年(?!以来)/g)) {
    const year = Number(match[1])
    counts.set(year, (counts.get(year) ?? 0) + 1)
  }
  for (const match of goals.matchAll(/(?:到|至)(20\d{2})年(?!以来)/g)) {
    const year = Number(match[1])
    counts.set(year, (counts.get(year) ?? 0) + 2)
  }
  for (const match of body.matchAll(/(20\d{2})年年?(?:底|末)前?/g)) {
    const year = Number(match[1])
    if (body.slice(Math.max(0, match.index - 3), match.index).includes('截')) continue
    counts.set(year, (counts.get(year) ?? 0) + 0.5)
  }
  let best: number | null = null
  for (const [year, count] of counts) {
    if (best === null || count > counts.get(best)! || (count === counts.get(best) && year < best)) best = year
  }
  if (best === null) return null
  const last = best
  return { start: Math.min(last, ...counts.keys(), ...begun(body).filter((year) => year <= last)), end: last }
}

/** Years in which a plan without years in its title begins: of its document number, of the five-year plan it names. */
function begun(body: string): number[] {
  const years: number[] = []
  const number = /〔(20\d{2})〕\d/.exec(body)
  if (number) years.push(Number(number[1]))
  const fiveYear = /十([一二三四五六七八九])五[”]?(?:时期|期间)/.exec(body)
  if (fiveYear) years.push(fiveYearEnd(fiveYear[1]!) - 4)
  return years
}
