import { daysBetween } from '#kernel/core'
import { type GoldenValue, RECORD_FIELDS, type RecordField } from '../../contract.ts'
import { completeness, namesIn, sameKey, saysLess, validCode } from './compare-value.ts'

/** A record as it speaks of its entity. */
export interface Witness {
  readonly recordId: string
  readonly source: string
  /** Trust in the source, field by field where it differs, 0 to 1. */
  readonly trust: number
  readonly fieldTrust: Partial<Record<RecordField, number>>
  /** Civil date on which the source said so; unknown counts as half a half-life old. */
  readonly observedOn: string | null
  readonly fields: Partial<Record<RecordField, string>>
  /** Names that the same row of the source had before, oldest first. */
  readonly pastNames?: readonly string[]
  /** Fields that a person typed into the library: they survive whatever else is said. */
  readonly typed?: ReadonlySet<RecordField>
  /** Fields that only repeat what fusion wrote into the library: no testimony of their own. */
  readonly silent?: ReadonlySet<RecordField>
}

/** What survives of an entity's records. */
export interface Golden {
  readonly values: readonly GoldenValue[]
  /** Mean confidence of the fields that have a value; 0 without any. */
  readonly confidence: number
}

/** Years after which a value counts half; fields that do not change with time are not listed. */
const HALF_LIFE_YEARS: Partial<Record<RecordField, number>> = {
  name: 8,
  legalRep: 3,
  phone: 2,
  address: 4,
}
const DAYS_A_YEAR = 365.25
/** Old testimony is still better than none. */
const LEAST_AGE_FACTOR = 0.2
/** Only sources of this trust in names tell of a renaming; others misspell. */
export const NAMES_RENAMINGS = 0.85

/** A value as one record gives it. */
interface Said {
  readonly value: string
  readonly key: string
  readonly witness: Witness
  /** Trust, age and completeness in one, 0 to 1. */
  readonly weight: number
  readonly typed: boolean
}

/**
 * The surviving value of every field, by trust in the source (the field's own first), age, completeness and agreement:
 * the records of one value support it as independent witnesses, 1 - Π(1 - weight), where only the best record of each
 * source counts. A credit code that fails its check never survives over one that holds; a value typed by a person
 * survives always. `today` is a civil date.
 */
export function goldenOf(witnesses: readonly Witness[], today: string): Golden {
  const values = RECORD_FIELDS.filter((field) => field !== 'formerNames').map((field) =>
    survivor(field, witnesses, today),
  )
  values.push(formerNames(witnesses, values[0]!, today))
  const known = values.filter(({ value, field }) => value !== null && field !== 'formerNames')
  const confidence = known.reduce((sum, { confidence: c }) => sum + (c ?? 0), 0) / Math.max(1, known.length)
  return { values, confidence: round(confidence) }
}

function survivor(field: RecordField, witnesses: readonly Witness[], today: string): GoldenValue {
  let said = witnesses.flatMap((witness) => sayingOf(field, witness, today))
  if (field === 'uscc' && said.some(({ value }) => validCode(value))) {
    const failed = said.filter(({ value }) => !validCode(value))
    said = said.filter(({ value }) => validCode(value))
    return chosen(field, said, failed)
  }
  return chosen(field, said, [])
}

function sayingOf(field: RecordField, witness: Witness, today: string): Said[] {
  const value = witness.fields[field]?.trim()
  if (!value || witness.silent?.has(field)) return []
  const trust = witness.fieldTrust[field] ?? witness.trust
  const weight = trust * ageFactor(field, witness.observedOn, today) * completeness(field, value)
  return [
    {
      value,
      key: sameKey(field, value),
      witness,
      weight: Math.min(0.999, Math.max(0.001, weight)),
      typed: witness.typed?.has(field) ?? false,
    },
  ]
}

/** How much a value still counts at its age. */
export function ageFactor(field: RecordField, observedOn: string | null, today: string): number {
  const halfLife = HALF_LIFE_YEARS[field]
  if (halfLife === undefined) return 1
  const years = observedOn === null ? halfLife / 2 : Math.max(0, daysBetween(observedOn, today)) / DAYS_A_YEAR
  return Math.max(LEAST_AGE_FACTOR, 0.5 ** (years / halfLife))
}

function chosen(field: RecordField, said: readonly Said[], failed: readonly Said[]): GoldenValue {
  const groups = new Map<string, Said[]>()
  for (const one of said) groups.set(one.key, [...(groups.get(one.key) ?? []), one])
  const ranked = [...groups.values()]
    .map((group) => ({
      best: group.reduce(better),
      support: supportOf(group),
      typed: group.some((s) => s.typed),
    }))
    .sort(
      (a, b) =>
        Number(b.typed) - Number(a.typed) ||
        b.support - a.support ||
        (better(a.best, b.best) === a.best ? -1 : 1),
    )
  const first = ranked[0]
  if (!first)
    return {
      field,
      value: null,
      recordId: null,
      source: null,
      observedOn: null,
      confidence: null,
      others: [],
    }
  const rivals = ranked.filter((group) => group === first || !saysLess(field, first.best.key, group.best.key))
  const total = rivals.reduce((sum, { support }) => sum + support, 0)
  const { best } = first
  return {
    field,
    value: best.value,
    recordId: best.witness.recordId,
    source: best.witness.source,
    observedOn: best.witness.observedOn,
    confidence: round((first.support * first.support) / total),
    others: [...said, ...failed]
      .filter((one) => one !== best && one.value !== best.value)
      .sort((a, b) => b.weight - a.weight || (a.witness.recordId < b.witness.recordId ? -1 : 1))
      .map(({ value, witness }) => ({ value, source: witness.source, recordId: witness.recordId })),
  }
}

/** The one that stands for a value or wins a draw: typed, heavier, newer, longer, then by its number. */
function better(a: Said, b: Said): Said {
  if (a.typed !== b.typed) return a.typed ? a : b
  if (a.weight !== b.weight) return a.weight > b.weight ? a : b
  const [left, right] = [a.witness.observedOn ?? '', b.witness.observedOn ?? '']
  if (left !== right) return left > right ? a : b
  if (a.value.length !== b.value.length) return a.value.length > b.value.length ? a : b
  return a.witness.recordId <= b.witness.recordId ? a : b
}

/** Support of a value: its sources as independent witnesses, each by its best record. */
function supportOf(group: readonly Said[]): number {
  const bySource = new Map<string, number>()
  for (const { witness, weight } of group)
    bySource.set(witness.source, Math.max(weight, bySource.get(witness.source) ?? 0))
  let doubt = 1
  for (const weight of bySource.values()) doubt *= 1 - weight
  return 1 - doubt
}

/**
 * Former names: those that sources tell as such, those that a row had before it was loaded anew, and names in trusted
 * sources that were observed before the one that survives.
 */
function formerNames(witnesses: readonly Witness[], name: GoldenValue, today: string): GoldenValue {
  const current = name.value === null ? '' : sameKey('name', name.value)
  const found = new Map<string, { value: string; witness: Witness }>()
  const note = (value: string, witness: Witness) => {
    const key = sameKey('name', value)
    if (key !== current && !found.has(key)) found.set(key, { value, witness })
  }
  for (const witness of witnesses) {
    if (!witness.silent?.has('formerNames'))
      for (const value of namesIn(witness.fields.formerNames)) note(value, witness)
    const own = witness.fields.name?.trim()
    if ((witness.fieldTrust.name ?? witness.trust) < NAMES_RENAMINGS) continue
    for (const value of witness.pastNames ?? []) note(value, witness)
    const before = (witness.observedOn ?? '') < (name.observedOn ?? today)
    if (own && before && !witness.silent?.has('name')) note(own, witness)
  }
  const all = [...found.values()]
  const first = all[0]
  return {
    field: 'formerNames',
    value: all.length > 0 ? all.map(({ value }) => value).join('、') : null,
    recordId: first?.witness.recordId ?? null,
    source: first?.witness.source ?? null,
    observedOn: first?.witness.observedOn ?? null,
    confidence: null,
    others: [],
  }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
