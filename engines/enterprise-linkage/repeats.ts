import type { EnterpriseRecord, LinkOptions } from './types.ts'

/** Rows that repeat another one, told once. */
export interface Repeats {
  /** Row numbers of the records that are not repeats. */
  readonly kept: Int32Array
  /** For each row the position in `kept` of the row it repeats, or its own. */
  readonly positionOf: Int32Array
}

/**
 * Rows that say the same in every field are one enterprise: a table pasted ten thousand times must not make ten thousand
 * firms, nor fifty million pairs. Rows that say little more than a name may be two firms', and rows that people decided
 * about stand for themselves.
 */
export function findRepeats(
  records: readonly EnterpriseRecord[],
  { together = [], apart = [] }: LinkOptions,
): Repeats {
  const decided = new Set([...together, ...apart].flat())
  const first = new Map<string, number>()
  const kept: number[] = []
  const positionOf = Int32Array.from(records, (record, row) => {
    const key = decided.has(row) ? undefined : contentOf(record)
    const known = key === undefined ? undefined : first.get(key)
    if (known !== undefined) return known
    const position = kept.push(row) - 1
    if (key !== undefined) first.set(key, position)
    return position
  })
  return { kept: Int32Array.from(kept), positionOf }
}

function contentOf(record: EnterpriseRecord): string | undefined {
  const { name, uscc, legalRep, phone, address, city, established, formerNames } = record
  if (!name || !(uscc || legalRep || phone || address)) return undefined
  const fields = [name, uscc, legalRep, phone, address, city, established, ...(formerNames ?? [])]
  return fields.map((text) => text?.trim() ?? '').join('\u0000')
}
