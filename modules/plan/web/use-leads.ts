import { useMe } from '#kernel/web'

/**
 * Whether the user may write for the whole city. The others who may write do so for their districts, or for the
 * measures of their own name or office only; the server decides on each record.
 */
export function useLeads(): boolean {
  return useMe().roles.some((role) => role === 'taskforce' || role === 'administrator')
}
