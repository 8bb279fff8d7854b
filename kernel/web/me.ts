import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { getMe } from '../auth/contract.ts'
import type { EndpointReply } from '../contract/index.ts'
import { api } from './api.ts'
import { setCsrfToken } from './session.ts'

/** Who is signed in, and what the pages may offer: `permissions` are those held in some scope. */
export type Me = EndpointReply<typeof getMe>

export const ME_KEY = [getMe.path] as const

/** Asks who is signed in, and takes the session's CSRF token from the answer. */
export function useMeQuery(): UseQueryResult<Me, Error> {
  return useQuery<Me, Error>({
    queryKey: ME_KEY,
    queryFn: async ({ signal }) => {
      const me = await api(getMe, {}, { signal, anonymous: true })
      setCsrfToken(me.csrfToken)
      return me
    },
    staleTime: 300_000,
  })
}

export const MeContext = createContext<Me | undefined>(undefined)

/** Who is signed in; inside the shell only. */
export function useMe(): Me {
  const me = use(MeContext)
  if (!me) throw new Error('useMe outside of the shell')
  return me
}

/** Whether to offer what needs a permission; the server decides again on each record. */
export function useCan(permission: string): boolean {
  return useMe().permissions.includes(permission)
}
