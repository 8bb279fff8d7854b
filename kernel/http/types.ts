import type { Bilingual } from '../contract/index.ts'
import type { Database } from '../db/index.ts'
import type { Actor, Kernel, Lang, Route } from '../module/index.ts'

/** What a request carries to prove who sends it. */
export interface Credentials {
  /** Token of the session cookie. */
  readonly session: string | undefined
  /** Token of `Authorization: Bearer`. */
  readonly bearer: string | undefined
  readonly address: string
}

/** Who sends a request. */
export interface Caller {
  readonly actor: Actor
  /** Language that the account prefers. */
  readonly lang?: Lang
  /** Present when the caller came by cookie: writes must repeat it in `x-csrf-token`. */
  readonly csrfToken?: string
}

/** Everything the server is made of. */
export interface ServerOptions {
  readonly kernel: Kernel
  readonly database: Database
  readonly routes: readonly Route[]
  readonly messages: Record<string, Bilingual>
  /** Tells who a request is from; throws AppError `auth.…` when its proof is wrong. */
  readonly identify: (credentials: Credentials) => Promise<Caller>
  /** Folder of the built pages; null serves none. */
  readonly webDir: string | null
}

export const SESSION_COOKIE = 'zhiqing_session'
