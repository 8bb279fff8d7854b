import { pinyin } from 'pinyin-pro'

/** What an enterprise can be found by. */
export interface Searchable {
  readonly name: string
  readonly nameEn?: string | null
  readonly formerNames?: readonly string[]
  readonly uscc?: string | null
  readonly products?: readonly string[]
}

/** Initials and full pinyin of a Chinese name, without tones. @example pinyinOf('重庆') // { initials: 'cq', full: 'chongqing' } */
export function pinyinOf(name: string): { initials: string; full: string } {
  let initials = ''
  let full = ''
  for (const syllable of pinyin(name, { toneType: 'none', type: 'all', nonZh: 'spaced' })) {
    const written = (syllable.isZh ? syllable.pinyin : syllable.origin)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
    full += written
    initials += syllable.isZh ? written.charAt(0) : written
  }
  return { initials, full }
}

/** The text that searches run over: fields apart from each other by a line break, folded like the query. */
export function searchTextOf(enterprise: Searchable): { text: string; pinyin: string } {
  const sound = pinyinOf(enterprise.name)
  const fields = [
    enterprise.name,
    enterprise.nameEn ?? '',
    ...(enterprise.formerNames ?? []),
    enterprise.uscc ?? '',
    ...(enterprise.products ?? []),
    sound.initials,
    sound.full,
  ]
  return {
    text: fields
      .map(foldSearch)
      .filter((field) => field !== '')
      .join('\n'),
    pinyin: sound.initials,
  }
}

/** Folding of text and query alike: half-width, lower case, no spaces. */
export function foldSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/**
 * The index terms of a text: every character and every pair of neighbours. Trigrams, PostgreSQL's own, cannot find
 * the two-character words that Chinese is searched by.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const line of text.split('\n')) {
    const characters = [...line]
    for (let i = 0; i < characters.length; i++) {
      grams.add(characters[i]!)
      if (i + 1 < characters.length) grams.add(characters[i]! + characters[i + 1]!)
    }
  }
  return [...grams]
}

/** The terms a query needs all of: its pairs, or its one character. Candidates are then compared with the whole word. */
export function queryGrams(word: string): string[] {
  const characters = [...word]
  if (characters.length <= 1) return characters
  return [...new Set(characters.slice(1).map((character, at) => characters[at]! + character))]
}

/** Grams as the literal of a PostgreSQL tsvector. */
export function gramVector(grams: readonly string[]): string {
  return grams.map((gram) => `'${gram.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' ')
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
