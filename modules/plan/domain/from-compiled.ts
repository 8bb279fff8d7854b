import type { CompiledPlan } from '#engines/plan-compiler'
import type { CompiledSectionDto, CompiledTargetDto } from '../contract.ts'

/** The compiler's output as the review page takes it. */
export function reviewable(compiled: CompiledPlan): {
  sections: CompiledSectionDto[]
  targets: CompiledTargetDto[]
  rejected: { text: string; sentence: string; reason: string; span: { start: number; end: number } }[]
} {
  const departments = new Map(compiled.tasks.map((task) => [task.span.start, task.departments]))
  return {
    sections: compiled.sections.map(({ number, title, level, span }) => ({
      number,
      title,
      level,
      span: { ...span },
      departments: departments.get(span.start) ?? [],
    })),
    targets: compiled.targets.map((target) => ({
      value: target.value,
      valueMax: target.valueMax,
      unit: target.unit,
      comparator: target.comparator,
      deadline: target.deadline,
      task: target.task,
      subject: target.subject,
      scope: target.scope,
      sentence: target.sentence,
      normalized: { ...target.normalized },
      span: { ...target.sentenceSpan },
      numberSpan: { ...target.span },
      confidence: target.confidence,
      reasons: [...target.reason],
    })),
    rejected: compiled.rejected.map(({ text, sentence, rule, span }) => ({
      text,
      sentence,
      reason: rule,
      span: { ...span },
    })),
  }
}

/** Base units of the compiler that are counts here keep their classifier for display; these others have a unit of their own. */
const PLAN_UNITS: Record<string, { unit: string; factor: number }> = {
  元: { unit: 'fen', factor: 100 },
  人: { unit: 'person', factor: 1 },
  ratio: { unit: 'ratio', factor: 1 },
  'ratio-point': { unit: 'ratio', factor: 1 },
  km: { unit: 'km', factor: 1 },
  辆: { unit: 'count', factor: 1 },
}
/** Units of measure, which are neither counts nor money. */
const MEASURED =
  /^(m2|m3|nmi|t|L|W|Wh|VA|FLOPS|byte|bit\/s|token|day|workday|hour|minute|week|second|month|倍|分|person-year|美元|欧元)$/

/**
 * The compiler's normalised value in the units that targets are stored in: money in fen, shares as ratios, people as
 * `person`, everything counted one by one as `count`, other measures as they are.
 * @example planValue({ value: 7e11, valueMax: null, unit: '元' }) // { value: 7e13, valueMax: null, unit: 'fen' }
 */
export function planValue(normalized: CompiledTargetDto['normalized']): CompiledTargetDto['normalized'] {
  const { value, valueMax, unit } = normalized
  const known = PLAN_UNITS[unit]
  if (known) {
    const scale = (number: number) => (known.unit === 'fen' ? Math.round(number * known.factor) : number)
    return { value: scale(value), valueMax: valueMax === null ? null : scale(valueMax), unit: known.unit }
  }
  // A rate such as 台/万人 is no count, and what is written in letters is a unit of measure.
  if (MEASURED.test(unit) || unit.includes('/') || /^[A-Za-z]/.test(unit)) return { value, valueMax, unit }
  return { value, valueMax, unit: 'count' }
}

/** The tasks of a reviewed plan, in the order in which targets name them, with the departments found in their sections. */
export function tasksOf(
  sections: readonly CompiledSectionDto[],
  targets: readonly CompiledTargetDto[],
): { key: string; departments: string[] }[] {
  const headings = sections.map((section) => ({
    key: `${section.number ?? ''}${section.title}`.replace(/\s+/g, ''),
    section,
  }))
  const order = new Map(headings.map(({ key }, at) => [key, at]))
  const named = [...new Set(targets.flatMap(({ task }) => (task === null ? [] : [task])))]
  const withDepartments = headings
    .filter(({ section }) => section.departments.length > 0)
    .map(({ key }) => key)
  const keys = [...new Set([...named, ...withDepartments])]
  const at = (key: string) => order.get(key.replace(/\s+/g, '')) ?? Number.MAX_SAFE_INTEGER
  return keys
    .sort((a, b) => at(a) - at(b))
    .map((key) => ({ key, departments: headings[at(key)]?.section.departments ?? [] }))
}
