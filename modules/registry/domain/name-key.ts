/**
 * An enterprise name folded for exact comparison: half-width, no spaces or punctuation, Latin letters in capitals,
 * the two spellings of a limited company as one. Two firms of one key may still be two: it only says "written alike".
 * @example nameKey('重庆（甲乙）汽车 有限责任公司') // '重庆甲乙汽车有限公司'
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .replace(/有限责任公司/g, '有限公司')
}
