import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { sameSecret } from '../auth/index.ts'
import type { Config } from '../config/index.ts'
import { AppError } from '../core/index.ts'
import type { Database } from '../db/index.ts'

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** Prometheus metrics at `/metrics`: requests by route, the database, the process. */
export function registerMetrics(app: FastifyInstance, config: Config, database: Database): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'zhiqing_http_request_seconds',
    help: 'Duration of HTTP requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const ping = new Gauge({
    name: 'zhiqing_db_ping_seconds',
    help: 'Duration of an empty query at the time of the scrape',
    labelNames: ['kind'],
    registers: [registry],
  })
  new Gauge({
    name: 'zhiqing_db_up',
    help: '1 while the database answers',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      const started = performance.now()
      const up = await pings(database)
      this.set({ kind: database.kind }, up ? 1 : 0)
      if (up) ping.set({ kind: database.kind }, (performance.now() - started) / 1000)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the address: identifiers in labels would grow without end.
    const route = request.routeOptions.url ?? 'unmatched'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', { schema: { hide: true }, config: { rateLimit: false } }, async (request, reply) => {
    if (!mayScrape(request, config)) throw new AppError('http.forbidden')
    reply.type(registry.contentType)
    return reply.send(await registry.metrics())
  })
}

function mayScrape(request: FastifyRequest, { metricsToken }: Config): boolean {
  if (metricsToken === undefined) return LOOPBACK.test(request.ip)
  const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return given !== undefined && sameSecret(given, metricsToken)
}

/** Whether the database answers within two seconds. */
export async function pings(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 2_000)
  })
  const answered = database.query('select 1').then(
    () => true,
    () => false,
  )
  const up = await Promise.race([answered, late])
  clearTimeout(timer)
  return up
}
