import { assemble, documentSpan, type Flow, sentenceSpanOf, spanOf, taskName, type Work } from './assemble.ts'
import type { Candidate } from './candidate.ts'
import { type Surroundings, surveyor } from './clauses.ts'
import { comparatorOf } from './comparator.ts'
import {
  deadlineOf,
  distinctYears,
  governingTime,
  horizon,
  olderDeadline,
  trailingTime,
  written,
} from './deadline.ts'
import { type Paragraph, paragraphs } from './layout.ts'
import { canonicalize } from './normalize.ts'
import { type Heading, readOutline } from './outline.ts'
import { findQuantities, type Quantity } from './quantities.ts'
import { refusalOf } from './refusals.ts'
import { scoreOf } from './score.ts'
import { documentScopeOf, scopeOf, subjectOf } from './subject.ts'
import { readTable, type TableTarget } from './tables.ts'
import { endOfYear, planPeriod, readTimes } from './times.ts'
import type { CompiledPlan, CompileOptions } from './types.ts'
import { normalizeValue } from './units.ts'

const DEFAULT_THRESHOLD = 3
const HOPES = /力争|争取|确保|目标|预期|计划到|到20\d\d年/
/** A paragraph that opens like this reports, all of it. */
const RETROSPECT = /^[^。；]{0,16}(?:近年来|多年来|[一二三四五六七八九十]年来|近[一二三两四五]年)，/

/**
 * Compiles the text of a Chinese action plan (行动计划) into sections, tasks and numeric targets.
 *
 * Pure and deterministic: no network, no model, no clock. Takes any text (a page's navigation around the document, PDF lines,
 * full-width digits); never throws. Offsets are UTF-16 offsets in `text`. The method is described in the README.
 *
 * @example
 * compilePlan('到2027年，全市建成超充站2000座以上。').targets[0]
 * // { value: 2000, unit: '座', comparator: 'at_least', deadline: '2027-12-31', scope: '全市', ... }
 */
export function compilePlan(text: string, options: CompileOptions = {}): CompiledPlan {
  const canonical = canonicalize(text)
  const list = paragraphs(canonical.text)
  const outline = readOutline(list)
  const body = list
    .slice(outline.first, outline.last)
    .map((paragraph) => paragraph.text)
    .join('\n')
  const period = planPeriod(outline.title, body, goalsOf(list, outline))
  const work: Work = {
    source: text,
    canonical,
    list,
    outline,
    period,
    documentScope: documentScopeOf(outline.title),
    documentDeadline: options.defaultDeadline ?? (period ? endOfYear(period.end) : null),
    threshold: options.threshold ?? DEFAULT_THRESHOLD,
    targets: [],
    rejected: [],
    seen: new Set(),
  }
  walk(work)
  work.targets.sort((a, b) => a.span.start - b.span.start)
  work.rejected.sort((a, b) => a.span.start - b.span.start)
  const { sections, tasks } = assemble(work)
  return {
    title: outline.title === null ? null : outline.title.replace(/[《》]/g, ''),
    period,
    documentSpan: documentSpan(work),
    sections,
    tasks,
    targets: work.targets,
    rejected: work.rejected,
  }
}

/** Text of the sections that state the goals. */
function goalsOf(list: Paragraph[], outline: Work['outline']): string {
  const parts: string[] = []
  outline.headings.forEach((heading, index) => {
    if (heading.kind !== 'goals') return
    const end = outline.headings[index + 1]?.paragraph ?? outline.last
    for (const paragraph of list.slice(heading.paragraph, end)) parts.push(paragraph.text)
  })
  return parts.join('\n')
}

function walk(work: Work): void {
  const { list, outline } = work
  const headingAt = new Map(outline.headings.map((heading) => [heading.paragraph, heading]))
  const flow: Flow = { path: [], kind: 'general', sectionTime: null, sectionTimeLevel: 0 }
  for (let index = 0; index < list.length; index++) {
    const paragraph = list[index]!
    if (index < outline.first || index >= outline.last) {
      refuseAll(work, paragraph, 'outside-document')
      continue
    }
    if (index === outline.titleParagraph) continue
    const heading = headingAt.get(index)
    if (heading) enter(flow, heading)
    if (paragraph.kind === 'table') {
      const rows: Paragraph[] = []
      while (index < outline.last && list[index]?.kind === 'table') rows.push(list[index++]!)
      index--
      table(work, rows, flow)
      continue
    }
    // A title of its own is no place for targets; a title with a sentence behind it is left out of the reading.
    prose(work, paragraph, heading, flow)
  }
}

function enter(flow: Flow, heading: Heading): void {
  while (flow.path.length > 0 && flow.path.at(-1)!.level >= heading.level) flow.path.pop()
  flow.path.push(heading)
  flow.kind = heading.kind
  // What one item of a list names is its own; what stands before the items holds for all of them.
  if (heading.level <= 2 || heading.level <= flow.sectionTimeLevel) flow.sectionTime = null
}

function refuseAll(work: Work, paragraph: Paragraph, rule: string): void {
  const survey = surveyor(paragraph.text)
  const { quantities } = findQuantities(paragraph.text)
  for (const quantity of quantities) reject(work, paragraph, quantity.start, quantity.end, rule, survey)
}

function prose(work: Work, paragraph: Paragraph, heading: Heading | undefined, flow: Flow): void {
  const { text } = paragraph
  const survey = surveyor(text)
  const { quantities, refusals } = findQuantities(text)
  for (const refusal of refusals) {
    if (refusal.rule !== 'year' && refusal.rule !== 'date')
      reject(work, paragraph, refusal.start, refusal.end, refusal.rule, survey)
  }
  const times = readTimes(text, work.period?.start ?? null)
  const bodyStart =
    heading && !heading.clause && /[。：；]/.test(text[heading.length] ?? '') ? heading.length : 0
  let previous = -1
  for (const quantity of quantities) {
    const near = survey(quantity.start)
    const governing = governingTime(times, near.sentence.start, quantity.start)
    const nearest = governing ?? trailingTime(text, times, quantity.end, near.sentence.end)
    const time =
      governing && governing.role === 'baseline'
        ? olderDeadline(times, near.sentence.start, governing.start)
        : nearest
    const paragraphTime = horizon(work, text, times, near.sentence.start)
    const lastBefore =
      times.findLast((mark) => mark.role !== 'baseline' && mark.end <= near.sentence.start) ?? null
    // A paragraph that opened with a fact of the past goes on with facts, unless a sentence names a goal.
    const pastParagraph =
      time === null &&
      lastBefore?.role === 'past' &&
      !/力争|争取|到20\d\d年|确保/.test(text.slice(near.sentence.start, quantity.start))
    // What stands before the first heading tells how things are, unless it names a time or a hope.
    const preface =
      flow.path.length === 0 &&
      work.outline.headings.length > 0 &&
      paragraphTime === null &&
      flow.sectionTime === null &&
      !HOPES.test(text.slice(near.sentence.start, near.sentence.end))
    const retrospect =
      time === null &&
      RETROSPECT.test(text) &&
      !HOPES.test(text.slice(near.sentence.start, near.sentence.end))
    const candidate: Candidate = {
      text,
      quantity,
      near,
      sectionKind: preface || retrospect ? 'background' : flow.kind,
      time: pastParagraph ? lastBefore : time,
      explicitDeadline: time?.role === 'deadline',
      paragraphDeadline: paragraphTime !== null || flow.sectionTime !== null,
      followsTarget: previous === near.sentence.start,
    }
    const inTitle =
      quantity.start < bodyStart && text.indexOf(text.slice(quantity.start, quantity.end), bodyStart) >= 0
    const rule = inTitle ? 'in-title' : (refusalOf(candidate) ?? null)
    const verdict = scoreOf(candidate)
    const accepted = rule === null && verdict.score >= work.threshold
    if (accepted) previous = near.sentence.start
    if (!accepted) {
      reject(work, paragraph, quantity.start, quantity.end, rule ?? 'weak-evidence', survey)
      continue
    }
    const sentence = text.slice(near.sentence.start, near.sentence.end)
    const key = `${sentence}#${quantity.start - near.sentence.start}`
    if (sentence.length >= 10 && work.seen.has(key)) {
      reject(work, paragraph, quantity.start, quantity.end, 'duplicate', survey)
      continue
    }
    work.seen.add(key)
    const deadline = deadlineOf(work, candidate, times, paragraphTime, flow, quantities)
    const { scope, inherited } = scopeOf(candidate, work.documentScope)
    const { comparator, bound } = comparatorOf(candidate)
    const span = spanOf(work, paragraph, quantity.start, quantity.end)
    const sentenceSpan = sentenceSpanOf(work, paragraph, near.sentence.start, near.sentence.end)
    work.targets.push({
      value: quantity.value,
      valueMax: quantity.valueMax,
      unit: unitAsWritten(work, paragraph, quantity),
      comparator,
      bound,
      deadline: deadline.date,
      deadlineText: deadline.text,
      task: taskName(work, flow),
      subject: namedSubject(work, flow, subjectOf(candidate), quantity),
      scope,
      sentence: work.source.slice(sentenceSpan.start, sentenceSpan.end),
      sentenceSpan,
      span,
      yearly: /(?:每年|年均|逐年)[^，。；]{0,24}$/.test(text.slice(near.clause.start, quantity.start)),
      normalized: normalizeValue(quantity.value, quantity.valueMax, quantity.unit),
      confidence: confidenceOf(verdict.score),
      reason: [
        ...verdict.reason,
        `deadline:${deadline.from}`,
        ...(scope && inherited ? ['scope:document'] : []),
      ],
    })
  }
  const own = olderDeadline(times, 0, text.length)
  if (!own) return
  flow.sectionTime = distinctYears(times) > 1 ? null : { ...own, text: written(text, own) }
  flow.sectionTimeLevel = flow.path.at(-1)?.level ?? 0
}

/** A sentence that leaves its subject out (到2027年，达到…) speaks of its heading's, else of the plan's. */
function namedSubject(work: Work, flow: Flow, subject: string, quantity: Quantity): string {
  // "在此基础上，力争达到120亿元" goes on with what was counted last.
  if (/^在此基础上$/.test(subject)) return work.targets.at(-1)?.subject ?? subject
  if (subject !== quantity.unit.text || subject === '') return subject
  const heading = flow.path.findLast((item) => !/目标|任务|要求|指标|举措|计划|安排|保障/.test(item.title))
  if (heading) return heading.title
  const plan =
    /^《?(?:[\u4e00-\u9fff]{1,7}?[省市县区州])?([\u4e00-\u9fff]{2,24}?)(?:高质量发展|发展)?(?:三年|五年)?(?:行动|实施|工作|发展)?(?:计划|方案|规划|意见)/.exec(
      work.outline.title ?? '',
    )
  return plan?.[1] ?? subject
}

/** The unit with the brackets of the text: "台(套)" where it says so. */
function unitAsWritten(work: Work, paragraph: Paragraph, quantity: Quantity): string {
  const { text } = quantity.unit
  if (!/[（）]/.test(text) || quantity.borrowedUnit) return text
  const span = spanOf(work, paragraph, quantity.end - text.length, quantity.end)
  const written = work.source.slice(span.start, span.end).replace(/\s/g, '')
  return written.length === text.length ? written : text
}

const confidenceOf = (score: number): number => Number((1 / (1 + Math.exp(-(score - 2.5)))).toFixed(3))

function table(work: Work, rows: Paragraph[], flow: Flow): void {
  const reading = readTable(rows, work.period?.start ?? null)
  for (const row of reading.prose) {
    // Cells of a table of words (分工表) are sentences of their own.
    let start = 0
    const parts = row.text.split('|')
    const due = parts.find((part) => /^20\d{2}年(?:\d{1,2}月)?(?:底|末)?(?:前|前完成)?$/.test(part))
    const rowTime = due ? (readTimes(due, work.period?.start ?? null)[0] ?? null) : null
    const rowFlow: Flow = rowTime ? { ...flow, sectionTime: rowTime } : flow
    for (const part of parts) {
      const cell: Paragraph = { text: part, at: row.at.slice(start, start + part.length), kind: 'text' }
      if (part.length >= 6) prose(work, cell, undefined, rowFlow)
      start += part.length + 1
    }
  }
  for (const cell of reading.refused) reject(work, cell.row, cell.start, cell.end, cell.rule)
  for (const target of reading.targets) pushTableTarget(work, target, flow)
}

function pushTableTarget(work: Work, target: TableTarget, flow: Flow): void {
  const key = `${target.row.text}#${target.start}`
  if (work.seen.has(key)) return
  work.seen.add(key)
  const sentenceSpan = sentenceSpanOf(work, target.row, 0, target.row.text.length)
  work.targets.push({
    value: target.value,
    valueMax: target.valueMax,
    unit: target.unit.text,
    comparator: target.comparator,
    bound: null,
    deadline: target.year === null ? work.documentDeadline : endOfYear(target.year),
    deadlineText: target.year === null ? null : `${target.year}年`,
    task: taskName(work, flow),
    subject: target.indicator,
    scope: work.documentScope,
    sentence: work.source.slice(sentenceSpan.start, sentenceSpan.end),
    sentenceSpan,
    span: spanOf(work, target.row, target.start, target.end),
    yearly: /年均|每年/.test(target.indicator),
    normalized: normalizeValue(target.value, target.valueMax, target.unit),
    confidence: 0.95,
    reason: ['indicator-table', target.year === null ? 'deadline:document' : 'deadline:column'],
  })
}

function reject(
  work: Work,
  paragraph: Paragraph,
  start: number,
  end: number,
  rule: string,
  survey: (position: number) => Surroundings = surveyor(paragraph.text),
): void {
  const near = survey(start)
  const sentence = sentenceSpanOf(work, paragraph, near.sentence.start, near.sentence.end)
  const span = spanOf(work, paragraph, start, end)
  work.rejected.push({
    text: work.source.slice(span.start, span.end),
    span,
    rule,
    sentence: work.source.slice(sentence.start, sentence.end),
  })
}
