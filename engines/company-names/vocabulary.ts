import { INDUSTRY_WORDS } from './words.ts'

/** Industry words, and all their beginnings of two characters and more: lists cut names short. */
export interface Vocabulary {
  readonly words: ReadonlySet<string>
  readonly beginnings: ReadonlySet<string>
  readonly longest: number
}

export function vocabularyOf(words: Iterable<string>): Vocabulary {
  const all = new Set(words)
  const beginnings = new Set<string>()
  let longest = 2
  for (const word of all) {
    longest = Math.max(longest, word.length)
    for (let length = 2; length < word.length; length++) beginnings.add(word.slice(0, length))
  }
  return { words: all, beginnings, longest }
}

/** The common words alone, for names met one by one. */
export const COMMON_VOCABULARY = vocabularyOf(INDUSTRY_WORDS)

const SHORTEST = 2
const LONGEST = 8
/** In so many names, after so many different characters, none of which stands before half of them. */
const NAMES = 5
const CONTEXTS = 5
const SHARE_OF_ONE = 0.5
const SHARE_OF_LONGER = 0.3

/**
 * Finds the industry words of a table: endings that many names share and before which anything can stand. A part of a
 * word always has the same characters before it and is left out. (Branching entropy at word borders, Harris 1955.)
 * @param cores names without region and legal form, one for each firm or row
 */
export function learnWords(cores: Iterable<string>): string[] {
  const contexts = new Map<string, Map<string, number>>()
  for (const core of new Set(cores)) {
    for (let length = SHORTEST; length <= Math.min(LONGEST, core.length - 1); length++) {
      const ending = core.slice(-length)
      const before = core.charAt(core.length - length - 1)
      let counts = contexts.get(ending)
      if (!counts) {
        counts = new Map()
        contexts.set(ending, counts)
      }
      counts.set(before, (counts.get(before) ?? 0) + 1)
    }
  }
  const totals = new Map<string, number>()
  for (const [ending, counts] of contexts) {
    if (counts.size < CONTEXTS) continue
    let total = 0
    let most = 0
    for (const count of counts.values()) {
      total += count
      most = Math.max(most, count)
    }
    if (total >= NAMES && most < SHARE_OF_ONE * total) totals.set(ending, total)
  }
  // A common last character of trade names before a word is no longer word.
  return [...totals.keys()].filter((word) => {
    const inner = totals.get(word.slice(1))
    return inner === undefined || totals.get(word)! >= SHARE_OF_LONGER * inner
  })
}
