import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { MOST_HOPS } from '../../contract.ts'

/** What the page shows, kept in its address so that it can be sent to somebody. */
export interface GraphState {
  readonly focus?: string
  readonly hops: number
  readonly direction: 'both' | 'up' | 'down'
  readonly district?: string
  readonly tier?: number
  readonly date?: string
  readonly trust?: number
  readonly opened: readonly string[]
  readonly shut: readonly string[]
  readonly chosen?: string
  readonly from?: string
  readonly to?: string
  readonly by: 'short' | 'wide'
  readonly asList: boolean
}

/** Back to the whole chain as it is opened first; how it is shown stays. */
export const CLEAR = {
  focus: undefined,
  hops: 1,
  direction: 'both',
  district: undefined,
  tier: undefined,
  date: undefined,
  trust: undefined,
  opened: [],
  shut: [],
  chosen: undefined,
  from: undefined,
  to: undefined,
  by: 'short',
} as const satisfies Partial<GraphState>

const NUMBERS = ['hops', 'tier', 'trust'] as const
const LISTS = ['opened', 'shut'] as const

/** Reads and changes the state; undefined, the empty list and what is usual leave the address. */
export function useGraphState(): [GraphState, (change: Partial<GraphState>) => void] {
  const [params, setParams] = useSearchParams()
  const state = useMemo((): GraphState => {
    const text = (key: string) => params.get(key) ?? undefined
    const number = (key: (typeof NUMBERS)[number]) => {
      const value = Number(params.get(key) ?? Number.NaN)
      return Number.isFinite(value) ? value : undefined
    }
    const list = (key: (typeof LISTS)[number]) => params.get(key)?.split(',').filter(Boolean) ?? []
    const direction = params.get('direction')
    return {
      focus: text('focus'),
      hops: Math.min(MOST_HOPS, Math.max(1, Math.round(number('hops') ?? 1))),
      direction: direction === 'up' || direction === 'down' ? direction : 'both',
      district: text('district'),
      tier: number('tier'),
      date: text('date'),
      trust: number('trust'),
      opened: list('opened'),
      shut: list('shut'),
      chosen: text('chosen'),
      from: text('from'),
      to: text('to'),
      by: params.get('by') === 'wide' ? 'wide' : 'short',
      asList: params.get('view') === 'list',
    }
  }, [params])
  const change = useCallback(
    ({ asList, ...others }: Partial<GraphState>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          if (asList !== undefined) put(next, 'view', asList ? 'list' : undefined)
          for (const [key, value] of Object.entries(others))
            put(next, key, Array.isArray(value) ? value.join(',') : value)
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  return [state, change]
}

const USUAL: Record<string, unknown> = { hops: 1, direction: 'both', by: 'short' }

function put(params: URLSearchParams, key: string, value: unknown): void {
  if (value === undefined || value === null || value === '' || value === USUAL[key]) params.delete(key)
  else params.set(key, String(value))
}

/** What narrows every call. */
export const narrowingOf = ({ district, tier, date, trust }: GraphState) => ({
  ...(district ? { district } : {}),
  ...(tier === undefined ? {} : { tier }),
  ...(date ? { date } : {}),
  ...(trust === undefined ? {} : { trust }),
})
