import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { AppError } from '../core/index.ts'
import type { ServerOptions } from './types.ts'

/** `/healthz` (the process lives), `/readyz` (the database answers) and Prometheus `/metrics`. */
export async function watchHealth(
  server: FastifyInstance,
  { kernel, database }: ServerOptions,
): Promise<void> {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to reply by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    durations.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  const hidden = { schema: { hide: true } as never, config: { rateLimit: false as const } }
  server.get('/healthz', hidden, async () => ({ status: 'ok' }))
  server.get('/readyz', hidden, async () => {
    await database.query('select 1').catch((cause: unknown) => {
      throw new AppError('db.unavailable', {}, { cause })
    })
    return { status: 'ready' }
  })
  server.get('/metrics', hidden, async (request, reply) => {
    if (!mayMeasure(request, kernel.config.metricsToken))
      throw new AppError('http.route.notFound', { path: '/metrics' })
    return reply.type(register.contentType).send(await register.metrics())
  })
}

function mayMeasure(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
