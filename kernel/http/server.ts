import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { authMessages } from '../auth/index.ts'
import { AppError, newId } from '../core/index.ts'
import { type Database, dbMessages } from '../db/index.ts'
import { filesMessages } from '../files/index.ts'
import { type Catalog, createTranslator } from '../i18n/index.ts'
import type { Kernel, Route } from '../module/index.ts'
import { registerIdentity } from './identity.ts'
import { languageOf } from './language.ts'
import { httpMessages } from './messages.ts'
import { pings, registerMetrics } from './metrics.ts'
import { mountRoutes } from './mount.ts'
import { mountOpenApi, registerOpenApi } from './openapi.ts'
import { mountPages } from './pages.ts'
import { problemOf } from './problem.ts'
import { registerSecurity } from './security.ts'
import { serializerCompiler } from './serialize.ts'
import { isApi } from './session-cookie.ts'
import { discardUploads, removeLeftovers } from './uploads.ts'

export interface ServerOptions {
  readonly kernel: Kernel
  readonly database: Database
  readonly routes: readonly Route[]
  /** Texts of the refusals of all parts beside http, auth, db and files, which bring their own. */
  readonly messages?: readonly Catalog[]
  /** Folder of the built pages; without it only the API is served. */
  readonly webDir?: string
  /** Lets the command line of this machine act as the system; made anew at each start. */
  readonly localToken?: string
  /** Shown in the API description. */
  readonly version?: string
  /** Where the log goes; standard output when absent. */
  readonly logStream?: { write(line: string): void }
}

/** How long running requests may take to finish when the server stops. */
const CLOSE_GRACE_MS = 10_000

/**
 * The HTTP server, ready to listen. `close()` stops accepting, ends event streams, lets running requests finish for
 * up to ten seconds and then cuts what is left. Throws Error when a route asks for a permission nobody declared.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { kernel, database, routes } = options
  const { config } = kernel
  const translate = createTranslator([
    httpMessages,
    authMessages,
    dbMessages,
    filesMessages,
    ...kernel.modules.map((module) => module.messages),
    ...(options.messages ?? []),
  ])
  const stopping = new AbortController()
  const app = Fastify({
    trustProxy: config.trustProxy,
    bodyLimit: config.bodyMaxKb * 1024,
    genReqId: (raw) => requestIdOf(raw.headers['x-request-id'], config.trustProxy),
    logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
    routerOptions: { maxParamLength: 500 },
    logger: {
      level: config.logLevel,
      // The address may hold a one-time link, headers a token: the log shows the route instead.
      serializers: { req: ({ method }) => ({ method }), res: ({ statusCode }) => ({ statusCode }) },
      ...(options.logStream ? { stream: options.logStream } : {}),
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  const describe = (error: unknown, request: FastifyRequest) => {
    const described = problemOf(error, {
      translate,
      config,
      lang: languageOf(request, request.identity?.lang ?? null, config.language),
      requestId: request.id,
      path: request.url.split('?')[0]!,
      contentType: request.headers['content-type'],
    })
    if (described.unexpected)
      request.log.error({ err: error, route: request.routeOptions?.url }, 'request failed')
    return described.problem
  }
  app.setErrorHandler(async (error, request, reply) => {
    await discardUploads(request)
    const problem = describe(error, request)
    reply.removeHeader('content-disposition')
    const seconds = error instanceof AppError ? error.params.seconds : undefined
    if (problem.status === 429 && typeof seconds === 'number') reply.header('retry-after', seconds)
    reply.code(problem.status).type('application/problem+json; charset=utf-8')
    return reply.send(JSON.stringify(problem))
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    // Answers hold what this caller may see; nothing in between may keep them.
    if (isApi(request)) reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        account: request.identity?.actor.accountId ?? undefined,
      },
      'request',
    )
  })
  app.addHook('preClose', async () => stopping.abort())
  app.addHook('onSend', async (_request, reply) => {
    if (stopping.signal.aborted) reply.header('connection', 'close')
  })

  await app.register(cookie)
  await app.register(multipart)
  registerIdentity(app, { kernel, db: database.db, localToken: options.localToken })
  await registerSecurity(app, config)
  await registerOpenApi(app, options.version ?? '0.0.0')
  registerMetrics(app, config, database)
  mountHealth(app, database, stopping.signal)
  mountRoutes(app, routes, { kernel, db: database.db, stopping: stopping.signal, describe })
  await mountOpenApi(app)
  await mountPages(app, options.webDir)
  await removeLeftovers(config, kernel.now())
  limitClosing(app)
  return app
}

function mountHealth(app: FastifyInstance, database: Database, stopping: AbortSignal): void {
  const quiet = { schema: { hide: true }, config: { rateLimit: false as const } }
  app.get('/healthz', quiet, async (_request, reply) => reply.type('application/json').send('{"ok":true}'))
  app.get('/readyz', quiet, async (_request, reply) => {
    if (stopping.aborted) throw new AppError('http.closing.unavailable')
    if (!(await pings(database))) throw new AppError('db.unavailable')
    return reply.type('application/json').send('{"ok":true}')
  })
}

/** A request that does not end by itself is cut off after a grace time, so that stopping always ends. */
function limitClosing(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS).unref()
  })
}

/** Keeps the number that a trusted proxy gave the request, when it looks like one. */
function requestIdOf(header: string | string[] | undefined, trusted: boolean): string {
  if (trusted && typeof header === 'string' && /^[A-Za-z0-9-]{8,64}$/.test(header)) return header
  return newId()
}
