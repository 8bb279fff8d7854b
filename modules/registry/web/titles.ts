import { useCallback } from 'react'
import { useText } from '#kernel/web'
import { QUALIFICATION_KINDS } from '../contract.ts'
import { QUALIFICATION_TITLES } from '../domain/titles.ts'

/** Names of qualifications in the user's language; a kind that is not known stands as it is. */
export function useQualificationTitle(): (kind: string) => string {
  const { pick } = useText()
  return useCallback(
    (kind) => {
      const titles = QUALIFICATION_TITLES[kind as keyof typeof QUALIFICATION_TITLES]
      return titles ? pick(titles) : kind
    },
    [pick],
  )
}

/** Qualifications to choose from. */
export function useQualificationOptions(): { value: string; label: string }[] {
  const titleOf = useQualificationTitle()
  return QUALIFICATION_KINDS.map((kind) => ({ value: kind, label: titleOf(kind) }))
}
