import type { GoldenValue, RecordField } from '../../contract.ts'
import { dayOf, namesIn, sameKey, validCode } from './compare-value.ts'

/** What stands in an enterprise of the library, as texts. */
export interface LibraryText {
  readonly name: string
  readonly uscc: string | null
  readonly legalRep: string | null
  readonly address: string | null
  readonly established: string | null
  readonly formerNames: readonly string[]
}

/** A field that a golden record changes in the library's enterprise. */
export interface FieldWrite {
  readonly field: 'name' | 'uscc' | 'legalRep' | 'address' | 'established' | 'formerNames'
  readonly value: string | readonly string[] | null
  /** Source of the value; `library` when the enterprise gets back what it said before. */
  readonly source: string
}

/** Fields with one value; former names are a list of their own. */
const SINGLE = ['name', 'uscc', 'legalRep', 'address', 'established'] as const

/** A golden value as the library takes it; undefined where it does not. `today` is a civil date. */
function forLibrary(field: RecordField, value: string, today: string): string | undefined {
  if (field === 'uscc') return validCode(value)
  if (field !== 'established') return value
  const day = dayOf(value)
  return day !== undefined && day <= today ? day : undefined
}

/**
 * What has to be written into an enterprise so that it says what its golden record says. Spellings of the same value are
 * left as they are, a name is never taken away, what a person typed is never touched, and the name that gives way to
 * another stays as a former one.
 *
 * @param echoed fields whose present value fusion wrote itself; without support they go back to what was before
 * @param before what stood in those fields before
 */
export function writesFor(
  golden: readonly GoldenValue[],
  library: LibraryText,
  rules: {
    readonly typed: ReadonlySet<RecordField>
    readonly echoed: ReadonlySet<RecordField>
    readonly before: Partial<Record<RecordField, string | null>>
    readonly today: string
  },
): FieldWrite[] {
  const values = new Map(golden.map((value) => [value.field, value]))
  const writes: FieldWrite[] = []
  for (const field of SINGLE) {
    if (rules.typed.has(field)) continue
    const survived = values.get(field)
    const wanted =
      survived?.value === null || survived?.value === undefined
        ? undefined
        : forLibrary(field, survived.value, rules.today)
    const present = library[field]
    if (wanted === undefined) {
      const back = rules.before[field] ?? null
      if (rules.echoed.has(field) && field !== 'name' && back !== present)
        writes.push({ field, value: back, source: 'library' })
      continue
    }
    if (present !== null && present !== '' && sameKey(field, present) === sameKey(field, wanted)) continue
    writes.push({ field, value: wanted, source: survived!.source ?? 'library' })
  }
  const former = formerNames(values.get('formerNames'), library, writes, rules)
  if (former) writes.push(former)
  return writes
}

function formerNames(
  golden: GoldenValue | undefined,
  library: LibraryText,
  writes: readonly FieldWrite[],
  { typed, echoed }: { readonly typed: ReadonlySet<RecordField>; readonly echoed: ReadonlySet<RecordField> },
): FieldWrite | undefined {
  if (typed.has('formerNames')) return undefined
  const renamed = writes.find(({ field }) => field === 'name')
  const current = String(renamed?.value ?? library.name)
  const gaveWay = renamed && library.name !== '' && !echoed.has('name') ? [library.name] : []
  const wanted = new Map<string, string>()
  for (const name of [...namesIn(golden?.value), ...gaveWay]) {
    const key = sameKey('name', name)
    if (key !== sameKey('name', current) && !wanted.has(key)) wanted.set(key, name)
  }
  const keys = (names: Iterable<string>) =>
    [...names]
      .map((name) => sameKey('name', name))
      .sort()
      .join('\n')
  if (keys(wanted.values()) === keys(library.formerNames)) return undefined
  return {
    field: 'formerNames',
    value: [...wanted.values()],
    source: golden?.source ?? renamed?.source ?? 'library',
  }
}
