import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from '../auth/index.ts'
import type { Config } from '../config/index.ts'
import { cookieOptions, originOf, sessionCookieName } from './session-cookie.ts'

/** The exchange that sign-in works with, on a Fastify request and its reply. */
export function exchangeOn(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Config,
  signal: AbortSignal,
): Exchange {
  const options = cookieOptions(request, config)
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    origin: originOf(request, config),
    sessionToken: request.sessionToken,
    signal,
    cookie: (name) => request.cookies[name],
    setCookie: (name, value, { maxAgeSeconds, path = '/' }) => {
      reply.setCookie(name, value, { ...options, path, maxAge: maxAgeSeconds })
    },
    clearCookie: (name, path = '/') => {
      reply.clearCookie(name, { ...options, path })
    },
    setSession: (token, maxAgeSeconds) => {
      reply.setCookie(sessionCookieName(request, config), token, { ...options, maxAge: maxAgeSeconds })
    },
    clearSession: () => {
      reply.clearCookie(sessionCookieName(request, config), options)
    },
    csrfToken: () => (request.session?._csrf ? reply.generateCsrf() : ''),
    redirect: (url) => {
      reply.redirect(url)
    },
  }
}
