import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, queryKeyOf } from '#kernel/web'
import { comparePair, type FusionReview } from '../../../contract.ts'

/** Reads the comparison of the coming pair while the person looks at the present one. */
export function usePrefetchedPair(review: FusionReview | undefined): void {
  const client = useQueryClient()
  const left = review?.left.id
  const right = review?.right.id
  useEffect(() => {
    if (!left || !right) return
    const call = { query: { left, right } }
    void client.prefetchQuery({
      queryKey: queryKeyOf(comparePair, call),
      queryFn: ({ signal }) => api(comparePair, call, { signal }),
      staleTime: 30_000,
    })
  }, [client, left, right])
}
