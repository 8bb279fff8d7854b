import { foldText } from '#engines/company-names'

/** The digits of a telephone number without country code and extension; null when there are too few to tell firms apart. */
export function phoneOf(text: string | null): string | null {
  if (text === null) return null
  const [first = ''] = text.normalize('NFKC').split(/[;,、/|]|转|EXT|ext/)
  let digits = first.replace(/\D+/g, '')
  if (/^(?:0086|86)/.test(digits) && digits.length > 11) digits = digits.replace(/^(?:0086|86)/, '')
  digits = digits.replace(/^0+/, '')
  return digits.length < 7 ? null : digits
}

/** A person's name without blanks and titles; null when there is none. */
export function personOf(text: string | null): string | null {
  if (text === null) return null
  const name = foldText(text).replace(/(?:先生|女士|\(.*\))$/, '')
  return name === '' ? null : name
}

/** A date in any usual writing as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null when it has no year. */
export function dateOf(text: string | null): string | null {
  if (text === null) return null
  const plain = text.normalize('NFKC').trim()
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const parts = packed ?? /(\d{4})(?:\D+(\d{1,2}))?(?:\D+(\d{1,2}))?/.exec(plain)
  if (!parts) return null
  return [parts[1]!, parts[2], parts[3]]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-')
}

/** True when two digit strings of one length differ by one digit or by two neighbours swapped. */
export function oneSlip(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  const at: number[] = []
  for (let i = 0; i < left.length && at.length < 3; i++) if (left[i] !== right[i]) at.push(i)
  if (at.length === 1) return true
  const [i = 0, j = 0] = at
  return at.length === 2 && j === i + 1 && left[i] === right[j] && left[j] === right[i]
}

/** True when one edit (a character changed, added, missing, or two neighbours swapped) makes one text the other. */
export function oneEdit(left: string, right: string): boolean {
  if (left.length === right.length) return oneSlip(left, right)
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  if (long.length !== short.length + 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(at) === long.slice(at + 1)
}
