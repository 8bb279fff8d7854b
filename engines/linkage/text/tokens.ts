/** Longest code that is read as one although it is written in parts. */
const LONGEST_CODE = 16

/**
 * Words of a text: letters and digits as they stand, lower case, without accents or character entities. A code written
 * in parts is given in parts and as one (`KDC-C669` gives `kdc`, `c669`, `kdcc669`), so that it meets `KDCC669`.
 * Han characters, which are written without spaces, are given in overlapping pairs.
 */
export function wordTokens(text: string): string[] {
  const tokens: string[] = []
  for (const [chunk] of plain(text).matchAll(/[\p{L}\p{N}][\p{L}\p{N}.'/-]*/gu)) {
    const parts = chunk.split(/[^\p{L}\p{N}.]+|\.(?!\p{N})/u).filter((part) => part !== '')
    for (const part of parts) {
      if (/\p{Script=Han}/u.test(part)) tokens.push(...pairsOfCharacters(part))
      else tokens.push(part)
    }
    if (parts.length < 2 || chunk.includes('/')) continue
    const whole = parts.join('')
    if (whole.length <= LONGEST_CODE && /\p{N}/u.test(whole) && /\p{L}/u.test(whole)) tokens.push(whole)
  }
  return tokens
}

/** Words that hold a digit: model numbers, sizes, versions, years. */
export function numberedTokens(text: string): string[] {
  return wordTokens(text).filter((token) => /\p{N}/u.test(token))
}

/** Overlapping runs of `size` characters, words set apart by one blank: they forgive misspelling and word order. */
export function gramTokens(text: string, size = 3): string[] {
  const words = plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (words === '') return []
  const padded = ` ${words} `
  const grams: string[] = []
  for (let at = 0; at + size <= padded.length; at++) grams.push(padded.slice(at, at + size))
  return grams
}

/** The first number of a text, without thousands separators or currency; not a number where there is none above 0. */
export function amountOf(text: string): number {
  const found = /\d+(?:\.\d+)?/.exec(text.replace(/,(?=\d{3})/g, ''))
  const amount = found ? Number(found[0]) : Number.NaN
  return amount > 0 ? amount : Number.NaN
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&[a-z]+;/g, ' ')
}

function pairsOfCharacters(word: string): string[] {
  const characters = [...word]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, at) => characters[at]! + character)
}
