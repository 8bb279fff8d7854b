import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { setCsrfToken, useAction } from '#kernel/web'
import { signOut } from '../../../kernel/auth/contract.ts'

/** Ends the session and forgets everything read in it. */
export function useSignOut(): () => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  const action = useAction(signOut, {
    onDone: () => {
      setCsrfToken('')
      client.clear()
      void navigate('/sign-in', { replace: true })
    },
  })
  return () => action.mutate({})
}
