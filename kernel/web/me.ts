import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { z } from 'zod'
import { type Bilingual, endpoint } from '../contract/index.ts'
import { api } from './api.ts'
import { setCsrfToken } from './session.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

/** The part of the server's answer about the session that the pages rely on; more may come with it. */
const getMe = endpoint({
  method: 'GET',
  path: '/api/auth/me',
  summary: { zh: '当前登录者', en: 'Who is signed in' },
  access: 'public',
  reply: z.looseObject({
    name: z.string(),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    csrfToken: z.string(),
    synthetic: z.boolean(),
    city: bilingual.optional(),
  }),
})

/** Who is signed in, and what the pages may offer. */
export interface Me {
  readonly name: string
  readonly roles: readonly string[]
  /** Every permission held in some scope; the server decides again on each record. */
  readonly permissions: readonly string[]
  /** The data is synthetic, which every page must say. */
  readonly synthetic: boolean
  /** Title of the pack. */
  readonly city?: Bilingual
}

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

/** Whether to offer what needs a permission. */
export function useCan(permission: string): boolean {
  return useMe().permissions.includes(permission)
}
