import {
  ELECTRONICS,
  MECHANICAL,
  NEVER,
  type Population,
  RECRUITED,
  SERVICE,
  TRANSFORMED,
  VEHICLE,
} from './firms.ts'
import { shortPlace, tradeName } from './names.ts'
import { Rng } from './rng.ts'
import type { RegionInput } from './types.ts'
import { syntheticUscc } from './uscc.ts'
import { INDUSTRY_WORDS } from './words.ts'

export function regionOf(p: Population, i: number): RegionInput {
  const region = p.regions[p.region[i] ?? 0]
  if (!region) throw new RangeError(`firm ${i} is outside the city`)
  return region
}

export function codeOf(p: Population, i: number): string {
  return syntheticUscc(p.seed, i, regionOf(p, i).code)
}

export interface Names {
  full: string
  short: string
  trade: string
  former: string[]
}

const WORDS = {
  [VEHICLE]: INDUSTRY_WORDS.vehicle,
  [ELECTRONICS]: INDUSTRY_WORDS.electronics,
  [MECHANICAL]: INDUSTRY_WORDS.mechanical,
  [SERVICE]: INDUSTRY_WORDS.service,
} as Record<number, readonly string[]>

/** Full, short and former names of a firm. Unique in the city, because every firm has its own trade name. */
export function namesOf(p: Population, i: number): Names {
  const head = p.head[i] ?? -1
  if (head >= 0) {
    const of = namesOf(p, head)
    const place = shortPlace(regionOf(p, i).nameZh)
    return { ...of, full: `${of.full}${place}分公司`, short: `${of.short}${place}分公司`, former: [] }
  }
  const rng = new Rng(p.seed, 10, i)
  const trade = tradeName(p.seed, i)
  const place = rng.chance(0.6) ? p.cityZh : p.cityZh + shortPlace(regionOf(p, i).nameZh)
  const word = rng.pick(WORDS[p.kind[i] ?? 0] ?? INDUSTRY_WORDS.service)
  const joint = p.listed[i] !== NEVER || rng.chance(0.08)
  const form = joint ? '股份有限公司' : rng.chance(0.16) ? '有限责任公司' : '有限公司'
  const inner = rng.chance(0.1) && !place.slice(p.cityZh.length)
  const flags = p.flags[i] ?? 0
  const former: string[] = []
  // Firms that changed their trade or went public also changed their name; a few others did for no reason we know.
  if ((flags & TRANSFORMED) !== 0 || rng.chance(0.05)) {
    former.push(`${place}${trade}${rng.pick(INDUSTRY_WORDS.before)}有限公司`)
  } else if (joint && (flags & RECRUITED) === 0) former.push(`${place}${trade}${word}有限公司`)
  const full = inner ? `${trade}${word}（${place}）${form}` : `${place}${trade}${word}${form}`
  return { full, short: inner ? trade : place + trade, trade, former: former.filter((name) => name !== full) }
}
