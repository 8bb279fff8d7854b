import { type FusionSource, RECORD_FIELDS, type RecordField } from '../../../contract.ts'

/** What a code of a source looks like, as the contract has it. */
export const CODE_FORM = /^[a-z][a-z0-9_]{1,39}$/

/** A source as its form holds it: trust in whole percent, fields without trust of their own empty. */
export interface SourceValues {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly trust: number
  readonly anchor: boolean
  readonly fieldTrust: Readonly<Partial<Record<RecordField, number | null>>>
}

/** Trust of a source that nobody has judged yet, in percent. */
const MIDDLING = 50

const toPercent = (share: number) => Math.round(share * 100)

/** The form's values of a source, or of a new one. */
export function formOf(source: FusionSource | undefined): SourceValues {
  if (!source) return { code: '', nameZh: '', nameEn: '', trust: MIDDLING, anchor: false, fieldTrust: {} }
  const { code, nameZh, nameEn, trust, anchor, fieldTrust } = source
  return {
    code,
    nameZh,
    nameEn,
    trust: toPercent(trust),
    anchor,
    fieldTrust: Object.fromEntries(
      Object.entries(fieldTrust).map(([field, share]) => [field, toPercent(share)]),
    ),
  }
}

/** The source that a form describes, as it is sent; trust as shares from 0 to 1. */
export function sourceOf(values: SourceValues): Omit<FusionSource, 'code' | 'records'> {
  const fieldTrust: Partial<Record<RecordField, number>> = {}
  for (const field of RECORD_FIELDS) {
    const percent = values.fieldTrust[field]
    if (typeof percent === 'number') fieldTrust[field] = percent / 100
  }
  return {
    nameZh: values.nameZh.trim(),
    nameEn: values.nameEn.trim(),
    trust: values.trust / 100,
    anchor: values.anchor,
    fieldTrust,
  }
}
