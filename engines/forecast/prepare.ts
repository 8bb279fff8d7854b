import { periodEnd, periodIndex } from './calendar.ts'
import type { Correction, Frequency, SeriesPoint } from './types.ts'

/** A series on an unbroken grid of periods. */
export interface PreparedSeries {
  /** Grid index of the first value, see `periodIndex`. */
  first: number
  values: number[]
  /** False where the value was not reported but interpolated. */
  observed: boolean[]
  corrections: Correction[]
  /** Periods inside the history that nobody reported. */
  missing: string[]
  /** Entries that carried no finite number and were left out. */
  notNumbers: number
}

/**
 * Puts reported values on an unbroken grid: sorts by period, lets the later entry of the input win where a
 * period was reported twice (and keeps both for the reader), fills gaps inside the history by straight lines.
 * Filled values help the methods but are never scored as truth. Throws RangeError when a period is no date.
 */
export function prepareSeries(series: readonly SeriesPoint[], frequency: Frequency): PreparedSeries {
  const reported = new Map<number, number[]>()
  let notNumbers = 0
  for (const { period, value } of series) {
    const index = periodIndex(period, frequency)
    if (!Number.isFinite(value)) {
      notNumbers++
      continue
    }
    const known = reported.get(index)
    if (known) known.push(value)
    else reported.set(index, [value])
  }
  const indices = [...reported.keys()].sort((a, b) => a - b)
  const prepared: PreparedSeries = {
    first: indices[0] ?? 0,
    values: [],
    observed: [],
    corrections: [],
    missing: [],
    notNumbers,
  }
  let previous: number | undefined
  for (const index of indices) {
    const values = reported.get(index)!
    const used = values.at(-1)!
    if (values.some((value) => value !== used)) {
      prepared.corrections.push({ period: periodEnd(index, frequency), values, used })
    }
    if (previous !== undefined) fillGap(prepared, previous, index, used, frequency)
    prepared.values.push(used)
    prepared.observed.push(true)
    previous = index
  }
  return prepared
}

function fillGap(into: PreparedSeries, from: number, to: number, next: number, frequency: Frequency): void {
  const start = into.values.at(-1)!
  for (let index = from + 1; index < to; index++) {
    into.values.push(start + ((next - start) * (index - from)) / (to - from))
    into.observed.push(false)
    into.missing.push(periodEnd(index, frequency))
  }
}
