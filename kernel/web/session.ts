/**
 * What the transport must know of the session without React: the CSRF token, and whom to tell when the server says
 * that nobody is signed in any more.
 */
let token = ''
const listeners = new Set<() => void>()

export function csrfToken(): string {
  return token
}

export function setCsrfToken(value: string): void {
  token = value
}

/** Calls back whenever an answer says "sign in first"; returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tellSignedOut(): void {
  for (const listener of listeners) listener()
}

/**
 * Where to go after signing in, from the `return` parameter: a path of this site, never another site's address and
 * never the sign-in page itself.
 */
export function safeReturnPath(text: string | null): string {
  if (!text?.startsWith('/') || text.startsWith('//') || text.includes('\\')) return '/'
  return /^\/sign-in([/?#]|$)/.test(text) ? '/' : text
}
