import { probabilityOf } from '#engines/linkage'
import type { PreparedRecord } from './prepare.ts'
import type { EnterpriseLinks, LinkWarning } from './types.ts'

/** Compared pairs by record number. */
export interface Pairs {
  readonly left: Int32Array
  readonly right: Int32Array
}

/** Of the pairs that were put together how many are right, and of the right ones how many were, by the weights. */
export function expectedOf(
  { left, right, weight }: Pairs & { readonly weight: Float32Array },
  identity: Int32Array,
  entity: Int32Array,
): EnterpriseLinks['expected'] {
  let joined = 0
  let rightlyJoined = 0
  let all = 0
  for (let i = 0; i < left.length; i++) {
    const x = identity[left[i]!]!
    const y = identity[right[i]!]!
    const known = x >= 0 && y >= 0
    const probability = known ? (x === y ? 1 : 0) : probabilityOf(weight[i]!)
    all += probability
    if (entity[left[i]!] !== entity[right[i]!]) continue
    joined++
    rightlyJoined += probability
  }
  if (joined === 0 || all === 0) return null
  return { precision: rightlyJoined / joined, recall: rightlyJoined / all }
}

/** At most so many keys are named. */
const WARNINGS = 50

const FIELD_OF_RULE: Readonly<Record<string, string>> = {
  code: 'uscc',
  organisation: 'uscc',
  phone: 'phone',
  place: 'address',
  personOnRoad: 'legalRep',
  personAndTrade: 'legalRep',
}

/** What is strange in the data; `times` says how many rows each record stands for. */
export function warn(
  records: readonly PreparedRecord[],
  times: Int32Array,
  dropped: readonly { readonly rule: string; readonly key: string; readonly rows: number }[],
  warnings: LinkWarning[],
): void {
  const shared = [...dropped].sort((a, b) => b.rows - a.rows).slice(0, WARNINGS)
  for (const { rule, key, rows } of shared)
    warnings.push({ code: 'keyShared', field: FIELD_OF_RULE[rule] ?? 'name', value: key, records: rows })
  const rowsWhere = (test: (record: PreparedRecord) => boolean) =>
    records.reduce((sum, record, row) => (test(record) ? sum + times[row]! : sum), 0)
  const broken = records.find(({ code }) => code?.kind === 'broken')
  if (broken)
    warnings.push({
      code: 'codeInvalid',
      field: 'uscc',
      // One of them, to look for.
      value: broken.code!.code,
      records: rowsWhere(({ code }) => code?.kind === 'broken'),
    })
  const empty = rowsWhere(
    ({ name, code, phone, person, address }) => !name && !code && !phone && !person && !address,
  )
  if (empty > 0) warnings.push({ code: 'rowEmpty', field: 'name', value: '', records: empty })
}
