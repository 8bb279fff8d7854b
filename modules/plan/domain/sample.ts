import { hashUnit } from '#engines/synthetic-city'
import { addMonths, monthEnds } from './months.ts'

/** Of a target, what its sample is made from. */
export interface SampledTarget {
  readonly position: number
  readonly value: number
  readonly unit: string
  readonly basis: string
}

export interface SamplePeriod {
  readonly start: string
  readonly end: string
  readonly asOf: string
}

const WHOLE = new Set(['count', 'person', 'vehicle'])
/** Share of the target that was there before the plan: what counts as new begins with nothing. */
const BEFORE: Readonly<Record<string, number>> = { new: 0, level: 0.25, annual: 0.6 }

/**
 * Invented month-end values of a target: from what there was to somewhere between 70 % and 120 % of the linear pace, never
 * falling, with months of more and of less. The same target always gets the same values. None for a target of change,
 * whose base value only people know.
 */
export function sampleValues(
  { position, value, unit, basis }: SampledTarget,
  { start, end, asOf }: SamplePeriod,
): { period: string; value: number }[] {
  const before = BEFORE[basis]
  if (before === undefined) return []
  const months = monthEnds(start, end).length
  const ends = monthEnds(start, addMonths(asOf, -1))
  const pace = 0.7 + 0.5 * hashUnit(position, 1)
  const bend = 0.85 + 0.4 * hashUnit(position, 2)
  let newest = 0
  return ends.map((period, at) => {
    const share = ((at + 1) / months) ** bend * pace * (0.96 + 0.08 * hashUnit(position, 3, at))
    const reached = value * (before + (1 - before) * share)
    newest = Math.max(newest, WHOLE.has(unit) ? Math.round(reached) : reached)
    return { period, value: newest }
  })
}

/** An invented state of a measure: when it is due, how far it is, and what holds up a few. */
export function sampleMeasure(
  index: number,
  { start, end, asOf }: SamplePeriod,
): { dueOn: string; progress: number; state: 'open' | 'doing' | 'blocked' | 'done'; blocker: boolean } {
  const months = monthEnds(start, end)
  const due = months[Math.floor((0.35 + 0.64 * hashUnit(index, 5)) * months.length)] ?? end
  const elapsed =
    months.filter((month) => month <= asOf).length / months.filter((month) => month <= due).length
  const progress = Math.min(1, Math.round(elapsed * (0.6 + 0.6 * hashUnit(index, 6)) * 20) / 20)
  if (progress === 1) return { dueOn: due, progress, state: 'done', blocker: false }
  const blocker = hashUnit(index, 7) < 0.08
  return { dueOn: due, progress, state: blocker ? 'blocked' : progress > 0 ? 'doing' : 'open', blocker }
}
