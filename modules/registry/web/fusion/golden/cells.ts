import {
  type FusionEntity,
  type FusionRecord,
  type GoldenValue,
  RECORD_FIELDS,
  type RecordField,
} from '../../../contract.ts'

/** How a record's value stands to the golden one: it is the one, it agrees, it says otherwise, or there is none. */
export type CellState = 'golden' | 'agrees' | 'other' | 'none'

type Golden = Pick<GoldenValue, 'field' | 'value' | 'recordId' | 'others'>

/** How what a record says in one field stands to the golden value. */
export function cellStateOf(record: Pick<FusionRecord, 'id' | 'fields'>, golden: Golden): CellState {
  const value = record.fields[golden.field]
  if (!value) return 'none'
  if (golden.recordId === record.id) return 'golden'
  if (golden.others.some(({ recordId }) => recordId === record.id)) return 'other'
  // A value that the server does not count among the others was seen as the same, however it is written.
  return 'agrees'
}

/** Fields that any record of an entity fills, in their usual order, each with its golden value. */
export function filledFields(entity: Pick<FusionEntity, 'golden' | 'members'>): readonly GoldenValue[] {
  const byField = new Map(entity.golden.map((golden) => [golden.field, golden]))
  return RECORD_FIELDS.flatMap((field) => {
    const golden = byField.get(field)
    const seen = golden?.value || entity.members.some(({ fields }) => fields[field])
    return seen ? [golden ?? emptyGolden(field)] : []
  })
}

function emptyGolden(field: RecordField): GoldenValue {
  return {
    field,
    value: null,
    recordId: null,
    source: null,
    observedOn: null,
    confidence: null,
    others: [],
  }
}

/** One other value, and the sources that say it. */
export interface OtherValue {
  readonly value: string
  readonly sources: readonly string[]
  /** A record that says it, to compare with. */
  readonly recordId: string
}

/** The other values of a field, each once, those that most records say first. */
export function otherValues({ others }: Pick<GoldenValue, 'others'>): OtherValue[] {
  const byValue = new Map<string, { value: string; sources: string[]; recordId: string; count: number }>()
  for (const { value, source, recordId } of others) {
    const known = byValue.get(value) ?? { value, sources: [], recordId, count: 0 }
    if (!known.sources.includes(source)) known.sources.push(source)
    known.count += 1
    byValue.set(value, known)
  }
  return [...byValue.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ value, sources, recordId }) => ({ value, sources, recordId }))
}

/** Why chosen records cannot be taken out of an entity, or undefined when they can. */
export function splitFault(chosen: number, members: number): 'none' | 'all' | undefined {
  if (chosen === 0) return 'none'
  return chosen >= members ? 'all' : undefined
}
