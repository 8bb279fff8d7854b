import type { Bilingual } from '#kernel/contract'
import { wanFromFen, yiFromFen } from '#kernel/core'

export type Lang = 'zh' | 'en'

/** How a base-unit value is written: its number in the unit that the plan uses, and that unit. */
export interface Quantity {
  readonly number: number
  readonly unit: Bilingual
}

interface Units {
  readonly unit: string
  readonly displayUnit: string
  readonly displayUnitEn: string
}

/**
 * A base-unit value in the unit that the plan writes it in.
 * @example inDisplayUnit(7e13, { unit: 'fen', displayUnit: '亿元', … }) // 7000 亿元
 */
export function inDisplayUnit(value: number, { unit, displayUnit, displayUnitEn }: Units): Quantity {
  const own = { zh: displayUnit, en: displayUnitEn }
  if (unit === 'fen') {
    if (displayUnit.startsWith('万亿')) return { number: yiFromFen(value) / 10_000, unit: own }
    if (displayUnit.startsWith('亿')) return { number: yiFromFen(value), unit: own }
    if (displayUnit.startsWith('万')) return { number: wanFromFen(value), unit: own }
    return { number: value / 100, unit: own }
  }
  if (unit === 'ratio') return { number: value * 100, unit: own }
  if (displayUnit.startsWith('亿')) return { number: value / 1e8, unit: own }
  if (displayUnit.startsWith('万')) return { number: value / 1e4, unit: own }
  return { number: value, unit: own }
}

const LOCALE: Record<Lang, string> = { zh: 'zh-CN', en: 'en' }

/** A number with at most two decimals, grouped. */
export function numberText(value: number, lang: Lang, digits = 2): string {
  return new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: digits }).format(value)
}

/** What a value is: a `level` of counted things is a whole number, a `rate` (so many a month) need not be. */
export type QuantityKind = 'level' | 'rate'

/**
 * A value with its unit as a sentence holds it; the word for unknown when there is none. Chinese keeps the plan's unit;
 * English, which has no 万 and 亿, writes people and things out in full and money in millions and billions.
 * @example quantityText(5.9678e13, { unit: 'fen', displayUnit: '亿元', … }, 'en') // 'CNY 596.8 billion'
 */
export function quantityText(
  value: number | null,
  units: Units,
  lang: Lang,
  kind: QuantityKind = 'level',
): string {
  if (value === null) return lang === 'zh' ? '未知' : 'unknown'
  if (lang === 'en' && units.unit === 'fen') return englishMoney(value)
  const { number, unit } = inDisplayUnit(value, units)
  if (lang === 'en' && COUNTED.has(units.unit)) {
    // The plan's English unit may be a multiple itself: '10,000 people'.
    const word = unit.en.replace(/^[\d,]+ /, '')
    return `${numberText(value, lang, digitsOf(value, true, kind))}${word === '' ? '' : ` ${word}`}`
  }
  const word = unit[lang]
  const gap = lang === 'zh' && !/^[A-Za-z0-9]/.test(word) ? '' : ' '
  const counted = COUNTED.has(units.unit) && number === value
  return `${numberText(number, lang, digitsOf(number, counted, kind))}${word === '' ? '' : gap}${word}`
}

/** Units of things counted one by one. */
export const COUNTED: ReadonlySet<string> = new Set(['count', 'person', 'vehicle'])

const ENGLISH_MONEY = [
  { fen: 1e14, word: ' trillion' },
  { fen: 1e11, word: ' billion' },
  { fen: 1e8, word: ' million' },
  { fen: 1e2, word: '' },
] as const

/** Four figures are what the plan itself gives: CNY 700 billion, CNY 596.8 billion. */
function englishMoney(fen: number): string {
  const size = Math.abs(fen)
  const scale = ENGLISH_MONEY.find((one) => size >= one.fen) ?? ENGLISH_MONEY[3]
  const number = new Intl.NumberFormat(LOCALE.en, { maximumSignificantDigits: 4 }).format(size / scale.fen)
  return `${fen < 0 ? '−' : ''}CNY ${number}${scale.word}`
}

/** A forecast of 907.99 firms says more than anybody knows: levels of counted things are whole; others by size. */
function digitsOf(shown: number, counted: boolean, kind: QuantityKind): number {
  const size = Math.abs(shown)
  if (counted && kind === 'level') return 0
  if (counted) return size >= 100 ? 0 : size >= 1 ? 1 : 2
  if (size >= 1000) return 0
  return size >= 100 ? 1 : 2
}

/** A ratio as percent. */
export function percentText(ratio: number, lang: Lang): string {
  return `${numberText(ratio * 100, lang, 0)}%`
}
