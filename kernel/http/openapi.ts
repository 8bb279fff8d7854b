import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Endpoint, problem } from '../contract/index.ts'

const PROBLEM = {
  description: 'RFC 9457 problem details',
  content: { 'application/problem+json': { schema: problem } },
}

/** Marks a body that also carries files; read by the description, ignored by validation. */
const UPLOAD = 'x-upload'

/** What Fastify validates, serialises and documents of an endpoint. */
export function schemaOf(endpoint: Endpoint): Record<string, unknown> {
  const { params, query, body, summary, access, upload } = endpoint
  return {
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    response: { ...replyOf(endpoint), default: PROBLEM },
    summary: `${summary.zh} · ${summary.en}`,
    operationId: operationId(endpoint),
    tags: [endpoint.path.split('/')[2] ?? 'api'],
    security: access === 'public' ? [] : [{ session: [] }, { token: [] }],
    'x-access': access,
    ...(upload ? { [UPLOAD]: true, consumes: ['multipart/form-data'] } : {}),
  }
}

function replyOf(endpoint: Endpoint): Record<string, unknown> {
  if (endpoint.kind === 'file')
    return { 200: { description: 'A file', content: { 'application/octet-stream': { schema: z.string() } } } }
  if (endpoint.kind === 'events')
    return {
      200: {
        description: 'Server-sent events',
        content: { 'text/event-stream': { schema: endpoint.reply } },
      },
    }
  const { type } = endpoint.reply.def
  return type === 'void' || type === 'undefined' ? {} : { 200: endpoint.reply }
}

/** `GET /api/plan/targets/:id/history` → `getPlanTargetsIdHistory`. */
function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '' && word !== 'api')
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
}

const toJsonSchema = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } })

const transform: FastifyDynamicSwaggerOptions['transform'] = (input) => {
  const output = toJsonSchema(input as never) as { schema: Record<string, unknown>; url: string }
  const { schema } = output
  if (!schema?.[UPLOAD]) return output as never
  const fields = (schema.body ?? { type: 'object', properties: {} }) as { properties?: object }
  const file = { type: 'array', items: { type: 'string', format: 'binary' } }
  const { [UPLOAD]: _, ...rest } = schema
  return {
    ...output,
    schema: { ...rest, body: { ...fields, properties: { ...fields.properties, file } } },
  } as never
}

/** The OpenAPI 3.1 document at `/api/openapi.json`, made of the endpoints' own schemas. Registered before routes. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Zhiqing 智擎',
        description:
          '智擎的全部接口。错误一律为 RFC 9457 问题详情，含中英文。Every operation of Zhiqing; every error is RFC 9457 problem details in both languages.',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'zq_session' },
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'zq_…' },
        },
      },
    },
    transform,
  })
}

/** The document itself, and the page to browse it, served from this machine. Mounted after the routes. */
export async function mountOpenApi(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.type('application/json; charset=utf-8')
    return reply.send(JSON.stringify(app.swagger()))
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { deepLinking: true, docExpansion: 'none' },
  })
}
