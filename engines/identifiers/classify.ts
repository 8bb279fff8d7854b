import { isValidUscc, orgCheckChar, USCC_ALPHABET } from './uscc.ts'

/** A code as a table's cell may hold it, with what it says of the firm. */
export interface ClassifiedCode {
  /**
   * `uscc`: a unified social credit code whose two checks hold; `organisation`: an organisation code (GB 11714) whose
   * check holds; `tax`: an old tax number (region and organisation code); `broken`: has the length of one of them, but
   * a check fails; `other`: neither.
   */
  readonly kind: 'uscc' | 'organisation' | 'tax' | 'broken' | 'other'
  /** Folded: half-width capitals without separators. */
  readonly code: string
  /** The organisation code inside, 9 characters, where its check holds. */
  readonly organisation: string | null
}

/** Full-width and small characters, blanks, hyphens and quotes are how people write a code, not what it is. */
export function foldCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
}

/** True when the 9 characters are an organisation code (GB 11714-1997) with its check character. */
export function isValidOrganisationCode(code: string): boolean {
  return /^[0-9A-Z]{8}[0-9X]$/.test(code) && orgCheckChar(code.slice(0, 8)) === code.charAt(8)
}

/**
 * The organisation code inside a credit code (its characters 9 to 17). Codes of individual traders (the second character
 * says so) carry a number of another kind there, whose check need not hold.
 */
export function organisationOf(uscc: string): string | null {
  const inner = uscc.slice(8, 17)
  return isValidOrganisationCode(inner) ? inner : null
}

/** Registering office, kind of organisation, and a region of the country: GB/T 2260's provinces, or 10 for the state. */
const FRAME = /^[1-9A-GNY][1-59A-G](?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}/

/** True when both the check of GB 32100 and that of the organisation code inside hold. */
export function holdsWhole(code: string): boolean {
  return isValidUscc(code) && organisationOf(code) !== null
}

/** What a cell of a code column holds. */
export function classifyCode(text: string): ClassifiedCode {
  const code = foldCode(text)
  if (isValidUscc(code)) return { kind: 'uscc', code, organisation: organisationOf(code) }
  if (code.length === 9)
    return isValidOrganisationCode(code)
      ? { kind: 'organisation', code, organisation: code }
      : { kind: 'broken', code, organisation: null }
  // Tax numbers before 2015: six digits of the region, then the organisation code.
  if (code.length === 15 && /^\d{6}/.test(code)) {
    const organisation = code.slice(6)
    return isValidOrganisationCode(organisation)
      ? { kind: 'tax', code, organisation }
      : { kind: 'broken', code, organisation: null }
  }
  return { kind: code.length >= 16 && code.length <= 20 ? 'broken' : 'other', code, organisation: null }
}

/** Capitals and digits that are mistaken for one another by eye and by scanners. */
const LOOK_ALIKES = ['0OQD', '1IL', '2Z', '5S', '6G', '8B', 'UVY']
const ALIKE = new Map(
  LOOK_ALIKES.flatMap((group) =>
    [...group].map((character) => [character, [...group].filter((other) => other !== character)] as const),
  ),
)

/** One edit that makes a code hold. */
export interface Repair {
  readonly code: string
  /** `lookAlike`: O for 0; `swap`: two neighbours; `missing` or `extra` character; `other`: any one character. */
  readonly edit: 'lookAlike' | 'swap' | 'missing' | 'extra' | 'other'
  /** Where, from 0, in the folded text. */
  readonly position: number
}

/**
 * All codes at one edit from the text for which both checks hold and that begin as codes do, likely edits first. A
 * substitution of any character meets both checks by chance once in 341, so most broken codes have one or two of the
 * 540: they come last.
 */
export function repairsOf(text: string): readonly Repair[] {
  const code = foldCode(text)
  if (holdsWhole(code)) return []
  const seen = new Set<string>([code])
  const found: Repair[] = []
  const attempt = (candidate: string, edit: Repair['edit'], position: number) => {
    if (seen.has(candidate)) return
    seen.add(candidate)
    if (FRAME.test(candidate) && holdsWhole(candidate)) found.push({ code: candidate, edit, position })
  }
  if (code.length === 18) {
    for (let i = 0; i < 18; i++)
      for (const other of ALIKE.get(code.charAt(i)) ?? [])
        attempt(code.slice(0, i) + other + code.slice(i + 1), 'lookAlike', i)
    for (let i = 0; i < 17; i++)
      attempt(code.slice(0, i) + code.charAt(i + 1) + code.charAt(i) + code.slice(i + 2), 'swap', i)
    for (let i = 0; i < 18; i++)
      for (const other of USCC_ALPHABET) attempt(code.slice(0, i) + other + code.slice(i + 1), 'other', i)
  }
  if (code.length === 19)
    for (let i = 0; i < 19; i++) attempt(code.slice(0, i) + code.slice(i + 1), 'extra', i)
  if (code.length === 17)
    for (let i = 0; i <= 17; i++)
      for (const other of USCC_ALPHABET) attempt(code.slice(0, i) + other + code.slice(i), 'missing', i)
  return found
}

/** Kinds of edit from the surest: a letter that no code may hold can only be the mistake. */
const RANKS: readonly ((repair: Repair, code: string) => boolean)[] = [
  ({ edit, position }, code) => edit === 'lookAlike' && !USCC_ALPHABET.includes(code.charAt(position)),
  ({ edit }) => edit === 'swap' || edit === 'missing' || edit === 'extra',
  ({ edit }) => edit === 'lookAlike',
  () => true,
]

/**
 * The one repair that can be proposed: the only one of the likeliest kind that has any. Undefined where the text holds
 * already, where nothing at one edit holds, or where several of that kind do.
 * @example proposeRepair('9135O100M000100Y43')?.code // '91350100M000100Y43'
 */
export function proposeRepair(text: string): Repair | undefined {
  const code = foldCode(text)
  const all = repairsOf(code)
  for (const rank of RANKS) {
    const found = all.filter((repair) => rank(repair, code))
    if (found.length > 0) return found.length === 1 ? found[0] : undefined
  }
  return undefined
}
