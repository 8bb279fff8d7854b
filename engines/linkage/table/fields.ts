/**
 * A column of a table, declared:
 * - `name`: a name or one word that people mistype (given name, surname, town)
 * - `phrase`: several words (address, occupation, full name)
 * - `date`: a day, as `YYYY-MM-DD` or `YYYYMMDD`
 * - `code`: a number or an address given by someone (identity number, postcode, e-mail, telephone)
 * - `category`: few values (gender, state)
 */
export interface Field {
  readonly name: string
  readonly kind: 'name' | 'phrase' | 'date' | 'code' | 'category'
  readonly values: readonly (string | null)[]
  /** Fields of one group may hold each other's values (given name and surname swapped). */
  readonly group?: string
}

/** Lower case, compatible forms as one, blanks as one. */
export function foldValue(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')
}

/** Words of a phrase, or parts of a code: runs of letters and digits. */
export function partsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Year, month and day of a date in digits, or null. */
export function dateParts(text: string): readonly [string, string, string] | null {
  const found = /^(\d{4})\D?(\d{2})\D?(\d{2})\b/.exec(text)
  return found ? [found[1]!, found[2]!, found[3]!] : null
}
