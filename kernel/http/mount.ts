import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { bindExchange } from '../auth/index.ts'
import type { Ctx, Route } from '../module/index.ts'
import { callerOf, langOf, refuseForgery, refuseStrangers } from './caller.ts'
import { exchangeFor } from './exchange.ts'
import { validationError } from './problems.ts'
import { send } from './replies.ts'
import type { ServerOptions } from './types.ts'
import { receiveUpload } from './uploads.ts'

/** Mounts one route: who calls, may they, is the input right, then the use case. */
export function mount(server: FastifyInstance, options: ServerOptions, { endpoint, handle }: Route): void {
  const { kernel, database } = options
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint, rateLimit: rateLimitOf(endpoint.path, options) },
    schema: documentation(endpoint),
    // Checked below, by zod itself: its faults become ours, and multipart fields are checked after they arrived.
    validatorCompiler: () => () => true,
    serializerCompiler: () => (data) => JSON.stringify(data),
    handler: async (request, reply) => {
      const caller = await callerOf(request, options.identify)
      const lang = langOf(request, caller, kernel.config.language)
      request.lang = lang
      refuseForgery(request, caller)
      refuseStrangers(kernel, endpoint, caller)
      const upload = endpoint.upload ? await receiveUpload(request) : undefined
      try {
        const input = {
          params: checked(endpoint.params, request.params, 'params'),
          query: checked(endpoint.query, request.query, 'query'),
          body: checked(endpoint.body, upload ? upload.fields : request.body, 'body'),
          files: upload?.files ?? [],
        }
        const ctx: Ctx = {
          kernel,
          db: database.db,
          actor: caller.actor,
          lang,
          requestId: request.id,
        }
        bindExchange(ctx, exchangeFor(request, reply, caller))
        return await send(endpoint, request, reply, await handle(ctx, input as never))
      } finally {
        await upload?.clean()
      }
    },
  })
}

function checked(schema: z.ZodType | undefined, value: unknown, part: 'params' | 'query' | 'body'): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (!parsed.success) throw validationError(parsed.error, part)
  return parsed.data
}

/** Guessing passwords and links is slowed down much more than work. */
function rateLimitOf(path: string, { kernel }: ServerOptions) {
  const guessable = /^\/api\/auth\/(sign-in|links?|password|oidc)/.test(path)
  return {
    max: guessable ? kernel.config.signInPerMinute : kernel.config.rateLimitPerMinute,
    timeWindow: '1 minute',
  }
}

/** What the OpenAPI document says of an endpoint. */
function documentation(endpoint: Route['endpoint']) {
  const documented: Record<string, unknown> = {
    summary: `${endpoint.summary.zh} · ${endpoint.summary.en}`,
    tags: [endpoint.path.split('/')[2] ?? 'api'],
    security: endpoint.access === 'public' ? [] : [{ session: [] }, { token: [] }],
  }
  if (endpoint.access !== 'public') documented.description = `\`${endpoint.access}\``
  if (endpoint.params) documented.params = endpoint.params
  if (endpoint.query) documented.querystring = endpoint.query
  if (endpoint.upload) documented.consumes = ['multipart/form-data']
  else if (endpoint.body) documented.body = endpoint.body
  if (!endpoint.kind || endpoint.kind === 'json') documented.response = { 200: endpoint.reply }
  return documented
}
