import { useCallback } from 'react'
import { useApi, useText } from '#kernel/web'
import { type FusionSource, fusionSummary, type RecordField } from '../../contract.ts'

/** Addresses of the pages of data fusion. */
export const FUSION = '/registry/fusion'

export const entityPath = (id: string) => `${FUSION}/entities/${id}`
export const comparePath = (left: string, right: string) => `${FUSION}/compare?left=${left}&right=${right}`

/** Beginning of the calls whose answers are old after a change. */
export const FUSION_CALLS = '/api/registry'

/** Fusion at a glance, shared by all its pages; asked again every few seconds while a run is on its way. */
export function useSummary() {
  return useApi(
    fusionSummary,
    {},
    { staleTime: 5_000, refetchInterval: ({ state }) => (state.data?.running ? 3_000 : false) },
  )
}

/** The sources as they are known; empty until they have been read. */
export function useSources(): readonly FusionSource[] {
  return useSummary().data?.sources ?? []
}

/** The name of a source in the current language; its code where it has none. */
export function useSourceName(): (code: string) => string {
  const { pick } = useText()
  const sources = useSources()
  return useCallback(
    (code) => {
      const source = sources.find((of) => of.code === code)
      return source ? pick({ zh: source.nameZh, en: source.nameEn }) : code
    },
    [sources, pick],
  )
}

/** The name of a field of source records. */
export function useFieldName(): (field: RecordField) => string {
  const { t } = useText()
  return useCallback((field) => t(`registry.fusion.field.${field}`), [t])
}
