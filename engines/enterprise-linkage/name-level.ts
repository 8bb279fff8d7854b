import { type CompanyName, spells, translationLevel, wordLevel } from '#engines/company-names'

/** Levels of two company names, weakest first. */
export const NAME_LEVELS = [
  'different',
  'sibling',
  'similarTrade',
  'spelledTrade',
  'tradeOnly',
  'alike',
  'spelled',
  'cut',
  'sameCore',
  'sameName',
] as const
export type NameLevel = (typeof NAME_LEVELS)[number]

const at = Object.fromEntries(NAME_LEVELS.map((level, index) => [level, index])) as Record<NameLevel, number>

/**
 * How near two names are, region and legal form aside (they are compared on their own).
 * `sibling`: one trade name, two industries, as firms of one owner have; `tradeOnly`: one of them names no industry;
 * `cut`: one industry is the beginning of the other; `alike`: characters that sound or look alike; `spelled`: Latin
 * letters that read as the Chinese trade name, with the industry translated.
 */
export function nameLevel(left: CompanyName, right: CompanyName): number {
  if (left.folded === right.folded) return at.sameName
  if (left.script !== right.script)
    return left.script === 'latin' ? latinLevel(right, left) : latinLevel(left, right)
  if (left.core === right.core && left.core !== '') return at.sameCore
  if (left.script === 'latin')
    return left.trade !== right.trade
      ? at.different
      : left.industry === '' || right.industry === ''
        ? at.tradeOnly
        : at.sibling
  const trade = wordLevel(left.trade, right.trade)
  if (trade === 3) {
    if (left.industry === '' || right.industry === '') return at.tradeOnly
    if (left.industry.startsWith(right.industry) || right.industry.startsWith(left.industry)) return at.cut
    return wordLevel(left.industry, right.industry) >= 1 ? at.alike : at.sibling
  }
  // The border between trade and industry may have been drawn elsewhere in one of them.
  const core = wordLevel(left.core, right.core)
  if (core === 2) return at.alike
  const [short, long] =
    left.core.length < right.core.length ? [left.core, right.core] : [right.core, left.core]
  if (short.length >= 3 && long.startsWith(short)) return at.cut
  if (trade === 0) return at.different
  const compatible =
    left.industry === '' ||
    right.industry === '' ||
    left.industry.startsWith(right.industry) ||
    right.industry.startsWith(left.industry)
  if (trade === 2) return compatible ? at.alike : at.different
  return compatible ? at.similarTrade : at.different
}

function latinLevel(chinese: CompanyName, latin: CompanyName): number {
  if (chinese.trade === '' || !spells(chinese.trade, latin.trade)) return at.different
  if (latin.industry === '' || chinese.industry === '') return at.spelledTrade
  const translated = translationLevel(chinese.industry, latin.industry)
  if (translated === 2) return at.spelled
  return translated === 0 ? at.sibling : at.spelledTrade
}
