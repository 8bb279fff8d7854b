import type { PreparedRecord } from './prepare.ts'
import type { LinkWarning } from './types.ts'

/** A code under more different trade names than this is not taken as one firm's: somebody filled a column with it. */
const NAMES_OF_ONE = 4

/**
 * The code that decides, as a number for each record, or -1: a credit code that holds, unless it is on many names. Of a
 * code on many names only the word of an anchor source is taken, where it names one firm.
 */
export function identitiesOf(
  records: readonly PreparedRecord[],
  anchors: ReadonlySet<string>,
  warnings: LinkWarning[],
): Int32Array {
  const rowsOf = new Map<string, number[]>()
  records.forEach(({ code }, row) => {
    if (code?.kind !== 'uscc') return
    const rows = rowsOf.get(code.code)
    if (rows) rows.push(row)
    else rowsOf.set(code.code, [row])
  })
  const identity = new Int32Array(records.length).fill(-1)
  let number = 0
  for (const [code, rows] of rowsOf) {
    if (namesOf(records, rows) <= NAMES_OF_ONE) {
      for (const row of rows) identity[row] = number
      number++
      continue
    }
    warnings.push({ code: 'codeShared', field: 'uscc', value: code, records: rows.length })
    const sure = rows.filter((row) => anchors.has(records[row]!.record.source))
    if (sure.length === 0 || namesOf(records, sure) > 1) continue
    for (const row of sure) identity[row] = number
    number++
  }
  return identity
}

function namesOf(records: readonly PreparedRecord[], rows: readonly number[]): number {
  const sounds = new Set<string>()
  for (const row of rows) {
    sounds.add(records[row]!.sound)
    if (sounds.size > NAMES_OF_ONE) break
  }
  return sounds.size
}
