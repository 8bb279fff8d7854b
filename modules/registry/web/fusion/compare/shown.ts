import type { PairComparison } from '../../../contract.ts'

type Compared = PairComparison['fields'][number]
type Texts = {
  readonly t: (key: string, params?: Record<string, unknown>) => string
  readonly has: (key: string) => boolean
}

/** A compared value in words: the engine writes legal forms, regions and branches as codes. */
export function valueInWords(comparison: string, value: string | null, { t, has }: Texts): string | null {
  if (value === null) return null
  if (comparison === 'form' && has(`registry.fusion.form.${value}`)) return t(`registry.fusion.form.${value}`)
  if (comparison === 'region' && /^\d+$/.test(value)) return t('registry.fusion.regionCode', { code: value })
  if (comparison === 'branch' && value === '') return t('registry.fusion.branchUnnamed')
  return value
}

/**
 * The level without the title of what is compared, which stands in the row's head. A level that is passed over although
 * both records have a value is not missing: a rule or another comparison speaks for it.
 */
export function levelInWords(field: Compared, text: string, { t }: Texts): string {
  const both = Boolean(field.left && field.right)
  if ((field.level === 'silent' || field.level === 'missing') && both) return t('registry.fusion.silent')
  return text.replace(/^[^：:]{1,30}(：|: )/, '')
}
