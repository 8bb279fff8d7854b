import { GIANT, HIGH_TECH, IATF, type Population, SERVICE, SRDI, SRDI_LAPSED, VEHICLE } from './firms.ts'
import { hashUnit, Rng } from './rng.ts'
import { highest } from './shares.ts'
import { expectedMonth } from './trend.ts'

const YUAN = 100
/** Revenue of the parts firms over the last twelve months in a city of 1,000 firms. */
const PARTS_REVENUE_FEN = 515e9 * YUAN
const VEHICLE_REVENUE_FEN = 420e9 * YUAN
/** A deeper library finds smaller firms rather than a larger city: revenue grows with this power of the number. */
const DEPTH_EXPONENT = 0.03

/** Shares of all firms that hold a qualification at the key date. */
const SRDI_SHARE = 0.3
const LAPSED_SHARE = 0.025
const GIANT_SHARE = 0.055
const HIGH_TECH_SHARE = 0.42
const IATF_SHARE = 0.36
/** The largest parts firms are no small or medium enterprises. */
const TOO_LARGE_SHARE = 0.015

/** Brings sizes to fen, then gives out qualifications and listings, the larger firms being likelier. */
export function assignQualifications(p: Population): void {
  scale(p)
  const adult = p.calendar.addYears(p.calendar.asOf, -3)
  const lives = (i: number) => (p.head[i] ?? -1) < 0 && (p.closed[i] ?? 0) > p.calendar.asOf
  const isParts = (i: number) => p.kind[i] !== VEHICLE && p.kind[i] !== SERVICE
  const tooLarge = new Set(highest(p.base, p.size * TOO_LARGE_SHARE))
  const srdiAble = (i: number) =>
    lives(i) && isParts(i) && !tooLarge.has(i) && (p.established[i] ?? 0) <= adult
  give(p, SRDI, SRDI_SHARE, 31, srdiAble)
  give(p, SRDI_LAPSED, LAPSED_SHARE, 32, (i) => srdiAble(i) && !has(p, i, SRDI))
  give(p, GIANT, GIANT_SHARE, 33, (i) => has(p, i, SRDI))
  give(p, HIGH_TECH, HIGH_TECH_SHARE, 34, (i) => lives(i) && (p.established[i] ?? 0) < p.calendar.asOf - 365)
  give(p, IATF, IATF_SHARE, 35, (i) => lives(i) && isParts(i))
  assignListings(p, (i) => lives(i) && (p.established[i] ?? 0) <= adult)
}

const has = (p: Population, i: number, flag: number): boolean => ((p.flags[i] ?? 0) & flag) !== 0

/** Weighted sampling without replacement (Efraimidis and Spirakis 2006): keys u^(1/w). */
function give(
  p: Population,
  flag: number,
  share: number,
  stream: number,
  able: (i: number) => boolean,
): void {
  const keys = new Float64Array(p.size).fill(-1)
  for (let i = 0; i < p.size; i += 1) {
    if (!able(i)) continue
    keys[i] = hashUnit(p.seed, stream, i) ** (1 / Math.sqrt((p.base[i] ?? 1) / 1e9))
  }
  for (const i of highest(keys, Math.round(share * p.size))) {
    if ((keys[i] ?? -1) >= 0) p.flags[i] = (p.flags[i] ?? 0) | flag
  }
}

/** Few firms go public: two or three in the window for 1,000 firms, and with the root of the number beyond. */
function assignListings(p: Population, able: (i: number) => boolean): void {
  const rng = new Rng(p.seed, 5, 0)
  const growth = Math.sqrt(p.size / 1000)
  const recent = Math.round((rng.chance(0.5) ? 2 : 3) * growth)
  const earlier = Math.round(7 * growth)
  const keys = new Float64Array(p.size).fill(-1)
  for (let i = 0; i < p.size; i += 1) if (able(i)) keys[i] = (p.base[i] ?? 0) * hashUnit(p.seed, 36, i)
  const chosen = rng.shuffle(highest(keys, recent + earlier))
  const { windowStart, asOf } = p.calendar
  chosen.forEach((i, k) => {
    const start =
      k < recent ? windowStart : Math.max(p.established[i] ?? 0, p.calendar.addYears(windowStart, -15))
    const end = k < recent ? asOf - 20 : windowStart - 1
    p.listed[i] = start + Math.floor(rng.unit() * Math.max(0, end - start))
  })
}

function scale(p: Population): void {
  const { lastMonth } = p.calendar
  let parts = 0
  let vehicles = 0
  for (let i = 0; i < p.size; i += 1) {
    if (p.kind[i] === SERVICE) continue
    let sum = 0
    for (let month = lastMonth - 11; month <= lastMonth; month += 1) sum += expectedMonth(p, i, month)
    if (p.kind[i] === VEHICLE) vehicles += sum
    else parts += sum
  }
  const depth = (p.size / 1000) ** DEPTH_EXPONENT
  const partsFactor = (PARTS_REVENUE_FEN * depth) / parts
  const vehicleFactor = (VEHICLE_REVENUE_FEN * depth) / vehicles
  for (let i = 0; i < p.size; i += 1) {
    p.base[i] = (p.base[i] ?? 0) * (p.kind[i] === VEHICLE ? vehicleFactor : partsFactor)
  }
}
