import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { bindExchange } from '../auth/index.ts'
import type { Endpoint } from '../contract/index.ts'
import type { Db } from '../db/index.ts'
import type { Ctx, FileReply, Kernel, Route } from '../module/index.ts'
import { contentDisposition } from './content-disposition.ts'
import { eventStream } from './event-stream.ts'
import { exchangeOn } from './exchange.ts'
import { languageOf } from './language.ts'
import { schemaOf } from './openapi.ts'
import { checkQueryNames } from './query-names.ts'
import { checkAccess, checkCsrf, checkOrigin, isStrict, strictLimit } from './security.ts'
import { discardUploads, receiveUploads } from './uploads.ts'

export interface MountOptions {
  readonly kernel: Kernel
  readonly db: Db
  /** Aborted when the server stops: streams end, so that stopping does not wait for their listeners. */
  readonly stopping: AbortSignal
  readonly describe: (error: unknown, request: FastifyRequest) => unknown
}

/** Mounts routes: limits, access, validation, the handler, and the three kinds of answer. */
export function mountRoutes(app: FastifyInstance, routes: readonly Route[], options: MountOptions): void {
  const { kernel } = options
  const known = new Set(kernel.permissions.held({ ...SYSTEM }))
  app.decorateRequest('uploads')
  app.decorateRequest('uploadFolder', null)
  app.addHook('onResponse', (request) => discardUploads(request))
  for (const { endpoint, handle } of routes) {
    const { access, method, path } = endpoint
    if (access !== 'public' && access !== 'signedIn' && !known.has(access))
      throw new Error(`${method} ${path} asks for ${access}, a permission that no resource declares`)
    const checkQuery = checkQueryNames(endpoint)
    app.route({
      method,
      url: path,
      schema: schemaOf(endpoint) as FastifySchema,
      config: isStrict(endpoint) ? { rateLimit: strictLimit(kernel.config) } : {},
      preParsing: [checkOrigin(kernel.config), checkCsrf(app), checkAccess(endpoint, kernel)],
      preValidation: [
        ...(checkQuery ? [checkQuery] : []),
        ...(endpoint.upload
          ? [
              async (request: FastifyRequest) => {
                request.uploads = []
                await receiveUploads(request, endpoint, kernel.config)
              },
            ]
          : []),
      ],
      handler: async (request, reply) => {
        const signal = signalOf(reply, options.stopping)
        const ctx = contextOf(request, options)
        bindExchange(ctx, exchangeOn(request, reply, kernel.config, signal))
        const { params, query, body } = request
        const files = request.uploads ?? []
        const result = await handle(ctx, { params, query, body, files } as never)
        // A streamed answer may still read an uploaded file; then it goes when the answer is out.
        if (endpoint.kind === undefined || endpoint.kind === 'json') await discardUploads(request)
        return answer(request, reply, endpoint, result, signal, options)
      },
    })
  }
}

const SYSTEM = {
  kind: 'system',
  accountId: null,
  name: '',
  roles: [],
  orgId: null,
  enterpriseId: null,
  districts: [],
} as const

function contextOf(request: FastifyRequest, { kernel, db }: MountOptions): Ctx {
  const { actor, lang } = request.identity
  return {
    kernel,
    db,
    actor,
    lang: languageOf(request, lang, kernel.config.language),
    requestId: request.id,
  }
}

/** Aborted when the caller hangs up before the answer is complete, or the server stops. */
function signalOf(reply: FastifyReply, stopping: AbortSignal): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return AbortSignal.any([controller.signal, stopping])
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  endpoint: Endpoint,
  result: unknown,
  signal: AbortSignal,
  { describe }: MountOptions,
): Promise<unknown> {
  if (reply.sent || reply.getHeader('location') !== undefined) return reply
  if (endpoint.kind === 'file') return sendFile(reply, result as FileReply)
  if (endpoint.kind === 'events') {
    const events = await eventStream(result as AsyncIterable<unknown>, {
      signal,
      describe: (error) => describe(error, request),
    })
    reply.header('content-type', 'text/event-stream; charset=utf-8')
    // The connection ends with the stream, or stopping would wait for it to be closed for idleness.
    reply.header('connection', 'close')
    // Asks reverse proxies (nginx among them) not to hold events back.
    reply.header('x-accel-buffering', 'no')
    return reply.send(Readable.from(events, { objectMode: false }))
  }
  if (result === undefined) return reply.code(204).send()
  return reply.send(result)
}

function sendFile(reply: FastifyReply, { fileName, contentType, stream }: FileReply): FastifyReply {
  reply.header('content-type', contentType)
  reply.header('content-disposition', contentDisposition(fileName))
  if (stream instanceof Uint8Array) return reply.send(Buffer.from(stream))
  return reply.send(stream instanceof Readable ? stream : Readable.from(stream as AsyncIterable<Uint8Array>))
}
