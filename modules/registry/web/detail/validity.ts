import { daysBetween } from '#kernel/core'

/** From this many days before its end a qualification is marked as expiring. */
export const EXPIRING_DAYS = 90

export type Validity =
  | { readonly state: 'valid' | 'open' | 'notYet' }
  | { readonly state: 'expiring' | 'expired'; readonly days: number }

/**
 * How a qualification stands on a civil day: `validUntil` is its last day. `days` are those left, or those since its
 * last one.
 */
export function validityOn(
  today: string,
  of: { readonly validFrom?: string | null; readonly validUntil?: string | null },
): Validity {
  if (of.validUntil && of.validUntil < today) {
    return { state: 'expired', days: daysBetween(of.validUntil, today) }
  }
  if (of.validFrom && of.validFrom > today) return { state: 'notYet' }
  if (!of.validUntil) return { state: 'open' }
  const days = daysBetween(today, of.validUntil)
  return days <= EXPIRING_DAYS ? { state: 'expiring', days } : { state: 'valid' }
}
