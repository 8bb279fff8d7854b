const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/**
 * Value of a Chinese numeral up to 9999 (十, 三十, 一百二十, 两千); null when the characters do not make one
 * ("三五", "一二三"). 万 and 亿 are left to the unit, as in 3万人.
 */
export function chineseNumeral(text: string): number | null {
  if (text === '') return null
  let total = 0
  let digit: number | null = null
  let lastPlace = 10_000
  for (const char of text) {
    const place = PLACES[char]
    if (place !== undefined) {
      if (place >= lastPlace) return null
      total += (digit ?? 1) * place
      lastPlace = place
      digit = null
      continue
    }
    const value = DIGITS[char]
    if (value === undefined || (digit !== null && digit !== 0)) return null
    digit = value
  }
  return total + (digit ?? 0)
}
