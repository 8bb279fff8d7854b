import { orgCheckChar, USCC_ALPHABET, usccCheckChar } from '#engines/identifiers'

/** Department Y (others) with category 9: both characters exist, the pair is not in the tables of GB 32100. */
export const SYNTHETIC_PREFIX = 'Y9'
/** All organisation codes of the synthetic city begin so (xuni 虚拟: invented). */
export const SYNTHETIC_BODY = 'XN'

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
