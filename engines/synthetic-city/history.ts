import { ELECTRONICS, MECHANICAL, NEVER, type Population, RECRUITED, TRANSFORMED } from './firms.ts'
import { holdingsOf } from './qualifications.ts'
import type { MonthlyCount } from './types.ts'

type CountKey = Exclude<keyof MonthlyCount, 'month' | 'synthetic'>

/**
 * Counts at the end of each of the last `months` complete months, worked out from the dates of the firms: they equal
 * what a count over the enterprise and qualification rows gives. Closed firms drop out on their last day; branches
 * count as enterprises, as in the rows.
 */
export function monthlyCounts(p: Population, months = 60): MonthlyCount[] {
  const { calendar } = p
  const last = calendar.lastMonth
  const first = last - months + 1
  const change = new Map<CountKey, Int32Array>()
  const add = (key: CountKey, from: number, until: number) => {
    const deltas = change.get(key) ?? new Int32Array(months + 1)
    change.set(key, deltas)
    // A firm counts at the end of the months in which `from` lies up to the month before `until` lies.
    const start = Math.max(0, calendar.monthOf(from) - first)
    const end = until === NEVER ? months : Math.min(months, Math.max(0, calendar.monthOf(until) - first))
    if (start >= end) return
    deltas[start] = (deltas[start] ?? 0) + 1
    deltas[end] = (deltas[end] ?? 0) - 1
  }
  for (let i = 0; i < p.size; i += 1) {
    const entered = p.entered[i] ?? 0
    const closed = p.closed[i] ?? NEVER
    const flags = p.flags[i] ?? 0
    add('enterprises', entered, closed)
    const parts = p.kind[i] === ELECTRONICS || p.kind[i] === MECHANICAL
    if (parts) add('partsEnterprises', entered, closed)
    if (p.kind[i] === ELECTRONICS) add('electronicsEnterprises', entered, closed)
    if (parts && p.western[p.region[i] ?? 0]) add('westernPartsEnterprises', entered, closed)
    if (flags & RECRUITED) add('recruited', entered, NEVER)
    if (flags & TRANSFORMED) add('transformed', entered, NEVER)
    const listed = p.listed[i] ?? NEVER
    if (listed !== NEVER && listed >= calendar.windowStart) add('newlyListed', listed, NEVER)
    for (const { kind, periods } of holdingsOf(p, i)) {
      if (kind !== 'srdi' && kind !== 'little_giant') continue
      for (const [from, until] of periods) add(kind === 'srdi' ? 'srdi' : 'littleGiants', from, until + 1)
    }
  }
  const running = new Map<CountKey, number>()
  return Array.from({ length: months }, (_, k): MonthlyCount => {
    const at = (key: CountKey): number => {
      const value = (running.get(key) ?? 0) + (change.get(key)?.[k] ?? 0)
      running.set(key, value)
      return value
    }
    return {
      synthetic: true,
      month: calendar.monthText(first + k),
      enterprises: at('enterprises'),
      partsEnterprises: at('partsEnterprises'),
      electronicsEnterprises: at('electronicsEnterprises'),
      westernPartsEnterprises: at('westernPartsEnterprises'),
      recruited: at('recruited'),
      transformed: at('transformed'),
      newlyListed: at('newlyListed'),
      srdi: at('srdi'),
      littleGiants: at('littleGiants'),
    }
  })
}
