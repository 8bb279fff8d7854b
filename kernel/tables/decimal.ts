import { halfWidth } from './text.ts'

/** A decimal number kept exact: mantissa × 10^exponent, and the unit written behind it. */
export interface Decimal {
  readonly mantissa: bigint
  readonly exponent: number
  readonly unit: string
}

const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d+))?(?:e([+-]?\d{1,3}))?(.*)$/i

/**
 * Reads a number as people write it: full-width digits, thousands separators (only where they belong), spaces, ¥,
 * brackets for negatives, a unit behind. Undefined when it is not a number.
 * @example parseDecimal('１，２３４.５ 万元') // { mantissa: 12345n, exponent: -1, unit: '万元' }
 */
export function parseDecimal(text: string): Decimal | undefined {
  let plain = halfWidth(text)
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\s+/g, '')
  const bracketed = /^\((.+)\)$/.exec(plain)
  if (bracketed) plain = `-${bracketed[1]}`
  plain = plain.replace(/^([+-]?)(?:[¥￥$]|CNY|RMB)/i, '$1')
  const match = NUMBER.exec(plain)
  if (!match || (match[2] === undefined && match[3] === undefined)) return undefined
  const [, sign, whole = '', fraction = '', power = '0', unit = ''] = match
  if (/^[\d.,+-]/.test(unit) || fraction.length + whole.length > 60) return undefined
  const mantissa = BigInt(`${whole.replaceAll(',', '')}${fraction}` || '0')
  return {
    mantissa: sign === '-' ? -mantissa : mantissa,
    exponent: Number(power) - fraction.length,
    unit,
  }
}

/** A number of a cell as an exact decimal, without the last digits that are only binary noise. */
export function decimalOf(number: number): Decimal | undefined {
  return parseDecimal(String(Number(number.toPrecision(15))))
}

/** The nearest double to mantissa × 10^(exponent + shift). */
export function toNumber(decimal: Decimal, shift: number): number {
  return Number(`${decimal.mantissa}e${decimal.exponent + shift}`)
}

/** mantissa × 10^(exponent + shift), rounded to an integer, halves away from zero. */
export function toInteger(decimal: Decimal, shift: number): bigint {
  const exponent = decimal.exponent + shift
  if (exponent >= 0) return exponent > 60 ? 10n ** 60n : decimal.mantissa * 10n ** BigInt(exponent)
  if (exponent < -400) return 0n
  const divisor = 10n ** BigInt(-exponent)
  const size = decimal.mantissa < 0n ? -decimal.mantissa : decimal.mantissa
  const rounded = (2n * size + divisor) / (2n * divisor)
  return decimal.mantissa < 0n ? -rounded : rounded
}

/** Whether mantissa × 10^(exponent + shift) has no fraction. */
export function isWhole(decimal: Decimal, shift: number): boolean {
  const exponent = decimal.exponent + shift
  return (
    exponent >= 0 ||
    decimal.mantissa === 0n ||
    (exponent > -400 && decimal.mantissa % 10n ** BigInt(-exponent) === 0n)
  )
}
