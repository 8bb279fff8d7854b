import { ELECTRONICS, type Population, SERVICE, VEHICLE } from './firms.ts'
import { codeOf } from './identity.ts'
import { hashNormal, hashUnit } from './rng.ts'
import { expectedMonth, firstMonth } from './trend.ts'
import type { MonthlyRow, YearlyRow } from './types.ts'

/** January to December: the Spring Festival falls into February, the fourth quarter pushes; the mean is 1. */
export const SEASON = [0.98, 0.72, 1, 0.97, 0.97, 1.02, 0.95, 0.97, 1.05, 1.06, 1.13, 1.18] as const
const NOISE = 0.08

/** Revenue of a firm in a month, in fen: trend, season and noise. The same for every caller. */
export function monthRevenueFen(p: Population, i: number, month: number): number {
  const expected = expectedMonth(p, i, month)
  if (expected === 0) return 0
  const season = SEASON[p.calendar.monthOfYear(month) - 1] ?? 1
  return Math.round(expected * season * Math.exp(NOISE * hashNormal(p.seed, i, month) - (NOISE * NOISE) / 2))
}

const REVENUE_PER_HEAD_FEN: Record<number, number> = {
  [VEHICLE]: 3.2e8,
  [ELECTRONICS]: 1.3e8,
  [SERVICE]: 0.8e8,
}

/** Staff at the end of a month; it follows the trend at half its growth and knows no season. */
export function staffAt(p: Population, i: number, month: number): number {
  const expected = expectedMonth(p, i, month)
  if (expected === 0) return 0
  const perHead = (REVENUE_PER_HEAD_FEN[p.kind[i] ?? 0] ?? 1e8) * (0.6 + 0.8 * hashUnit(p.seed, 41, i))
  const back = Math.exp(0.5 * (p.growth[i] ?? 0) * ((p.calendar.lastMonth - month) / 12))
  return Math.max(1, Math.round(((expected * 12) / perHead) * back))
}

/** Kilowatt-hours for each yuan of revenue. */
function intensity(p: Population, i: number): number {
  const mean =
    p.kind[i] === VEHICLE ? 0.012 : p.kind[i] === SERVICE ? 0.01 : p.kind[i] === ELECTRONICS ? 0.03 : 0.06
  return mean * (0.5 + hashUnit(p.seed, 42, i))
}

function electricityKwh(p: Population, i: number, month: number, revenueFen: number): number {
  // Light, heating and idle machines draw power in a slack month too: a third follows the trend.
  const steady = expectedMonth(p, i, month) / 3 + (revenueFen * 2) / 3
  return Math.round((steady / 100) * intensity(p, i))
}

/** Output goes partly to stock: its ratio to revenue moves around 1.02. */
function outputFen(p: Population, i: number, month: number, revenueFen: number): number {
  return Math.round(revenueFen * (1.02 + 0.03 * hashNormal(p.seed + 1, i, month)))
}

/** The firm's rows of the last 24 complete months; months without business have no row. */
export function monthlyOf(p: Population, i: number): MonthlyRow[] {
  const rows: MonthlyRow[] = []
  const uscc = codeOf(p, i)
  const { lastMonth } = p.calendar
  for (let month = Math.max(lastMonth - 23, firstMonth(p, i)); month <= lastMonth; month += 1) {
    const revenueFen = monthRevenueFen(p, i, month)
    if (revenueFen === 0) continue
    rows.push({
      synthetic: true,
      uscc,
      month: p.calendar.monthText(month),
      revenueFen,
      outputValueFen: outputFen(p, i, month, revenueFen),
      employees: staffAt(p, i, month),
      electricityKwh: electricityKwh(p, i, month, revenueFen),
    })
  }
  return rows
}

/** The firm's rows of the last three complete years: sums of the months, so that both tables agree. */
export function yearlyOf(p: Population, i: number): YearlyRow[] {
  const rows: YearlyRow[] = []
  const uscc = codeOf(p, i)
  const { asOfYear, january } = p.calendar
  const first = firstMonth(p, i)
  for (let year = asOfYear - 3; year < asOfYear; year += 1) {
    const start = january(year)
    if (start + 11 < first) continue
    let [revenueFen, output, power, staff] = [0, 0, 0, 0]
    for (let month = Math.max(start, first); month < start + 12; month += 1) {
      const revenue = monthRevenueFen(p, i, month)
      if (revenue === 0) continue
      revenueFen += revenue
      output += outputFen(p, i, month, revenue)
      power += electricityKwh(p, i, month, revenue)
      staff = staffAt(p, i, month)
    }
    if (revenueFen === 0) continue
    const part = (salt: number) => hashUnit(p.seed, salt, i, year)
    const profitFen = Math.round(revenueFen * (0.055 + 0.05 * hashNormal(p.seed + 2, i, year)))
    rows.push({
      synthetic: true,
      uscc,
      year,
      revenueFen,
      outputValueFen: output,
      profitFen,
      taxFen: Math.round(revenueFen * (0.02 + 0.03 * part(43))),
      researchFen: Math.round(
        revenueFen * (p.kind[i] === ELECTRONICS ? 0.07 : 0.035) * (0.4 + 1.2 * part(44)),
      ),
      exportFen: part(45) < 0.3 ? Math.round(revenueFen * 0.4 * part(46)) : 0,
      employees: staff,
      researchers: Math.round(staff * (p.kind[i] === ELECTRONICS ? 0.18 : 0.08) * (0.5 + part(47))),
      electricityKwh: power,
    })
  }
  return rows
}
