import { pinyin } from 'pinyin-pro'

/** What an enterprise can be found by. */
export interface Searchable {
  readonly name: string
  readonly nameEn?: string | null
  readonly formerNames?: readonly string[]
  readonly products?: readonly string[]
}

/** Initials of the pinyin of a Chinese name; other letters and digits as they are. @example pinyinOf('重庆A') // { initials: 'cqa' } */
export function pinyinOf(name: string): { initials: string } {
  // Only the letters: asked for everything it knows of a syllable, the library takes three times as long.
  const letters = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'spaced' })
  const initials = letters
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return { initials }
}

/**
 * The text that searches run over: fields apart from each other by a line break, folded like the query. The credit
 * code is not in it: it has an index of its own and is searched by its beginning.
 */
export function searchTextOf(enterprise: Searchable): { text: string; pinyin: string } {
  const { initials } = pinyinOf(enterprise.name)
  const fields = [
    enterprise.name,
    enterprise.nameEn ?? '',
    ...(enterprise.formerNames ?? []),
    ...(enterprise.products ?? []),
    initials,
  ]
  return {
    text: fields
      .map(foldSearch)
      .filter((field) => field !== '')
      .join('\n'),
    pinyin: initials,
  }
}

/** Folding of text and query alike: half-width, lower case, no spaces. */
export function foldSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/**
 * The index terms of a text: every pair of neighbouring characters. Trigrams, PostgreSQL's own, cannot find the
 * two-character words that Chinese is searched by.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const line of text.split('\n')) {
    const characters = [...line]
    for (let i = 0; i + 1 < characters.length; i++) grams.add(characters[i]! + characters[i + 1]!)
  }
  return [...grams]
}

/** The terms a word needs all of; none for a single character, which only a scan can find. */
export function queryGrams(word: string): string[] {
  const characters = [...word]
  return [...new Set(characters.slice(1).map((character, at) => characters[at]! + character))]
}

/** Grams as the literal of a PostgreSQL tsvector. */
export function gramVector(grams: readonly string[]): string {
  return grams.map((gram) => `'${/['\\]/.test(gram) ? gram.replace(/['\\]/g, '$&$&') : gram}'`).join(' ')
}

/** A query split into words that must all be found. */
export function queryWords(query: string): string[] {
  return query
    .trim()
    .split(/\s+/)
    .map(foldSearch)
    .filter((word) => word !== '')
    .slice(0, 8)
}
