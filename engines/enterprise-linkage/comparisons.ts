import { within, wordLevel } from '#engines/company-names'
import type { Comparison } from '#engines/linkage'
import type { Shares } from './frequencies.ts'
import { NAME_LEVELS, nameLevel } from './name-level.ts'
import type { PreparedRecord } from './prepare.ts'
import { oneEdit, oneSlip } from './values.ts'

const CORE = NAME_LEVELS.indexOf('sameCore')
const SIBLING = NAME_LEVELS.indexOf('sibling')

/** The comparisons of two enterprise records, over a growing list of prepared records. */
export function enterpriseComparisons(records: readonly PreparedRecord[], shares: Shares): Comparison[] {
  const pair =
    (compare: (left: PreparedRecord, right: PreparedRecord) => number) => (left: number, right: number) =>
      compare(records[left]!, records[right]!)
  return [
    {
      name: 'name',
      levels: NAME_LEVELS,
      compare: pair((a, b) => (a.name && b.name ? bestName(a, b) : -1)),
      frequency: (level, left) => {
        const { name } = records[left]!
        if (!name || level <= SIBLING) return 0
        return level >= CORE ? shares.core(name.core) : shares.trade(name.trade)
      },
    },
    {
      name: 'region',
      levels: ['differs', 'same'],
      compare: pair((a, b) => (a.region && b.region ? (within(a.region, b.region) ? 1 : 0) : -1)),
    },
    { name: 'branch', levels: ['differs', 'oneOnly', 'neither', 'same'], compare: pair(branchLevel) },
    {
      name: 'form',
      levels: ['differs', 'loose', 'same'],
      compare: pair(formLevel),
    },
    { name: 'code', levels: ['differs', 'near', 'same'], compare: pair(codeLevel) },
    {
      name: 'phone',
      levels: ['differs', 'slip', 'same'],
      compare: pair((a, b) =>
        a.phone === null || b.phone === null
          ? -1
          : a.phone === b.phone
            ? 2
            : oneSlip(a.phone, b.phone)
              ? 1
              : 0,
      ),
      frequency: (level, left) => (level === 2 ? shares.phone(records[left]!.phone!) : 0),
    },
    {
      name: 'person',
      levels: ['differs', 'alike', 'same'],
      compare: pair((a, b) => {
        if (a.person === null || b.person === null) return -1
        const level = wordLevel(a.person, b.person)
        return level === 3 ? 2 : level >= 1 ? 1 : 0
      }),
      frequency: (level, left) => (level === 2 ? shares.person(records[left]!.person!) : 0),
    },
    {
      name: 'address',
      levels: ['differs', 'sameDistrict', 'sameRoad', 'sameNumber'],
      compare: pair(addressLevel),
    },
    {
      name: 'established',
      levels: ['differs', 'near', 'same'],
      compare: pair((a, b) => {
        if (a.established === null || b.established === null) return -1
        if (a.established === b.established) return 2
        return a.established.startsWith(b.established) || b.established.startsWith(a.established) ? 1 : 0
      }),
    },
  ]
}

function bestName(a: PreparedRecord, b: PreparedRecord): number {
  let best = nameLevel(a.name!, b.name!)
  for (const former of a.former) best = Math.max(best, nameLevel(former, b.name!))
  for (const former of b.former) best = Math.max(best, nameLevel(a.name!, former))
  return best
}

function branchLevel({ name: a }: PreparedRecord, { name: b }: PreparedRecord): number {
  if (!a || !b) return -1
  if (a.branch === null && b.branch === null) return 2
  if (a.branch === null || b.branch === null) return 1
  // One of them may name no place, or name it short: 渝北 and 渝北区.
  if (a.branch.startsWith(b.branch) || b.branch.startsWith(a.branch)) return 3
  return wordLevel(a.branch, b.branch) >= 2 ? 3 : 0
}

/** A joint-stock company is as often called plainly limited, and the word for group left out. */
function formLevel({ name: a }: PreparedRecord, { name: b }: PreparedRecord): number {
  if (!a?.form || !b?.form || a.script !== b.script) return -1
  if (a.form === b.form && a.group === b.group) return 2
  const plain = (form: string) => form === 'limited' || form === 'company'
  return plain(a.form) || plain(b.form) || a.form === b.form ? 1 : 0
}

function codeLevel(
  { code: a, repaired: x }: PreparedRecord,
  { code: b, repaired: y }: PreparedRecord,
): number {
  // Two codes that hold decide by themselves, they need no weight.
  if (a?.kind === 'uscc' && b?.kind === 'uscc') return -1
  if (!a || !b || a.kind === 'other' || b.kind === 'other') return -1
  if (a.code === b.code) return 2
  if (a.organisation !== null && a.organisation === b.organisation) return 2
  if ((x !== null && (x === b.code || x === y)) || (y !== null && y === a.code)) return 2
  if ((a.kind === 'broken' || b.kind === 'broken') && oneEdit(a.code, b.code)) return 1
  return 0
}

function addressLevel({ address: a }: PreparedRecord, { address: b }: PreparedRecord): number {
  if (!a || !b) return -1
  if (a.folded === b.folded) return a.number === '' ? 2 : 3
  if (a.district !== '' && b.district !== '' && a.district !== b.district) return 0
  if (a.road !== b.road) return a.district === '' || b.district === '' ? 0 : 1
  if (a.number === '' || b.number === '') return 2
  return a.number === b.number ? 3 : 1
}
