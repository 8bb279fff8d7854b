import { createHash } from 'node:crypto'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config/index.ts'

/** Whether the caller reaches us by HTTPS, itself or through the proxy in front. */
export function isSecure(request: FastifyRequest, config: Config): boolean {
  return request.protocol === 'https' || (config.publicUrl?.startsWith('https:') ?? false)
}

/** Name of the session cookie; over HTTPS the prefix makes browsers insist on Secure, our host and the root path. */
export function sessionCookieName(request: FastifyRequest, config: Config): string {
  return isSecure(request, config) ? '__Host-zq_session' : 'zq_session'
}

/** What all our cookies have in common. */
export function cookieOptions(request: FastifyRequest, config: Config): CookieSerializeOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(request, config) }
}

/**
 * The secret behind a session's CSRF tokens. Derived from the session's own token, so it lives exactly as long, is
 * the same on every server, and needs no storage; the hash does not lead back.
 */
export function csrfSecretOf(sessionToken: string): string {
  return createHash('sha256').update(`csrf ${sessionToken}`).digest('base64url')
}

/** The address under which the caller reaches us. */
export function originOf(request: FastifyRequest, config: Config): string {
  return config.publicUrl ? new URL(config.publicUrl).origin : `${request.protocol}://${request.host}`
}

/**
 * Whether a request was routed to the API. Asks the matched route, not the address: `/%61pi/…` is decoded by the router
 * and must not slip past what looks for `/api/`.
 */
export function isApi(request: FastifyRequest): boolean {
  return request.routeOptions.url?.startsWith('/api/') ?? false
}
