import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  ANONYMOUS,
  type Identity,
  identifySession,
  identifyToken,
  sameSecret,
  systemActor,
  TOKEN_PREFIX,
} from '../auth/index.ts'
import { AppError } from '../core/index.ts'
import type { Db } from '../db/index.ts'
import type { Kernel } from '../module/index.ts'
import { csrfSecretOf, isApi, sessionCookieName } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; anonymous until the identity hook has run. */
    identity: Identity
    /** Why the credentials were refused; thrown by the access check, after the rate limit has counted the call. */
    identityFault: unknown
    /** The session cookie's value when it belongs to a living session. */
    sessionToken: string | null
    /** Where the CSRF library finds the secret of the session. */
    session: { _csrf?: string } | null
  }
}

const NOBODY: Identity = { actor: ANONYMOUS, lang: null }

export interface IdentityOptions {
  readonly kernel: Kernel
  readonly db: Db
  /** Lets the command line of this machine in until the server stops. */
  readonly localToken?: string
}

/** Finds out who calls: `Authorization: Bearer` (personal or local token), else the session cookie. */
export function registerIdentity(app: FastifyInstance, options: IdentityOptions): void {
  app.decorateRequest('identity')
  app.decorateRequest('identityFault', undefined)
  app.decorateRequest('sessionToken', null)
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request) => {
    request.identity = NOBODY
    if (!isApi(request)) return
    try {
      await identify(request, options)
    } catch (error) {
      request.identityFault = error
    }
  })
}

async function identify(request: FastifyRequest, { kernel, db, localToken }: IdentityOptions): Promise<void> {
  const bearer = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (request.headers.authorization !== undefined) {
    if (bearer !== undefined && localToken !== undefined && sameSecret(bearer, localToken)) {
      request.identity = { actor: systemActor('command line'), lang: null }
      return
    }
    if (!bearer?.startsWith(TOKEN_PREFIX)) throw new AppError('auth.token.unauthenticated')
    request.identity = await identifyToken(db, bearer, kernel.now())
    return
  }
  const cookie = request.cookies[sessionCookieName(request, kernel.config)]
  if (!cookie) return
  const identity = await identifySession(db, kernel.config, cookie, kernel.now())
  if (!identity) return
  request.identity = identity
  request.sessionToken = cookie
  request.session = { _csrf: csrfSecretOf(cookie) }
}
