import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { serializerCompiler } from './serialize.ts'

const serialize = serializerCompiler({
  schema: z.object({ name: z.string(), secret: z.string().optional() }).omit({ secret: true }),
  method: 'GET',
  url: '/sample',
} as never)

test('an answer says what its schema names and nothing else', () => {
  assert.equal(serialize({ name: '甲', secret: 's' }), '{"name":"甲"}')
  assert.throws(() => serialize({ name: 1 }), { code: 'FST_ERR_RESPONSE_SERIALIZATION' })
  assert.throws(() => serialize(Object.freeze({ name: 1 })), { code: 'FST_ERR_RESPONSE_SERIALIZATION' })
})

test('a frozen answer is written once, any other one each time', () => {
  const kept = Object.freeze({ name: '乙' })
  const bytes = serialize(kept) as unknown as Buffer
  assert.equal(bytes.toString(), '{"name":"乙"}')
  assert.equal(serialize(kept), bytes)
  const open = { name: '丙' }
  serialize(open)
  open.name = '丁'
  assert.equal(serialize(open), '{"name":"丁"}')
})
