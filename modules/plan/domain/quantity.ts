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

/** A value with its unit as a sentence holds it; the word for unknown when there is none. */
export function quantityText(value: number | null, units: Units, lang: Lang): string {
  if (value === null) return lang === 'zh' ? '未知' : 'unknown'
  const { number, unit } = inDisplayUnit(value, units)
  const word = unit[lang]
  const gap = lang === 'zh' && !/^[A-Za-z0-9]/.test(word) ? '' : ' '
  return `${numberText(number, lang, digitsOf(value, number, units.unit))}${word === '' ? '' : gap}${word}`
}

const COUNTED = new Set(['count', 'person', 'vehicle'])

/** A forecast of 907.99 firms says more than anybody knows: decimals of things counted one by one only where they are few. */
function digitsOf(value: number, shown: number, unit: string): number {
  if (!COUNTED.has(unit) || shown !== value) return 2
  const size = Math.abs(value)
  return size >= 100 ? 0 : size >= 1 ? 1 : 2
}

/** A ratio as percent. */
export function percentText(ratio: number, lang: Lang): string {
  return `${numberText(ratio * 100, lang, 0)}%`
}
