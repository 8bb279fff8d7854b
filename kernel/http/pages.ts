import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { ServerOptions } from './types.ts'

/** Serves the built pages: hashed files for ever, and index.html for every path that is a page of the application. */
export async function servePages(server: FastifyInstance, { webDir }: ServerOptions): Promise<void> {
  if (webDir === null || !existsSync(join(webDir, 'index.html'))) return
  await server.register(fastifyStatic, {
    root: webDir,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = /[\\/]assets[\\/]/.test(path)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  server.get(
    '/*',
    { schema: { hide: true } as never, config: { rateLimit: false } },
    async (request, reply) => {
      const path = request.url.split('?')[0] ?? '/'
      // A file that is asked for by name and is not there is missing, not a page.
      if (path.startsWith('/api/') || /\.[a-z0-9]+$/i.test(path)) return reply.callNotFound()
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    },
  )
}
