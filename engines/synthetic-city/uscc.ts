/** GB 32100-2015: digits and capitals without I, O, S, V and Z. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const USCC_WEIGHTS = Array.from({ length: 17 }, (_, i) => 3 ** i % 31)
const VALUE = new Map([...USCC_ALPHABET].map((char, value) => [char, value]))

/** Department Y (others) with category 9: both characters exist, the pair is not in the tables of GB 32100. */
export const SYNTHETIC_PREFIX = 'Y9'
/** All organisation codes of the synthetic city begin so (xuni 虚拟: invented). */
export const SYNTHETIC_BODY = 'XN'

/** Check character of an organisation code (GB 11714-1997) of 8 characters 0-9A-Z. */
export function orgCheckChar(body: string): string {
  if (!/^[0-9A-Z]{8}$/.test(body)) throw new RangeError(`orgCheckChar: '${body}' is not 8 characters 0-9A-Z`)
  let sum = 0
  for (let i = 0; i < 8; i += 1) sum += Number.parseInt(body.charAt(i), 36) * (ORG_WEIGHTS[i] ?? 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Check character of a unified social credit code (GB 32100-2015) from its first 17 characters. */
export function usccCheckChar(first17: string): string {
  if (first17.length !== 17) throw new RangeError(`usccCheckChar: '${first17}' is not 17 characters`)
  let sum = 0
  for (let i = 0; i < 17; i += 1) {
    const value = VALUE.get(first17.charAt(i))
    if (value === undefined)
      throw new RangeError(`usccCheckChar: '${first17.charAt(i)}' is outside the alphabet`)
    sum += value * (USCC_WEIGHTS[i] ?? 0)
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** True when the 18 characters are of the alphabet and the last one is right. */
export function isValidUscc(code: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code) && usccCheckChar(code.slice(0, 17)) === code.charAt(17)
}

const BODY_SPACE = 31 ** 6
// Any multiplier that 31 does not divide makes a permutation of the numbers below 31^6.
const MULTIPLIER = 482_711

/** The code of the synthetic enterprise `index`: unique per city for every index below 31^6, right in both checks. */
export function syntheticUscc(seed: number, index: number, regionCode: string): string {
  let rest = (index * MULTIPLIER + seed) % BODY_SPACE
  let body = ''
  for (let i = 0; i < 6; i += 1) {
    body = USCC_ALPHABET.charAt(rest % 31) + body
    rest = Math.floor(rest / 31)
  }
  const org = SYNTHETIC_BODY + body
  const first17 = `${SYNTHETIC_PREFIX}${regionCode}${org}${orgCheckChar(org)}`
  return first17 + usccCheckChar(first17)
}
