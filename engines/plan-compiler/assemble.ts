import type { Paragraph } from './layout.ts'
import { type CanonicalText, originalSpan } from './normalize.ts'
import { departmentsOf, type Heading, type Outline, type SectionKind } from './outline.ts'
import type { TimeMark } from './times.ts'
import type {
  CompiledPlan,
  CompiledSection,
  CompiledTarget,
  CompiledTask,
  RejectedNumber,
  Span,
} from './types.ts'

export interface Work {
  source: string
  canonical: CanonicalText
  list: Paragraph[]
  outline: Outline
  period: CompiledPlan['period']
  documentScope: string | null
  documentDeadline: string | null
  threshold: number
  targets: CompiledTarget[]
  rejected: RejectedNumber[]
  /** Canonical sentences that gave targets, against paragraphs quoted twice. */
  seen: Set<string>
}

/** State that runs through a section: its headings and the last deadline named in it. */
export interface Flow {
  path: Heading[]
  kind: SectionKind
  sectionTime: TimeMark | null
  /** Level of the heading under which it was named. */
  sectionTimeLevel: number
}

export function spanOf(work: Work, paragraph: Paragraph, start: number, end: number): Span {
  if (paragraph.at.length === 0) return { start: 0, end: 0 }
  const first = originalSpan(work.canonical, paragraph.at[start]!, paragraph.at[start]! + 1)
  const last = originalSpan(work.canonical, paragraph.at[end - 1]!, paragraph.at[end - 1]! + 1)
  return { start: first.start, end: last.end }
}

/** Span of a sentence with its full stop, without the blanks around it. */
export function sentenceSpanOf(work: Work, paragraph: Paragraph, start: number, end: number): Span {
  const stop = /[。！？；]/.test(paragraph.text[end] ?? '') ? end + 1 : end
  return spanOf(work, paragraph, start, Math.max(start + 1, stop))
}

export function taskName(work: Work, flow: Flow): string | null {
  const heading = flow.path.findLast((item) => item.level <= 3) ?? flow.path.at(-1)
  return heading ? headingText(work, heading) : null
}

export function headingText(work: Work, heading: Heading): string {
  const span = spanOf(work, work.list[heading.paragraph]!, 0, heading.length)
  return work.source.slice(span.start, span.end).replace(/\s+/g, '')
}

export function documentSpan(work: Work): Span {
  const inside = work.list.slice(work.outline.first, work.outline.last)
  const first = inside[0]
  const last = inside.at(-1)
  if (!first || !last) return { start: 0, end: work.source.length }
  return { start: spanOf(work, first, 0, 1).start, end: spanOf(work, last, 0, last.text.length).end }
}

/** Per heading, one past the last paragraph it covers: where the next heading of its level or above stands. */
function reaches(headings: Heading[], end: number): number[] {
  const result: number[] = new Array(headings.length)
  const open: number[] = []
  headings.forEach((heading, index) => {
    while (open.length > 0 && headings[open.at(-1)!]!.level >= heading.level)
      result[open.pop()!] = heading.paragraph
    open.push(index)
  })
  for (const index of open) result[index] = end
  return result
}

/** Sections with their spans, and the tasks: the lowest numbered headings outside goals, background and safeguards. */
export function assemble(work: Work): { sections: CompiledSection[]; tasks: CompiledTask[] } {
  const { headings, last } = work.outline
  const { list } = work
  const end = documentSpan(work).end
  const startOf = (paragraph: number): number => spanOf(work, list[paragraph]!, 0, 1).start
  const ends = reaches(headings, last)
  const sections = headings.map(
    (heading, index): CompiledSection => ({
      level: heading.level,
      number: heading.number,
      title: heading.title,
      span: { start: startOf(heading.paragraph), end: ends[index]! < last ? startOf(ends[index]!) : end },
      kind: heading.kind,
    }),
  )
  const usable = (index: number): boolean => {
    const heading = headings[index]
    return (
      heading !== undefined && heading.level <= 3 && (heading.kind === 'tasks' || heading.kind === 'general')
    )
  }
  const tasks: CompiledTask[] = []
  let cursor = 0
  headings.forEach((heading, index) => {
    if (!usable(index) || (heading.level === 1 && heading.kind !== 'tasks')) return
    // A heading that has usable headings below it is a group, not a task.
    const next = headings[index + 1]
    if (next && usable(index + 1) && next.level > heading.level && next.paragraph < ends[index]!) return
    const { span } = sections[index]!
    const text = list
      .slice(heading.paragraph, ends[index])
      .map((paragraph) => paragraph.text)
      .join('\n')
    while (cursor < work.targets.length && work.targets[cursor]!.span.start < span.start) cursor++
    let after = cursor
    while (after < work.targets.length && work.targets[after]!.span.start < span.end) after++
    tasks.push({
      number: heading.number,
      title: heading.title,
      span,
      departments: departmentsOf(text),
      targetCount: after - cursor,
    })
  })
  return { sections, tasks }
}
