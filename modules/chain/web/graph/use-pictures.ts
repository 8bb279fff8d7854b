import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, queryKeyOf, useApi } from '#kernel/web'
import {
  AROUND_SIZE,
  findPath,
  type GraphPicture,
  getChainTree,
  getNodeFirms,
  getSurroundings,
  type PathStep,
  sizeUnder,
} from '../../contract.ts'
import { type GraphState, narrowingOf } from './use-graph-state.ts'

/** What the state asks the server for. */
export function usePictures(state: GraphState) {
  const query = narrowingOf(state)
  const tree = useApi(getChainTree, { query }, { enabled: !state.focus })
  const around = useApi(
    getSurroundings,
    {
      params: { id: state.focus ?? '' },
      query: { ...query, hops: state.hops, direction: state.direction, size: AROUND_SIZE },
    },
    { enabled: state.focus !== undefined },
  )
  const calls = state.focus
    ? []
    : state.opened.map((code) => ({
        params: { code },
        query: { ...query, size: sizeUnder(state.opened.length) },
      }))
  const firms = useQueries({
    queries: calls.map((call) => ({
      queryKey: queryKeyOf(getNodeFirms, call),
      queryFn: ({ signal }: { signal: AbortSignal }) => api(getNodeFirms, call, { signal }),
    })),
    combine: (replies) => ({
      data: replies.map(({ data }) => data),
      isPending: replies.some(({ isPending }) => isPending),
    }),
  })
  const path = useApi(
    findPath,
    { query: { ...query, from: state.from ?? '', to: state.to ?? '', by: state.by } },
    { enabled: state.from !== undefined && state.to !== undefined },
  )
  const openedKey = state.opened.join(',')
  const opened = useMemo(() => {
    const found = new Map<string, GraphPicture>()
    for (const [at, code] of openedKey.split(',').entries()) {
      const data = firms.data[at]
      if (data) found.set(code, data)
    }
    return found
  }, [openedKey, firms.data])
  return { tree, around, opened, path, isOpening: firms.isPending && calls.length > 0 }
}

/** The relations of a path as pairs of keys, on the tree between nodes, around a firm between firms. */
export function pathKeys(
  steps: readonly PathStep[] | null | undefined,
  isAround: boolean,
): [string, string][] {
  return (steps ?? []).flatMap((step): [string, string][] => {
    if (isAround)
      return step.supplier && step.buyer ? [[`firm:${step.supplier.id}`, `firm:${step.buyer.id}`]] : []
    const from = step.supplierNode ?? step.node
    return from && step.buyerNode ? [[`node:${from}`, `node:${step.buyerNode}`]] : []
  })
}
