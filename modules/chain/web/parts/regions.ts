import { useMemo } from 'react'
import { listRegions } from '#contract/registry'
import { useApi, useText } from '#kernel/web'

const STALE = 600_000

/** The districts of the city for a choice, and the name of any region by its code. */
export function useRegionNames() {
  const { lang } = useText()
  const reply = useApi(listRegions, {}, { staleTime: STALE })
  return useMemo(() => {
    const nameOf = (of: { nameZh: string; nameEn: string }) => (lang === 'zh' ? of.nameZh : of.nameEn)
    const regions = reply.data?.regions ?? []
    const names = new Map(regions.map((region) => [region.code, nameOf(region)]))
    return {
      districts: regions
        .filter(({ parent }) => parent === reply.data?.root)
        .map((region) => ({ value: region.code, label: nameOf(region) })),
      regionName: (code: string | null | undefined) => (code ? (names.get(code) ?? code) : ''),
    }
  }, [reply.data, lang])
}
