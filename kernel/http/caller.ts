import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../contract/index.ts'
import { AppError } from '../core/index.ts'
import type { Kernel, Lang } from '../module/index.ts'
import { type Caller, SESSION_COOKIE, type ServerOptions } from './types.ts'

/** Who sends this request, by cookie, bearer token, or nobody. */
export async function callerOf(
  request: FastifyRequest,
  identify: ServerOptions['identify'],
): Promise<Caller> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return identify({ session: request.cookies[SESSION_COOKIE], bearer, address: request.ip })
}

/** Language of the reply: asked for in the query or header, else the account's, else the product's. */
export function langOf(request: FastifyRequest, caller: Caller | undefined, fallback: Lang): Lang {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  if (asked === 'zh' || asked === 'en') return asked
  const header = request.headers['accept-language']?.toLowerCase()
  if (header?.startsWith('en')) return 'en'
  if (header?.startsWith('zh')) return 'zh'
  return caller?.lang ?? fallback
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends cookies along with requests that other sites made it send, so a write that comes by cookie must
 * repeat a token that only our own pages can read.
 */
export function refuseForgery(request: FastifyRequest, caller: Caller): void {
  if (caller.csrfToken === undefined || SAFE_METHODS.has(request.method)) return
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''))
  const wanted = Buffer.from(caller.csrfToken)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new AppError('http.csrf.forbidden')
}

/** Refuses who may not call this operation at all; the service looks at the record. */
export function refuseStrangers(kernel: Kernel, endpoint: Endpoint, caller: Caller): void {
  if (endpoint.access === 'public') return
  if (caller.actor.kind === 'anonymous') throw new AppError('auth.unauthenticated')
  if (endpoint.access === 'signedIn' || caller.actor.kind === 'system') return
  if (kernel.permissions.filter(caller.actor, endpoint.access).kind === 'none') {
    kernel.permissions.require(caller.actor, endpoint.access)
  }
}
