import type { Bilingual } from '#kernel/contract'
import { type Lang, percentText, quantityText } from './quantity.ts'
import type { TargetFacts } from './target.ts'

/** A district's value now and at the start of the window; null where unknown or withheld. */
export interface DistrictGrowth {
  readonly region: string
  readonly value: number | null
  readonly earlier: number | null
}

/** What a district owes the target each month and what it brings, in base units. */
export interface Pull {
  readonly region: string
  /** Its part of the pace that the city needs: by its share of the city's base, or the whole pace for a ratio. */
  readonly expected: number
  readonly delivered: number
  /** What is missing a month, in the wanted direction: above 0. */
  readonly shortfall: number
  /** Of what all lagging districts together are missing. */
  readonly share: number
}

export interface PullInput {
  /** Change per month that the city needs to the deadline, and that it had of late; negative where it must fall. */
  readonly required: number | null
  readonly actual: number | null
  /** Months between the two values of a district. */
  readonly months: number
  /** The city's value at the start of the window; null takes the sum of the known districts. */
  readonly base: number | null
  /** Whether the districts add up to the city; ratios do not. */
  readonly additive: boolean
}

/** A district that is missing less than this share of the whole lag is noise. */
const SMALLEST_SHARE = 0.01

/**
 * Districts that pull a target down: those that bring less than their part of the pace the city needs, the largest
 * shortfall first, so that a large district standing still leads and not the smallest one. Empty where there is nothing
 * to say: the city keeps the pace it needs, the pace is unknown, or no district has a value at both ends.
 *
 * @example the city needs 10 a month; a district with 30 % of the base brought 1: it owes 3, and is short of 2
 */
export function pullsDown(districts: readonly DistrictGrowth[], input: PullInput): Pull[] {
  const { required, actual, months, additive } = input
  if (!required || actual === null || !(months > 0)) return []
  const sign = Math.sign(required)
  if (sign * actual >= sign * required) return []
  const known = districts.flatMap(({ region, value, earlier }) =>
    value === null || earlier === null ? [] : [{ region, value, earlier }],
  )
  const sum = known.reduce((all, { earlier }) => all + earlier, 0)
  const base = Math.max(input.base ?? 0, sum)
  if (additive && base <= 0) return []
  const short = known
    .map(({ region, value, earlier }) => {
      const expected = additive ? required * (earlier / base) : required
      const delivered = (value - earlier) / months
      return { region, expected, delivered, shortfall: sign * (expected - delivered) }
    })
    .filter(({ shortfall }) => shortfall > 0)
  const missing = short.reduce((all, { shortfall }) => all + shortfall, 0)
  return short
    .map((one) => ({ ...one, share: one.shortfall / missing }))
    .filter(({ share }) => share >= SMALLEST_SHARE)
    .sort((a, b) => b.shortfall - a.shortfall || a.region.localeCompare(b.region))
}

/** A pull as a sentence, with the figures it rests on. */
export function pullReason(
  { expected, delivered, shortfall, share }: Pull,
  target: Pick<TargetFacts, 'unit' | 'displayUnit' | 'displayUnitEn'>,
  since: string,
): Bilingual {
  const say = (value: number, lang: Lang) => quantityText(value, target, lang, 'rate')
  const additive = target.unit !== 'ratio'
  return {
    zh: `自 ${since} 起每月 ${say(delivered, 'zh')}，${additive ? '按基数占比应为' : '全市需要'}每月 ${say(expected, 'zh')}，差 ${say(shortfall, 'zh')}${additive ? `，占各区县落后量的 ${percentText(share, 'zh')}` : ''}。`,
    en: `${say(delivered, 'en')} a month since ${since} against ${say(expected, 'en')} ${additive ? 'by its share of the base' : 'that the city needs'}: short of ${say(shortfall, 'en')}${additive ? `, ${percentText(share, 'en')} of what lagging districts are missing` : ''}.`,
  }
}
