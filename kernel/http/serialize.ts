import { serializerCompiler as checked } from 'fastify-type-provider-zod'

type Compiler = typeof checked

/**
 * Checks an answer against its schema and writes it as JSON. An answer that is frozen is one that its maker keeps and
 * gives to many: it is checked and written once, and its bytes are kept for as long as the object lives.
 */
export const serializerCompiler: Compiler = (route) => {
  const write = checked(route)
  const known = new WeakMap<object, Buffer>()
  const serialize = (data: unknown): string | Buffer => {
    if (typeof data !== 'object' || data === null || !Object.isFrozen(data)) return write(data)
    const before = known.get(data)
    if (before) return before
    const bytes = Buffer.from(write(data))
    known.set(data, bytes)
    return bytes
  }
  // Fastify sends bytes as they are; its type asks for a string.
  return serialize as ReturnType<Compiler>
}
