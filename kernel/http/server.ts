import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import { AppError } from '../core/index.ts'
import { createTranslator } from '../i18n/index.ts'
import type { Lang } from '../module/index.ts'
import { documentApi } from './documentation.ts'
import { watchHealth } from './health.ts'
import { httpMessages } from './messages.ts'
import { mount } from './mount.ts'
import { servePages } from './pages.ts'
import { PROBLEM_TYPE, problemOf } from './problems.ts'
import type { ServerOptions } from './types.ts'

declare module 'fastify' {
  interface FastifyRequest {
    lang: Lang
  }
}

/** The HTTP server with everything mounted; it does not listen yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config } = options.kernel
  const server = fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel },
    trustProxy: config.trustProxy,
    bodyLimit: config.bodyMaxKb * 1024,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })
  server.decorateRequest('lang', config.language)
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  refuseAsProblems(server, options)

  await server.register(cookie)
  await server.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_POLICY },
    hsts: config.publicUrl?.startsWith('https') ?? false,
  })
  await server.register(rateLimit, {
    global: true,
    max: config.rateLimitPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) =>
      request.cookies?.zhiqing_session ?? request.headers.authorization ?? request.ip,
  })
  await server.register(multipart, {
    limits: { fileSize: config.uploadMaxMb * 1024 * 1024, files: 4, fields: 50, fieldSize: 1_000_000 },
  })
  await documentApi(server)
  await watchHealth(server, options)
  await server.register(async (scope) => {
    for (const route of options.routes) mount(scope, options, route)
  })
  await servePages(server, options)
  return server
}

/** Nothing from elsewhere; styles inline, because Ant Design writes its own; workers and images of our own making. */
const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

function refuseAsProblems(server: FastifyInstance, { kernel, messages }: ServerOptions): void {
  const translate = createTranslator([httpMessages, messages])
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, translate, request.lang ?? kernel.config.language, request.id)
    if (problem.status >= 500) request.log.error(error)
    return reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem))
  })
  server.setNotFoundHandler((request, reply) => {
    const error = new AppError('http.route.notFound', { path: request.url.split('?')[0] })
    const problem = problemOf(error, translate, request.lang ?? kernel.config.language, request.id)
    return reply.code(404).type(PROBLEM_TYPE).send(JSON.stringify(problem))
  })
}
