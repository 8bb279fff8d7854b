/**
 * How a target compares with its number.
 *
 * - `reach`: be exactly, or about, the number (达到、实现、建成 N、N 左右)
 * - `at_least`: the number or more (N 以上、不少于、不低于、至少、N 余)
 * - `more_than`: strictly more (超过、突破、超、高于)
 * - `increase_by`: a change upwards of this size (提高 20 个百分点、年均增长 10% 以上)
 * - `at_most`: the number or less (控制在、不超过、降至、以内)
 * - `decrease_by`: a change downwards of this size (下降 18%、压减 5 个工作日)
 */
export type Comparator = 'reach' | 'at_least' | 'more_than' | 'increase_by' | 'at_most' | 'decrease_by'

/** Half-open range of UTF-16 offsets in the text that was given. */
export interface Span {
  start: number
  end: number
}

/** A value in the base unit: yuan, 个, 人, ratio (0.2 for 20%), ratio-point (0.2 for 20 points), km, m2, W, Wh ... */
export interface NormalizedValue {
  value: number
  valueMax: number | null
  unit: string
}

export interface CompiledTarget {
  /** The number as written (1.3 of "1.3万亿元"); the lower end of a range. */
  value: number
  /** The upper end of a range such as 2-3家, else null. */
  valueMax: number | null
  /** The unit as written, its multiplier included ("万亿元", "台/万人", "个百分点"). */
  unit: string
  comparator: Comparator
  /** The bound that stands beside a change ("增长10%以上" is increase_by, bound at_least), else null. */
  bound: 'at_least' | 'more_than' | 'at_most' | null
  /** ISO date of the last day of the period named, e.g. 2027-12-31; null when neither text nor title names one. */
  deadline: string | null
  /** The words the deadline was read from; null when it was inherited from the document. */
  deadlineText: string | null
  /** Number and title of the task or section, as in the text. */
  task: string | null
  /** What is counted. */
  subject: string
  /** Region or subset ("渝西地区"); the document's own ("全市") when the clause names none; else null. */
  scope: string | null
  /** The source sentence, exactly. */
  sentence: string
  sentenceSpan: Span
  /** Where number and unit stand. */
  span: Span
  /** True for a yearly commitment (每年、年均). */
  yearly: boolean
  normalized: NormalizedValue
  /** 0 to 1; from the score, for sorting a review list. Not a probability. */
  confidence: number
  /** Rules that fired, in order. */
  reason: string[]
}

/** A number that was seen and refused, and why. */
export interface RejectedNumber {
  text: string
  span: Span
  /** Stable rule name; the README lists them. */
  rule: string
  sentence: string
}

export type HeadingLevel = 1 | 2 | 3 | 4

export interface CompiledSection {
  level: HeadingLevel
  /** As written: "一、", "（三）", "2.". */
  number: string
  title: string
  /** From the heading to the next heading of the same or a higher level. */
  span: Span
  kind: 'goals' | 'tasks' | 'safeguards' | 'background' | 'general'
}

export interface CompiledTask {
  number: string
  title: string
  span: Span
  /** Responsible departments named in the task, lead first. */
  departments: string[]
  targetCount: number
}

export interface CompiledPlan {
  title: string | null
  period: { start: number; end: number } | null
  /** The document inside the text (navigation around it left out). */
  documentSpan: Span
  sections: CompiledSection[]
  tasks: CompiledTask[]
  targets: CompiledTarget[]
  rejected: RejectedNumber[]
}

export interface CompileOptions {
  /** Deadline for targets where neither the text nor its title names one (ISO date). */
  defaultDeadline?: string
  /** Lowest score that counts as a target; 3 by default. Higher is stricter. */
  threshold?: number
}
