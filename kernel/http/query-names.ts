import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '../contract/index.ts'
import { AppError } from '../core/index.ts'

/** Understood by every operation: the language of the answer. */
const EVERYWHERE = ['lang']

/**
 * Refuses query parameters that an operation does not know: a misspelt filter that is passed over answers with
 * everything, which looks like a result. Operations that take any parameter (`z.looseObject`), or none at all, are let
 * be.
 */
export function checkQueryNames({
  query,
}: Endpoint): ((request: Pick<FastifyRequest, 'query'>) => Promise<void>) | undefined {
  if (!(query instanceof z.ZodObject) || query.def.catchall !== undefined) return undefined
  const names = Object.keys(query.shape)
  const known = new Set([...names, ...EVERYWHERE])
  return async (request) => {
    const unknown = Object.keys(request.query as object).filter((name) => !known.has(name))
    if (unknown.length === 0) return
    const faults = unknown.slice(0, 20).map((name) => ({
      field: `query.${name}`,
      code: 'http.fault.parameter',
      params: { name, names: names.join(', ') },
    }))
    throw new AppError('http.request.invalid', { count: unknown.length }, { status: 400, faults })
  }
}
