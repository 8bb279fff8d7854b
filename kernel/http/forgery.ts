import { createHmac } from 'node:crypto'

/**
 * The anti-forgery token of a session: derived from the session's own secret, so that it needs no store, changes with
 * every sign-in and cannot be made by who does not hold the cookie (the HMAC-based token pattern of OWASP).
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('zhiqing csrf').digest('base64url')
}
