import type { TextTools } from '#kernel/web'
import type { PairComparison } from '../../../contract.ts'

type Compared = PairComparison['fields'][number]
type Texts = Pick<TextTools, 't' | 'has'>

/** A compared value in words: the engine writes legal forms, and branches that the name does not name, as codes. */
export function valueInWords(comparison: string, value: string | null, texts: Texts): string | null {
  if (value === null) return null
  if (comparison === 'form') return formInWords(value, texts)
  if (comparison === 'branch' && value === '') return texts.t('registry.fusion.branchUnnamed')
  return value
}

/** The engine writes `limited`, or `group limited` of a firm that calls itself a group. */
function formInWords(value: string, { t, has }: Texts): string {
  const [, group, form = ''] = /^(group )?(.*)$/.exec(value) ?? []
  const key = `registry.fusion.form.${form}`
  const word = has(key) ? t(key) : form
  return group ? t('registry.fusion.formOfGroup', { form: word }) : word
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
