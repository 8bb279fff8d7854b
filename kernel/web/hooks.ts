import {
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import { type Endpoint, type EndpointCall, type EndpointReply, ProblemError } from '../contract/index.ts'
import { type ApiOptions, api } from './api.ts'
import { useText } from './i18n.ts'
import { pick } from './language.ts'

/** The cache key of a call; the first part is the endpoint's path, by which actions invalidate. */
export function queryKeyOf(endpoint: Endpoint, call: unknown): readonly [string, string, unknown] {
  return [endpoint.path, endpoint.method, call]
}

type ApiQueryOptions<R> = Omit<UseQueryOptions<R, Error>, 'queryKey' | 'queryFn'> & Omit<ApiOptions, 'signal'>

/**
 * Reads an endpoint and keeps the answer in the cache.
 * @example const target = useApi(getTarget, { params: { id } }, { enabled: id !== undefined })
 */
export function useApi<E extends Endpoint>(
  endpoint: E,
  call: EndpointCall<E>,
  options: ApiQueryOptions<EndpointReply<E>> = {},
): UseQueryResult<EndpointReply<E>, Error> {
  const { anonymous, ...query } = options
  return useQuery<EndpointReply<E>, Error>({
    queryKey: queryKeyOf(endpoint, call),
    queryFn: ({ signal }) => api(endpoint, call, { signal, anonymous }),
    ...query,
  })
}

export interface ActionOptions<E extends Endpoint> {
  /** Key of the text shown when it went well. */
  readonly done?: string
  /** Endpoints, or path beginnings such as `/api/registry`, whose cached answers are old now. */
  readonly invalidates?: readonly (Endpoint | string)[]
  /** The page shows the refusal itself; no message pops up. */
  readonly quiet?: boolean
  readonly anonymous?: boolean
  readonly onDone?: (reply: EndpointReply<E>, call: EndpointCall<E>) => void
}

/**
 * Writes through an endpoint; refusals are shown in the user's language.
 * @example const save = useAction(saveTarget, { done: 'plan.saved', invalidates: ['/api/plan'] })
 *          save.mutate({ params: { id }, body })
 */
export function useAction<E extends Endpoint>(
  endpoint: E,
  options: ActionOptions<E> = {},
): UseMutationResult<EndpointReply<E>, Error, EndpointCall<E>> {
  const { message } = App.useApp()
  const { t } = useText()
  const client = useQueryClient()
  const tell = useTellProblem()
  return useMutation<EndpointReply<E>, Error, EndpointCall<E>>({
    mutationFn: (call) => api(endpoint, call, { anonymous: options.anonymous }),
    onError: (error) => {
      if (!options.quiet) tell(error)
    },
    onSuccess: async (reply, call) => {
      if (options.done) void message.success(t(options.done))
      const stale = (options.invalidates ?? []).map((of) => (typeof of === 'string' ? of : of.path))
      if (stale.length > 0) {
        await client.invalidateQueries({
          predicate: ({ queryKey }) => stale.some((path) => String(queryKey[0]).startsWith(path)),
        })
      }
      options.onDone?.(reply, call)
    },
  })
}

/** The sentence of an error in the user's language, and the request's number where the server gave one. */
export function useProblemText(): (error: unknown) => { text: string; faults: string[]; requestId: string } {
  const { t, lang } = useText()
  return useCallback(
    (error) => {
      if (!(error instanceof ProblemError)) {
        return {
          text: t(error instanceof TypeError ? 'kit.error.network' : 'kit.error.page'),
          faults: [],
          requestId: '',
        }
      }
      const { faults = [], requestId } = error.problem
      return {
        text: pick(error.problem, lang),
        faults: faults.map((fault) => t('kit.error.fault', { field: fault.field, text: pick(fault, lang) })),
        requestId,
      }
    },
    [t, lang],
  )
}

/** Shows an error as a message of the page. Aborted calls and lost sessions (the shell handles those) stay silent. */
export function useTellProblem(): (error: unknown) => void {
  const { message } = App.useApp()
  const textOf = useProblemText()
  return useCallback(
    (error) => {
      if (error instanceof DOMException && error.name === 'AbortError') return
      if (error instanceof ProblemError && error.problem.code === 'auth.unauthenticated') return
      const { text, faults } = textOf(error)
      void message.error([text, ...faults].join(' '))
    },
    [message, textOf],
  )
}
