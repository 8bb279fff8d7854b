import { nameKey } from '../../domain/name-key.ts'
import type { FirmKeys } from './candidate.ts'

/** An enterprise of the library, as far as a row has to know it. */
export interface KnownFirm {
  readonly id: string
  readonly uscc: string | null
  readonly name: string
  readonly nameKey: string
  readonly formerNames: readonly string[]
  readonly district: string | null
  readonly version: number
  /** Its fields in the contract's words; only read for the enterprise table. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Enterprises that a row may speak of. */
export interface Matches {
  byUscc(uscc: string): KnownFirm | undefined
  byName(key: string): readonly KnownFirm[]
  byId(id: string): KnownFirm | undefined
}

/** Why a person has to look at a row. */
export type DoubtReason = 'nameDiffers' | 'codeDiffers' | 'nameSeveral' | 'nameTwiceInFile'

export type Identity =
  | { readonly kind: 'known'; readonly firm: KnownFirm }
  | { readonly kind: 'new' }
  | { readonly kind: 'doubtful'; readonly reason: DoubtReason; readonly candidates: readonly KnownFirm[] }

/**
 * Which enterprise of the library a row speaks of. The credit code decides, then the exact name (folded, see name-key):
 * whatever contradicts itself is left to a person. A firm known by name only takes the code that the row brings.
 */
export function identify(keys: FirmKeys, matches: Matches): Identity {
  const byCode = keys.uscc === null ? undefined : matches.byUscc(keys.uscc)
  const named = keys.nameKey === null ? [] : matches.byName(keys.nameKey)
  if (byCode) {
    if (keys.nameKey === null || keys.nameKey === byCode.nameKey || wasCalled(byCode, keys.nameKey))
      return { kind: 'known', firm: byCode }
    const others = named.filter((firm) => firm.id !== byCode.id)
    return { kind: 'doubtful', reason: 'nameDiffers', candidates: [byCode, ...others] }
  }
  if (named.length === 0) return { kind: 'new' }
  if (named.length > 1) return { kind: 'doubtful', reason: 'nameSeveral', candidates: named }
  const firm = named[0]!
  if (keys.uscc !== null && firm.uscc !== null)
    return { kind: 'doubtful', reason: 'codeDiffers', candidates: [firm] }
  return { kind: 'known', firm }
}

function wasCalled(firm: KnownFirm, key: string): boolean {
  return firm.formerNames.some((name) => nameKey(name) === key)
}
