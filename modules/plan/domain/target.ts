import type { PaceComparator } from '#engines/forecast'

/** How a value is held against its target. */
export type Comparator = PaceComparator

/** What the rules need to know of a target. Values in base units. */
export interface TargetFacts {
  readonly value: number
  readonly unit: string
  readonly displayUnit: string
  readonly displayUnitEn: string
  readonly comparator: Comparator
  /** level, new, annual or change. */
  readonly basis: string
  /** What is counted stays counted: the value can only grow. */
  readonly cumulative: boolean
  readonly baseline: number | null
  readonly deadline: string
  readonly live: boolean
  /** Days that the newest value may be old. */
  readonly freshDays: number
  /** For live targets: the last day it was measured, though the value may have stayed the same since long before. */
  readonly measuredOn: string | null
  /** First day of the plan. */
  readonly start: string
}

/** A value at a civil date. */
export interface Point {
  readonly period: string
  readonly value: number
}

/** A value of a region that may be withheld. */
export interface ToldPoint {
  readonly period: string
  readonly value: number | null
  readonly hidden: boolean
}

/** Manual values are asked for once a month; a week and a half of grace before they are called stale. */
export const MANUAL_FRESH_DAYS = 40

/**
 * Share of the way to the target: from the baseline (0 when there is none) to the target value, never below 0,
 * above 1 when overachieved. Null where it has no meaning: no value, or a relative or falling target without baseline.
 * @example progressOf({ value: 1000, comparator: 'reach', baseline: null }, 250) // 0.25
 */
export function progressOf(
  target: Pick<TargetFacts, 'value' | 'comparator' | 'baseline'>,
  current: number | null,
): number | null {
  if (current === null) return null
  const { comparator, baseline, value } = target
  const relative = comparator === 'increase_by' || comparator === 'decrease_by'
  const falling = comparator === 'at_most' || comparator === 'decrease_by'
  if ((relative || falling) && baseline === null) return null
  const from = baseline ?? 0
  const way = relative ? (falling ? -value : value) : value - from
  if (way === 0) return null
  return Math.max(0, (current - from) / way)
}
