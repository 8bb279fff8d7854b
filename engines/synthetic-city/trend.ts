import type { Population } from './firms.ts'
import { RECRUITED } from './firms.ts'

const RAMP_MONTHS = 18
const RAMP_FROM = 0.25

/** Month from which the firm has revenue in the city: its arrival if it was recruited, else its founding. */
export function firstMonth(p: Population, i: number): number {
  const recruited = ((p.flags[i] ?? 0) & RECRUITED) !== 0
  return p.calendar.monthOf((recruited ? p.entered[i] : p.established[i]) ?? 0)
}

/**
 * Revenue that the trend alone gives for a month, in the unit of `base`: steady growth that reaches `base` a year in
 * the last complete month, and a run-up of 18 months after the start. 0 before the start and after the closing.
 */
export function expectedMonth(p: Population, i: number, month: number): number {
  const age = month - firstMonth(p, i)
  const { calendar } = p
  const closed = p.closed[i] ?? 0
  if (age < 0 || (closed <= calendar.asOf && month > calendar.monthOf(closed))) return 0
  const runUp = Math.min(1, RAMP_FROM + ((1 - RAMP_FROM) * age) / RAMP_MONTHS)
  return ((p.base[i] ?? 0) / 12) * Math.exp((p.growth[i] ?? 0) * ((month - calendar.lastMonth) / 12)) * runUp
}
