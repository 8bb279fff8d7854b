import { type FusionRecord, type PairComparison, RECORD_FIELDS, type RecordField } from '../../../contract.ts'

type Weighed = Pick<PairComparison, 'fields' | 'prior'>

/** A bar to the right (speaks for one enterprise), to the left (against), or none. */
export interface WeightBar {
  readonly side: 'for' | 'against' | 'none'
  /** Share of the half width, 0 to 1. */
  readonly share: number
}

/** Below this a weight says nothing, in bits. */
const SILENT_BITS = 0.05

/** The largest weight of a comparison in bits, the prior among them; at least 1, so that small weights stay small bars. */
export function largestWeight({ fields, prior }: Weighed): number {
  return Math.max(1, Math.abs(prior), ...fields.map(({ weight }) => Math.abs(weight)))
}

/** How a weight in bits is drawn beside the largest one. */
export function barOf(weight: number, largest: number): WeightBar {
  if (!Number.isFinite(weight) || Math.abs(weight) < SILENT_BITS) return { side: 'none', share: 0 }
  return { side: weight > 0 ? 'for' : 'against', share: Math.min(1, Math.abs(weight) / largest) }
}

/** How many times likelier a pair is one enterprise than not, by a weight in bits; 2 to the power of the weight. */
export function timesLikelier(weight: number): number {
  return 2 ** Math.abs(weight)
}

/** The field of a record that a comparison is about; some comparisons are about a part of the name. */
const FIELD_OF: Readonly<Record<string, RecordField>> = {
  name: 'name',
  code: 'uscc',
  phone: 'phone',
  person: 'legalRep',
  address: 'address',
  established: 'established',
}

/** Fields that a record has and no comparison shows, such as former names. */
export function fieldsLeft(
  left: Pick<FusionRecord, 'fields'>,
  right: Pick<FusionRecord, 'fields'>,
  compared: PairComparison['fields'],
): RecordField[] {
  const shown = new Set(compared.map(({ comparison }) => FIELD_OF[comparison] ?? comparison))
  return RECORD_FIELDS.filter((field) => !shown.has(field) && (left.fields[field] || right.fields[field]))
}
