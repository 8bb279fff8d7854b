import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from '../auth/index.ts'
import { type Caller, SESSION_COOKIE } from './types.ts'

/** What sign-in sees and does of one request: its cookies, its address, where it goes next. */
export function exchangeFor(request: FastifyRequest, reply: FastifyReply, caller: Caller): Exchange {
  const gone = new AbortController()
  request.raw.on('close', () => gone.abort())
  const cookie = { httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    origin: `${request.protocol}://${request.host}`,
    sessionToken: request.cookies[SESSION_COOKIE] ?? null,
    signal: gone.signal,
    cookie: (name) => request.cookies[name],
    setCookie: (name, value, { maxAgeSeconds, path = '/' }) =>
      void reply.setCookie(name, value, { ...cookie, path, maxAge: maxAgeSeconds }),
    clearCookie: (name, path = '/') => void reply.clearCookie(name, { ...cookie, path }),
    setSession: (token, maxAgeSeconds) =>
      void reply.setCookie(SESSION_COOKIE, token, { ...cookie, path: '/', maxAge: maxAgeSeconds }),
    clearSession: () => void reply.clearCookie(SESSION_COOKIE, { ...cookie, path: '/' }),
    csrfToken: () => caller.csrfToken ?? '',
    redirect: (url) => void reply.redirect(url),
  }
}
