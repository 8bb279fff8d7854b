import { useMemo } from 'react'
import { listRegions } from '#contract/registry'
import { useApi, useText } from '#kernel/web'

/** Names of the city's regions by code, and the districts as choices. */
export function useRegions() {
  const { pick } = useText()
  const { data } = useApi(listRegions, {}, { staleTime: 3_600_000 })
  return useMemo(() => {
    const names = new Map(
      data?.regions.map((region) => [region.code, pick({ zh: region.nameZh, en: region.nameEn })]),
    )
    const options = (data?.regions ?? [])
      .filter(({ kind }) => kind === 'district')
      .map(({ code }) => ({ value: code, label: names.get(code) ?? code }))
    return { nameOf: (code: string) => names.get(code) ?? code, options }
  }, [data, pick])
}
