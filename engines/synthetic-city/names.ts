import { hash32, type Rng } from './rng.ts'
import type { RegionInput } from './types.ts'
import {
  FIRST_SYLLABLES,
  GIVEN_SYLLABLES,
  SECOND_SYLLABLES,
  STREETS,
  SURNAMES,
  THIRD_SYLLABLES,
} from './words.ts'

const PAIRS = FIRST_SYLLABLES.length * SECOND_SYLLABLES.length
const TRIPLES = PAIRS * THIRD_SYLLABLES.length
/** So many firms get a trade name of two characters; the others get three. */
const SHORT_NAMES = 6000

const PLACE_SUFFIX = /(?:土家族|苗族|自治|[市区县旗州])+$/

/** 璧山区 -> 璧山; a name of two characters keeps both (忠县). */
export function shortPlace(nameZh: string): string {
  const short = nameZh.replace(PLACE_SUFFIX, '')
  return short.length >= 2 ? short : nameZh
}

/**
 * The trade name (字号) of firm `index`: no two firms of a city share one. The numbers are walked in strides that
 * have no divisor in common with the number of names, so every name comes up at most once.
 */
export function tradeName(seed: number, index: number): string {
  const short = index < SHORT_NAMES
  const space = short ? PAIRS : TRIPLES
  const at = (hash32(seed, 7) + (short ? index : index - SHORT_NAMES) * stride(space)) % space
  const pair = at % PAIRS
  const name = `${FIRST_SYLLABLES[pair % FIRST_SYLLABLES.length]}${SECOND_SYLLABLES[Math.floor(pair / FIRST_SYLLABLES.length)]}`
  return short ? name : `${name}${THIRD_SYLLABLES[Math.floor(at / PAIRS)]}`
}

const strides = new Map<number, number>()

function stride(space: number): number {
  const known = strides.get(space)
  if (known !== undefined) return known
  let step = Math.floor(space * 0.6180339887) + (hash32(0, space) % 97)
  while (divisor(step, space) !== 1) step += 1
  strides.set(space, step)
  return step
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

export function personName(rng: Rng): string {
  const given = rng.pick(GIVEN_SYLLABLES)
  return rng.pick(SURNAMES) + given + (rng.chance(0.75) ? rng.pick(GIVEN_SYLLABLES) : '')
}

/** A street that begins with 拟 (invented), so that no address is a real one. */
export function address(rng: Rng, cityZh: string, region: RegionInput): string {
  const prefix = region.nameZh.startsWith(cityZh) ? '' : `${cityZh}市`
  return `${prefix}${region.nameZh}${rng.pick(STREETS)}路${rng.between(1, 399)}号`
}

/** How many different trade names there are; a city may not be larger. */
export const TRADE_NAMES = TRIPLES
