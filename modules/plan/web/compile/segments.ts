/** Half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface MarkedTarget {
  readonly key: string
  readonly span: Span
  readonly numberSpan: Span
}

/** A stretch of the source text that is marked alike from end to end. */
export interface Segment {
  readonly start: number
  readonly text: string
  /** Keys of the targets whose sentence this belongs to, in the order of the list. */
  readonly targets: readonly string[]
  /** Keys of the targets whose number this is. */
  readonly numbers: readonly string[]
  /** Index of the rejected number this is, or -1. */
  readonly rejected: number
  /** Part of a heading. */
  readonly heading: boolean
}

interface Border {
  readonly at: number
  readonly apply: () => void
}

/**
 * Cuts the source text at every border of a target, number, rejected number or heading, so that overlapping marks
 * (several targets in one sentence) can be drawn side by side. The texts of all segments add up to the source.
 * Ranges that reach beyond the text are cut off; empty ones mark nothing.
 */
export function segmentsOf(
  text: string,
  targets: readonly MarkedTarget[],
  rejected: readonly { readonly span: Span }[],
  headings: readonly Span[],
): Segment[] {
  const sentences = new Set<string>()
  const numbers = new Set<string>()
  const refused = new Set<number>()
  let inHeadings = 0
  const borders: Border[] = []
  const mark = ({ start, end }: Span, enter: () => void, leave: () => void) => {
    const from = Math.max(0, start)
    const to = Math.min(text.length, end)
    if (from >= to) return
    borders.push({ at: from, apply: enter }, { at: to, apply: leave })
  }
  for (const { key, span, numberSpan } of targets) {
    mark(
      span,
      () => sentences.add(key),
      () => sentences.delete(key),
    )
    mark(
      numberSpan,
      () => numbers.add(key),
      () => numbers.delete(key),
    )
  }
  rejected.forEach(({ span }, index) => {
    mark(
      span,
      () => refused.add(index),
      () => refused.delete(index),
    )
  })
  for (const span of headings)
    mark(
      span,
      () => (inHeadings += 1),
      () => (inHeadings -= 1),
    )
  borders.sort((a, b) => a.at - b.at)

  const order = new Map(targets.map(({ key }, index) => [key, index]))
  const inOrder = (keys: ReadonlySet<string>) => [...keys].sort((a, b) => order.get(a)! - order.get(b)!)
  const segments: Segment[] = []
  let from = 0
  const cut = (to: number) => {
    if (to <= from) return
    segments.push({
      start: from,
      text: text.slice(from, to),
      targets: inOrder(sentences),
      numbers: inOrder(numbers),
      rejected: [...refused][0] ?? -1,
      heading: inHeadings > 0,
    })
    from = to
  }
  for (const { at, apply } of borders) {
    cut(at)
    apply()
  }
  cut(text.length)
  return segments
}

/**
 * Number and title of a section, without the text that follows on the same line. The section's span covers all that stands
 * below it; its title comes without the blanks of the source, which are therefore not counted.
 */
export function headingSpan(
  text: string,
  section: { readonly span: Span; readonly number: string | null; readonly title: string },
): Span {
  const { start } = section.span
  let left = `${section.number ?? ''}${section.title}`.replace(/\s/g, '').length
  let end = start
  while (left > 0 && end < section.span.end && text[end] !== '\n') {
    if (!/\s/.test(text[end]!)) left -= 1
    end += 1
  }
  return { start, end }
}

/** The sentence around a range: between the marks 。；！？ or line ends before and after it. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  let from = start
  while (from > 0 && !/[。；！？;\n]/.test(text[from - 1]!)) from -= 1
  let to = end
  while (to < text.length && !/[。；！？;\n]/.test(text[to]!)) to += 1
  if (to < text.length && text[to] !== '\n') to += 1
  while (from < start && /\s/.test(text[from]!)) from += 1
  return { start: from, end: to }
}

/** The first number of a text and the word after it, as far as they can be told without the compiler. */
export function quantityIn(
  text: string,
): { value: number; valueMax: number | null; unit: string; span: Span } | null {
  const found =
    /(\d[\d,，]*(?:\.\d+)?)(?:\s*[-—–~～至到]\s*(\d[\d,，]*(?:\.\d+)?))?\s*([^\d\s，。；、,.;：:（）()]{0,6})/.exec(
      text,
    )
  if (!found) return null
  const read = (digits: string) => Number(digits.replace(/[,，]/g, ''))
  const unit =
    /^(?:个百分点|百分点|%|％|[万亿千百]*(?:亿元|万元|元|人|辆|台|家|个|项|座|条|件|套|公里|平方米|平方公里|吨|米|次|种|款))/.exec(
      found[3]!,
    )
  return {
    value: read(found[1]!),
    valueMax: found[2] === undefined ? null : read(found[2]),
    unit: unit?.[0] ?? found[3]!,
    span: {
      start: found.index,
      end: found.index + found[0].length - found[3]!.length + (unit?.[0] ?? found[3]!).length,
    },
  }
}
