import {
  ELECTRONICS,
  MECHANICAL,
  type Population,
  RECRUITED,
  SERVICE,
  STARTUP,
  TRANSFORMED,
  VEHICLE,
} from './firms.ts'
import { Rng } from './rng.ts'
import { highest } from './shares.ts'

/** Events since the start of the year before the key date, as shares of all firms; the second number is the share of electronics. */
const EVENTS: [number, number, number][] = [
  [RECRUITED, 0.19, 0.6],
  [TRANSFORMED, 0.095, 0.45],
  [STARTUP, 0.05, 0.65],
]
const CLOSED_SHARE = 0.02
const BRANCH_SHARE = 0.03
/** The largest parts firms are neither newcomers nor branches. */
const LARGE_SHARE = 0.01

/** Fills in the dates of every firm and who is a branch of whom. */
export function assignEvents(p: Population): void {
  const rng = new Rng(p.seed, 3, 0)
  const large = new Set(highest(p.base, p.size * LARGE_SHARE))
  const order = rng.shuffle(Int32Array.from({ length: p.size }, (_, i) => i))
  const waiting = (kind: number) => order.filter((i) => p.kind[i] === kind && !large.has(i))
  const electronics = waiting(ELECTRONICS)
  const mechanical = waiting(MECHANICAL)
  let [e, m] = [0, 0]
  for (const [flag, share, electronicsShare] of EVENTS) {
    const count = Math.round(share * p.size)
    const first = Math.round(count * electronicsShare)
    for (let k = 0; k < count; k += 1) {
      const i = k < first ? electronics[e++] : mechanical[m++]
      if (i !== undefined) p.flags[i] = flag
    }
  }
  for (let i = 0; i < p.size; i += 1) assignDates(p, i)
  closeSome(p, rng, order, large)
  assignBranches(p, rng, order, large)
}

function assignDates(p: Population, i: number): void {
  const rng = new Rng(p.seed, 4, i)
  const { calendar } = p
  const { windowStart, asOf } = calendar
  const inWindow = windowStart + Math.floor(rng.unit() ** 0.9 * (asOf - windowStart))
  const flag = p.flags[i]
  if (flag === RECRUITED) {
    p.entered[i] = inWindow
    p.established[i] = inWindow - rng.between(20, 200)
  } else if (flag === STARTUP) {
    p.entered[i] = inWindow
    p.established[i] = inWindow
  } else {
    // Foundings grow denser towards the present; a transformed firm has been in its old trade for years.
    const oldest = calendar.addYears(windowStart, -28)
    const youngest = calendar.addYears(windowStart, flag === TRANSFORMED ? -6 : 0) - 30
    const day = oldest + Math.floor(rng.unit() ** 0.6 * (youngest - oldest))
    p.established[i] = day
    // Firms took up the new chain over the eight years before the window, more and more of them.
    const chainStart = Math.max(day, calendar.addYears(windowStart, -8))
    const takenUp = chainStart + Math.floor(rng.unit() ** 0.8 * (windowStart - 1 - chainStart))
    p.entered[i] = flag === TRANSFORMED ? inWindow : takenUp
  }
}

function closeSome(p: Population, rng: Rng, order: Int32Array, large: Set<number>): void {
  let left = Math.round(CLOSED_SHARE * p.size)
  const { windowStart, asOf } = p.calendar
  for (const i of order) {
    if (left === 0) return
    if (p.flags[i] !== 0 || p.kind[i] === VEHICLE || large.has(i)) continue
    p.closed[i] = windowStart + rng.between(0, asOf - windowStart)
    left -= 1
  }
}

/** A firm has at most one branch, so that names made of firm and district stay unique. */
function assignBranches(p: Population, rng: Rng, order: Int32Array, large: Set<number>): void {
  const able = (i: number) => p.flags[i] === 0 && (p.closed[i] ?? 0) > p.calendar.asOf
  const branches = order
    .filter((i) => able(i) && !large.has(i) && (p.kind[i] === SERVICE || p.kind[i] === MECHANICAL))
    .slice(0, Math.round(BRANCH_SHARE * p.size))
  const taken = new Set(branches)
  const heads = order.filter((i) => able(i) && !taken.has(i)).reverse()
  branches.forEach((branch, k) => {
    const head = heads[k]
    if (head === undefined) return
    p.head[branch] = head
    p.established[branch] = Math.max(
      p.established[branch] ?? 0,
      (p.established[head] ?? 0) + rng.between(30, 90),
    )
    p.established[branch] = Math.min(p.established[branch] ?? 0, p.calendar.asOf)
    p.entered[branch] = Math.max(p.entered[branch] ?? 0, p.established[branch] ?? 0)
  })
}
