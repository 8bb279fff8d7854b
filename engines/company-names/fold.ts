import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 'tw', to: 'cn' })
const LATIN_ONLY = /^[\x20-\x7e]*$/
const SPACES = /[\s\u200b\u00ad]+/g

/**
 * A Chinese text as it is compared: half-width, simplified, capitals, no blanks; brackets of all kinds as `()`,
 * hyphens and dots of names as they are.
 * @example foldText(' 重慶 渝大（集團）') // '重庆渝大(集团)'
 */
export function foldText(text: string): string {
  const plain = text.normalize('NFKC').replace(SPACES, '').toUpperCase()
  if (LATIN_ONLY.test(plain)) return plain
  return toSimplified(plain)
    .replace(/[〔【[{｛「『〈《]/g, '(')
    .replace(/[〕】\]}｝」』〉》]/g, ')')
}

/** A Latin text as it is compared: half-width, capitals, one blank between words, no points or commas. */
export function foldLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9()&]+/g, ' ')
    .trim()
}

/** True when a text has no Chinese character but at least one Latin letter. */
export function isLatin(text: string): boolean {
  return /[A-Za-z]/.test(text) && !/\p{Script=Han}/u.test(text)
}
