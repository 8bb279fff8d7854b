import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../core/index.ts'

const YEAR_SECONDS = 31_536_000

/**
 * Serves the built pages: files under `assets/` have their content's hash in the name and are kept for ever, the rest
 * is asked for again each time; `.br` and `.gz` beside a file are sent to who takes them. Other addresses answer with
 * index.html, because the pages have addresses of their own.
 */
export async function mountPages(app: FastifyInstance, webDir: string | undefined): Promise<void> {
  const built = webDir !== undefined && existsSync(join(webDir, 'index.html'))
  if (built) {
    const assets = join(webDir, 'assets') + sep
    await app.register(fastifyStatic, {
      root: webDir,
      // One route a file: an address that is no file goes straight to the application's page below.
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const cache = path.startsWith(assets) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache'
        reply.header('cache-control', cache)
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (built && isPage(request)) return reply.sendFile('index.html')
    const path = request.url.split('?')[0]!.slice(0, 200)
    throw new AppError('http.route.notFound', { method: request.method, path })
  })
}

function isPage({ method, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  return !/^\/(api|assets|metrics|healthz|readyz)(\/|\?|$)/.test(url)
}
