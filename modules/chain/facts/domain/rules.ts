import type { FieldFault } from '#kernel/core'

/** The values of a relation that are held against each other. */
export interface Checked {
  readonly supplierId: string
  readonly buyerId: string
  readonly quantity: number | null
  readonly unit: string | null
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly observedOn: string
}

/** What cannot be: the field, its value and the rule. */
export function faultsOf(of: Checked, today: string): FieldFault[] {
  const { quantity, unit, validFrom, validUntil, observedOn } = of
  const faults: FieldFault[] = []
  const add = (field: string, params: Record<string, unknown> = {}) =>
    faults.push({ field: `body.${field}`, code: `chain.facts.rule.${field}`, params })
  if (quantity !== null && !unit) add('unit', { quantity })
  if (validFrom !== null && validUntil !== null && validFrom > validUntil)
    add('validUntil', { validUntil, validFrom })
  if (observedOn > today) add('observedOn', { observedOn, today })
  return faults
}

/** What is accepted, but is said. */
export function warningsOf(of: Checked): { zh: string; en: string }[] {
  if (of.supplierId !== of.buyerId) return []
  return [
    {
      zh: '供应商与客户是同一家企业：自供关系予以保留，但不参与断链传播。',
      en: 'Supplier and buyer are the same firm: it is kept, but takes no part in failure propagation.',
    },
  ]
}
