import type { ReactNode } from 'react'
import { formatMoney, formatNumber, formatPercent, useText } from '#kernel/web'
import { type FieldSpec, optionText, specOf } from '../fields/specs.ts'
import { useNodes, useRegions } from '../reference.ts'

/** How values of the history read: as on the page of the enterprise, whole rows with the names of their fields. */
export function useChangeValue(): (part: string, field: string | null, value: unknown) => ReactNode {
  const text = useText()
  const { t, lang } = text
  const { regionName } = useRegions()
  const { nodeName } = useNodes()

  const one = (spec: FieldSpec | undefined, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('registry.history.empty')
    if (Array.isArray(value)) {
      const texts = value.map((of) => (typeof of === 'object' ? JSON.stringify(of) : String(of)))
      return texts.length === 0 ? t('registry.history.empty') : texts.join(t('registry.listComma'))
    }
    if (typeof value === 'boolean') return t(value ? 'kit.yes' : 'kit.no')
    if (spec?.kind === 'district') return regionName(String(value))
    if (spec?.kind === 'node') return nodeName(String(value))
    if (spec?.kind === 'select') return optionText(spec, String(value), text)
    if (typeof value === 'number') {
      if (spec?.kind === 'money') return formatMoney(value, lang)
      if (spec?.kind === 'percent') return formatPercent(value, lang)
      return spec?.name === 'year' ? String(value) : formatNumber(value, lang)
    }
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }

  return (part, field, value) => {
    if (field !== null || typeof value !== 'object' || value === null || Array.isArray(value)) {
      return one(field === null ? undefined : specOf(part, field), value)
    }
    const entries = Object.entries(value).filter(
      ([key, of]) =>
        specOf(part, key) &&
        of !== null &&
        of !== undefined &&
        of !== '' &&
        of !== false &&
        String(of) !== '',
    )
    return entries
      .map(([key, of]) => `${t(specOf(part, key)?.labelKey ?? key)}: ${one(specOf(part, key), of)}`)
      .join('; ')
  }
}
