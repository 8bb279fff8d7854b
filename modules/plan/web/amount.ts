/** A value brought to the unit it is shown in. */
export interface ShownAmount {
  readonly value: number
  /** Chinese word of the unit. */
  readonly word: string
}

/** How many fen one of each money word is. */
const MONEY: readonly (readonly [word: string, fen: number])[] = [
  ['万亿元', 1e14],
  ['千亿元', 1e13],
  ['百亿元', 1e12],
  ['亿元', 1e10],
  ['千万元', 1e9],
  ['百万元', 1e8],
  ['万元', 1e6],
  ['元', 100],
]

const MULTIPLES: readonly (readonly [prefix: string, factor: number])[] = [
  ['亿', 1e8],
  ['万', 1e4],
]

/**
 * How many base units one display unit is: 1 亿元 = 1e10 fen, 1 万人 = 10,000 persons, 1 个百分点 = 0.01.
 * Throws nothing: a display unit it does not know counts as the base unit.
 */
export function factorOf(unit: string, displayUnit: string): number {
  if (unit === 'fen') return MONEY.find(([word]) => displayUnit === word)?.[1] ?? 100
  if (unit === 'ratio') return /%|％|百分点/.test(displayUnit) ? 0.01 : displayUnit === '‰' ? 0.001 : 1
  return MULTIPLES.find(([prefix]) => displayUnit.startsWith(prefix))?.[1] ?? 1
}

/** A base value in its display unit. @example shownAmount(1.2e14, 'fen', '亿元') // { value: 12000, word: '亿元' } */
export function shownAmount(value: number, unit: string, displayUnit: string): ShownAmount {
  // Division by 0.01 leaves dust (0.07 / 0.01 = 7.000000000000001); twelve digits are more than any plan has.
  return { value: Number((value / factorOf(unit, displayUnit)).toPrecision(12)), word: displayUnit }
}

/** A value as entered in the display unit, in the base unit. Money comes out as whole fen. */
export function baseAmount(value: number, unit: string, displayUnit: string): number {
  const base = Number((value * factorOf(unit, displayUnit)).toPrecision(12))
  return unit === 'fen' ? Math.round(base) : base
}

/** Decimals that a value deserves: large ones none, small ones two; counted things none. */
export function digitsOf(shown: number, counted: boolean): number {
  const size = Math.abs(shown)
  if (counted || size >= 1000) return 0
  return size >= 100 ? 1 : 2
}

/** English words of Chinese units; a measure word that English has no word for is left out. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  家: 'firms',
  辆: 'vehicles',
  台: 'sets',
  套: 'sets',
  座: '',
  人: 'people',
  公里: 'km',
  个百分点: 'pp',
}

/**
 * The English word of a unit for numbers that are written out in full: what the plan gives without its multiple
 * (`10,000 people` = `people`), or, where it gives Chinese, the word known for it; none for the rest.
 */
export function englishWord(displayUnit: string, given: string | undefined): string {
  if (given && !/\p{Script=Han}/u.test(given)) return given.replace(/^[\d,]+ /, '')
  return UNIT_WORDS[displayUnit.replace(/^[万亿]/, '')] ?? ''
}

interface Goal {
  readonly comparator: string
  readonly value: number
  readonly baseline: number | null
}

/** The level that meets a target, or null where a change counts from a baseline that nobody has entered. */
export function goalLevel({ comparator, value, baseline }: Goal): number | null {
  if (comparator === 'increase_by') return baseline === null ? null : baseline + value
  if (comparator === 'decrease_by') return baseline === null ? null : baseline - value
  return value
}

/** Whether a target is a change (in points, for ratios) and not a level. */
export function isChange(comparator: string): boolean {
  return comparator === 'increase_by' || comparator === 'decrease_by'
}

const SIGNS: Readonly<Record<string, string>> = {
  at_least: '≥ ',
  more_than: '> ',
  at_most: '≤ ',
  increase_by: '+',
  decrease_by: '−',
}

/** The sign before a target's number; none where the number itself is to be reached. */
export function signOf(comparator: string): string {
  return SIGNS[comparator] ?? ''
}
