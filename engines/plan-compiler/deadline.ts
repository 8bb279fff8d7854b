import type { Flow, Work } from './assemble.ts'
import type { Candidate } from './candidate.ts'
import type { Quantity } from './quantities.ts'
import { endOfYear, type TimeMark } from './times.ts'

/** How many different deadlines the expressions name. */
export function distinctYears(times: TimeMark[]): number {
  return new Set(times.filter((mark) => mark.role === 'deadline' && mark.date).map((mark) => mark.date)).size
}

/** The last time expression between the start of the sentence and the number. */
export function governingTime(times: TimeMark[], from: number, to: number): TimeMark | null {
  return times.findLast((mark) => mark.start >= from && mark.end <= to) ?? null
}

/** The last deadline between two places. */
export function olderDeadline(times: TimeMark[], from: number, to: number): TimeMark | null {
  return times.findLast((mark) => mark.start >= from && mark.end <= to && mark.role === 'deadline') ?? null
}

/**
 * The deadline that earlier sentences of the paragraph set. A look beyond the plan ("“十五五”末…") does not carry over when
 * the paragraph also names the plan's own end.
 */
export function horizon(work: Work, text: string, all: TimeMark[], to: number): TimeMark | null {
  // "其中2025年完成120亿元" speaks of its own clause only.
  const times = all.filter((mark) => !text.slice(0, mark.start).endsWith('其中'))
  const last = olderDeadline(times, 0, to)
  const end = work.documentDeadline
  if (!last?.date || !end || last.date <= end) return last
  return times.findLast((mark) => mark.role === 'deadline' && mark.end <= to && mark.date === end) ?? last
}

/** "（2026年底前完成）" behind the number, when nothing stands before it. */
export function trailingTime(text: string, times: TimeMark[], from: number, to: number): TimeMark | null {
  const mark = times.find((item) => item.start >= from && item.end <= to)
  if (mark?.role !== 'deadline') return null
  const after = text.slice(mark.end, mark.end + 8)
  const between = text.slice(from, mark.start)
  return /^(?:年?底)?前?(?:基本|全面|全部|正式)?(?:完成|实现|建成|投用|到位|落实|投产|交付|竣工|开工|通车|并网|上线|运营|投运|启用|达产|验收|开放)?(?:使用|运营)?(?:[，。；）]|$)/.test(
    after,
  ) && !/\d/.test(between)
    ? mark
    : null
}

/**
 * The deadline in the note that closes a paragraph, which holds for all of it: "（市交通局牵头，2025年12月底前完成）",
 * "（完成时限：2026年）".
 */
export function closingTime(text: string, times: TimeMark[]): TimeMark | null {
  const note = /[（(][^（()）]*[）)][。；]?\s*$/.exec(text)
  if (!note || !/完成|时限|期限|牵头|责任|配合|负责/.test(note[0])) return null
  return times.findLast((mark) => mark.start > note.index && mark.role === 'deadline') ?? null
}

/** The deadline of a target and where it comes from: its sentence, the paragraph, the section or the document. */
export function deadlineOf(
  work: Work,
  candidate: Candidate,
  times: TimeMark[],
  paragraphTime: TimeMark | null,
  flow: Flow,
  quantities: Quantity[],
): { date: string | null; text: string | null; from: string } {
  const listed = respectiveTime(candidate, times, quantities, work.period)
  if (listed) return { date: listed.date, text: listed.text, from: 'respective' }
  const named = candidate.time?.role === 'deadline' ? candidate.time : null
  if (named)
    return {
      date: named.date ?? work.documentDeadline,
      text: written(candidate.text, named),
      from: 'sentence',
    }
  const closing = closingTime(candidate.text, times)
  if (closing?.date) return { date: closing.date, text: written(candidate.text, closing), from: 'paragraph' }
  if (paragraphTime)
    return {
      date: paragraphTime.date ?? work.documentDeadline,
      text: written(candidate.text, paragraphTime),
      from: 'paragraph',
    }
  if (flow.sectionTime)
    return {
      date: flow.sectionTime.date ?? work.documentDeadline,
      text: flow.sectionTime.text,
      from: 'section',
    }
  return { date: work.documentDeadline, text: null, from: work.documentDeadline ? 'document' : 'none' }
}

/** The expression with the words that belong to it: "到2027年底前". */
export function written(text: string, mark: TimeMark): string {
  const before = /(?:到|至|力争到?)$/.exec(text.slice(Math.max(0, mark.start - 3), mark.start))?.[0] ?? ''
  const after = /^(?:年?底|末)?(?:前)?/.exec(text.slice(mark.end, mark.end + 3))?.[0] ?? ''
  return before + mark.text + after
}

/** "2025年、2026年、2027年分别达到100、200、300家": the year at the place of the number. */
function respectiveTime(
  candidate: Candidate,
  times: TimeMark[],
  quantities: Quantity[],
  period: Work['period'],
): TimeMark | null {
  const { text, near, quantity } = candidate
  const word = text.slice(near.sentence.start, quantity.start).lastIndexOf('分别')
  if (word < 0) return null
  const at = near.sentence.start + word
  const segmentTimes = times.filter(
    (mark) => mark.start >= near.segment.start && mark.end <= at && mark.role === 'deadline',
  )
  const run: TimeMark[] = []
  for (const mark of segmentTimes.reverse()) {
    const next = run[0]
    if (next && !/^(?:底|末)?(?:、|和|及|与|，)(?:到|至)?$/.test(text.slice(mark.end, next.start))) break
    run.unshift(mark)
  }
  const numbers = quantities.filter((item) => item.start > at && item.start < near.clause.end)
  const place = numbers.indexOf(quantity)
  const years = period ? period.end - period.start + 1 : 0
  // "三年分别达到800亿、1200亿、2000亿元": one for each year of the plan.
  if (
    period &&
    run.length < 2 &&
    years > 1 &&
    numbers.length === years &&
    /年$/.test(text.slice(near.clause.start, at))
  ) {
    const year = period.start + place
    return { start: at, end: at, role: 'deadline', date: endOfYear(year), text: `${year}年`, year }
  }
  if (run.length < 2) return null
  return numbers.length === run.length ? (run[place] ?? null) : null
}
