import { chanceOfAgreement, encodeColumn } from '#engines/linkage'
import type { PreparedRecord } from './prepare.ts'
import type { Frequencies } from './types.ts'

/** Values above this many times the chance of agreeing are kept; agreement on the others has the usual weight. */
const COMMON = 2

/** Counts the values whose frequency matters. */
export function frequenciesOf(records: readonly PreparedRecord[]): Frequencies {
  const column = (value: (record: PreparedRecord) => string | null) => {
    const encoded = encodeColumn(records.map(value))
    const chance = chanceOfAgreement(encoded)
    const common = encoded.values.flatMap((text, i): [string, number][] => {
      const share = encoded.counts[i]! / encoded.filled
      return share > COMMON * chance ? [[text, share]] : []
    })
    return { chance, common }
  }
  return {
    trade: column(({ name }) => name?.trade ?? null),
    core: column(({ name }) => name?.core ?? null),
    phone: column(({ phone }) => phone),
    person: column(({ person }) => person),
  }
}

/** How common a value is, as a share of the records that have one. */
export type Shares = Readonly<Record<keyof Frequencies, (value: string) => number>>

export function sharesOf(frequencies: Frequencies): Shares {
  const lookup = ({ chance, common }: Frequencies['trade']) => {
    const shares = new Map(common)
    return (value: string) => shares.get(value) ?? chance
  }
  return {
    trade: lookup(frequencies.trade),
    core: lookup(frequencies.core),
    phone: lookup(frequencies.phone),
    person: lookup(frequencies.person),
  }
}

/** By comparison the chance of agreeing to which a shared value is held. */
export function agreementOf(frequencies: Frequencies, comparison: string): number {
  if (comparison === 'name') return frequencies.trade.chance
  if (comparison === 'phone') return frequencies.phone.chance
  return comparison === 'person' ? frequencies.person.chance : 0
}
