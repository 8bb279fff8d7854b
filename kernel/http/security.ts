import csrfProtection from '@fastify/csrf-protection'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest, preParsingHookHandler } from 'fastify'
import type { Config } from '../config/index.ts'
import type { Endpoint } from '../contract/index.ts'
import { AppError } from '../core/index.ts'
import type { Kernel } from '../module/index.ts'
import { isApi, originOf } from './session-cookie.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const MINUTE_MS = 60_000

/** Security headers, CSRF tokens and rate limits for everything that is mounted afterwards. */
export async function registerSecurity(app: FastifyInstance, config: Config): Promise<void> {
  const https = config.publicUrl?.startsWith('https:') ?? false
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Ant Design puts its styles into the page while it runs.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(csrfProtection, {
    // The library looks for the secret in `request.session`, where the identity hook puts the session's own.
    sessionPlugin: '@fastify/session',
    getToken: (request: FastifyRequest) => String(request.headers['x-csrf-token'] ?? ''),
    logLevel: 'debug',
  } as never)
  await app.register(rateLimit, {
    global: true,
    max: config.rateLimitPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: callerKey,
    // Pages are files and cost little; the command line of this machine is trusted.
    allowList: (request) => !isApi(request) || request.identity?.actor.kind === 'system',
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('http.rate.tooMany', { seconds: Math.ceil(ttl / 1000) }),
  })
}

function callerKey(request: FastifyRequest): string {
  const id = request.identity?.actor.accountId
  return id ? `account ${id}` : `address ${request.ip}`
}

/** The stricter limit of writes that need no sign-in (signing in, one-time links): by address. */
export function strictLimit(config: Config) {
  return {
    max: config.signInPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: FastifyRequest) => `address ${request.ip}`,
  }
}

/** Whether an endpoint falls under the stricter limit. */
export function isStrict(endpoint: Endpoint): boolean {
  return endpoint.access === 'public' && !SAFE_METHODS.has(endpoint.method)
}

/** Refuses writes that another site's page sends through the user's browser. */
export function checkOrigin(config: Config): preParsingHookHandler {
  return (request, _reply, _payload, done) => {
    if (SAFE_METHODS.has(request.method) || request.headers.authorization !== undefined) return done()
    const { origin, 'sec-fetch-site': site } = request.headers
    const own = origin === undefined ? site !== 'cross-site' : isOwn(origin, request, config)
    done(own ? null : new AppError('http.origin.forbidden'))
  }
}

function isOwn(origin: string, request: FastifyRequest, config: Config): boolean {
  if (origin === originOf(request, config)) return true
  // A proxy that ends HTTPS without telling us changes the scheme, never the host.
  return URL.canParse(origin) && new URL(origin).host === request.host
}

/** Requires the session's CSRF token on writes that come with a session cookie. */
export function checkCsrf(app: FastifyInstance): preParsingHookHandler {
  return (request, reply, _payload, done) => {
    if (SAFE_METHODS.has(request.method) || request.sessionToken === null) return done()
    app.csrfProtection(request, reply, done)
  }
}

/** Requires what the endpoint asks of its caller, before a byte of the body is read. */
export function checkAccess(endpoint: Endpoint, kernel: Kernel): preParsingHookHandler {
  return (request, _reply, _payload, done) => {
    try {
      if (request.identityFault !== undefined) throw request.identityFault
      const { actor } = request.identity
      if (endpoint.access === 'signedIn') {
        if (actor.kind === 'anonymous') throw new AppError('auth.unauthenticated')
      } else if (endpoint.access !== 'public') {
        kernel.permissions.require(actor, endpoint.access)
      }
      done()
    } catch (error) {
      done(error as Error)
    }
  }
}
