import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../contract/index.ts'
import type { FileReply } from '../module/index.ts'

/** How often an idle event stream says that it is alive, so that proxies keep it open. */
const HEARTBEAT_MS = 15_000

/** Sends what a handler returned, in the way the endpoint says. */
export async function send(
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  value: unknown,
): Promise<FastifyReply> {
  if (reply.sent) return reply
  if (endpoint.kind === 'file') return sendFile(reply, value as FileReply)
  if (endpoint.kind === 'events') return sendEvents(request, reply, value as AsyncIterable<unknown>)
  if (value === undefined || value === null) return reply.code(204).send()
  return reply.send(endpoint.reply.parse(value))
}

/** RFC 5987: the file name in UTF-8, and a plain one for who cannot read that. */
function dispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  reply.header('content-type', file.contentType)
  reply.header('content-disposition', dispositionOf(file.fileName))
  reply.header('cache-control', 'no-store')
  if (file.stream instanceof Uint8Array) return reply.send(Buffer.from(file.stream))
  return reply.send(Readable.from(file.stream as AsyncIterable<Uint8Array>))
}

/** Server-sent events: one JSON value per event, ended by the source or by the client's leaving. */
async function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  source: AsyncIterable<unknown>,
): Promise<FastifyReply> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': request.id,
  })
  const iterator = source[Symbol.asyncIterator]()
  const heartbeat = setInterval(() => raw.write(': alive\n\n'), HEARTBEAT_MS)
  raw.on('close', () => void iterator.return?.())
  try {
    for (let next = await iterator.next(); !next.done && !raw.destroyed; next = await iterator.next()) {
      raw.write(`data: ${JSON.stringify(next.value)}\n\n`)
    }
  } catch (error) {
    request.log.error(error)
  } finally {
    clearInterval(heartbeat)
    raw.end()
  }
  return reply
}
