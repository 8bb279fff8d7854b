/** GB 32100-2015: digits and capitals without I, O, S, V and Z. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const USCC_WEIGHTS = Array.from({ length: 17 }, (_, position) => 3 ** position % 31)
const VALUE_OF = new Map([...USCC_ALPHABET].map((character, value) => [character, value]))

/** Check character of an organisation code (GB 11714-1997) of 8 characters 0-9A-Z; throws RangeError on others. */
export function orgCheckChar(body: string): string {
  if (!/^[0-9A-Z]{8}$/.test(body)) throw new RangeError(`'${body}' is not 8 characters 0-9A-Z`)
  let sum = 0
  for (let i = 0; i < 8; i++) sum += Number.parseInt(body.charAt(i), 36) * (ORG_WEIGHTS[i] ?? 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Check character of a unified social credit code (GB 32100-2015) from its first 17 characters. */
export function usccCheckChar(first17: string): string {
  if (first17.length !== 17) throw new RangeError(`'${first17}' is not 17 characters`)
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const value = VALUE_OF.get(first17.charAt(i))
    if (value === undefined)
      throw new RangeError(`'${first17.charAt(i)}' is outside the alphabet of GB 32100`)
    sum += value * (USCC_WEIGHTS[i] ?? 0)
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** What is wrong with a credit code: its form, its check character, or nothing. */
export function usccFault(code: string): 'form' | 'check' | undefined {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return 'form'
  return usccCheckChar(code.slice(0, 17)) === code.charAt(17) ? undefined : 'check'
}

/** True when the 18 characters are of the alphabet and the last one is right. */
export function isValidUscc(code: string): boolean {
  return usccFault(code) === undefined
}
