import type { Ctx } from '../module/index.ts'

/** What sign-in must know and do of the HTTP exchange around a call; other handlers seldom need it. */
export interface Exchange {
  /** Network address of the caller. */
  readonly address: string
  readonly userAgent: string
  /** Address under which the caller reaches the server, for instance `https://zhiqing.example`. */
  readonly origin: string
  /** The session cookie, when one came along. */
  readonly sessionToken: string | null
  /** Aborted when the caller hangs up or the server stops. */
  readonly signal: AbortSignal
  cookie(name: string): string | undefined
  setCookie(name: string, value: string, options: { maxAgeSeconds: number; path?: string }): void
  clearCookie(name: string, path?: string): void
  setSession(token: string, maxAgeSeconds: number): void
  clearSession(): void
  /** A token that unsafe requests of this session must bring along; empty without a session. */
  csrfToken(): string
  redirect(url: string): void
}

const exchanges = new WeakMap<Ctx, Exchange>()

/** Remembers the exchange of a context; done by the server for every call. */
export function bindExchange(ctx: Ctx, exchange: Exchange): void {
  exchanges.set(ctx, exchange)
}

/** The exchange of the context that a route handler received (not of a copy). Throws Error outside of HTTP. */
export function exchangeOf(ctx: Ctx): Exchange {
  const exchange = exchanges.get(ctx)
  if (!exchange) throw new Error('this call did not come over HTTP')
  return exchange
}

/** Aborted when the caller of a route handler hangs up or the server stops; never, outside of HTTP. */
export function signalOf(ctx: Ctx): AbortSignal {
  return exchanges.get(ctx)?.signal ?? new AbortController().signal
}
