import assert from 'node:assert/strict'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { authMigrations } from '../auth/migrations.ts'
import { endpoint, problem } from '../contract/index.ts'
import { AppError } from '../core/index.ts'
import { openTestDatabase } from '../db/testing.ts'
import { type FileReply, route } from '../module/index.ts'
import { TestBrowser, testKernel, testServer } from './testing.ts'
import { uploadArea } from './uploads.ts'

const GROUPS = [{ schema: 'kernel', owner: 'kernel-auth', migrations: authMigrations }]
const summary = { zh: '试验', en: 'Trial' }

const echo = endpoint({
  method: 'POST',
  path: '/api/trial/echo',
  summary,
  access: 'public',
  body: z.object({
    name: z.string().min(2).max(1_000_000),
    count: z.number().int().max(10).optional(),
    kind: z.enum(['a', 'b']).optional(),
    tags: z.array(z.string()).max(2).optional(),
    day: z.iso.date().optional(),
    code: z
      .string()
      .refine((text) => text !== 'bad', 'files.notFound')
      .optional(),
  }),
  reply: z.object({ name: z.string(), lang: z.string() }),
})
const fail = endpoint({
  method: 'GET',
  path: '/api/trial/fail',
  summary,
  access: 'public',
  query: z.object({ code: z.string().optional() }),
  reply: z.object({ ok: z.boolean() }),
})
const wrongReply = endpoint({
  method: 'GET',
  path: '/api/trial/wrong-reply',
  summary,
  access: 'public',
  reply: z.object({ count: z.number() }),
})
const file = endpoint({
  method: 'GET',
  path: '/api/trial/file',
  summary,
  access: 'public',
  reply: z.unknown(),
  kind: 'file',
})
const upload = endpoint({
  method: 'POST',
  path: '/api/trial/upload',
  summary,
  access: 'public',
  upload: true,
  body: z.object({ size: z.number().optional(), mapping: z.object({ a: z.string() }).optional() }),
  reply: z.object({ content: z.string(), name: z.string(), size: z.number().optional(), left: z.number() }),
})
const secret = endpoint({
  method: 'GET',
  path: '/api/trial/secret',
  summary,
  access: 'auth.org.write',
  reply: z.object({ ok: z.boolean() }),
})

async function server(config: Parameters<typeof testKernel>[0] = {}, logged: string[] = []) {
  const kernel = testKernel(config)
  const app = await testServer(
    kernel,
    await openTestDatabase(GROUPS),
    [
      route(echo, async (ctx, { body }) => ({ name: body.name, lang: ctx.lang })),
      route(fail, async (_ctx, { query }) => {
        if (query.code) throw Object.assign(new Error(`select secret: ${query.code}`), { code: query.code })
        throw new Error('password hunter2 in table kernel.account')
      }),
      route(wrongReply, async () => ({ count: 'many' }) as never),
      route(
        file,
        async (): Promise<FileReply> => ({
          fileName: '企业 "清单"\r\n.xlsx',
          contentType: 'text/plain; charset=utf-8',
          stream: (async function* () {
            yield 'one '
            yield new TextEncoder().encode('two')
          })(),
        }),
      ),
      route(upload, async (_ctx, { body, files }) => {
        const [only] = files
        const content = readFileSync(only!.path, 'utf8')
        if (content === 'keep') renameSync(only!.path, join(kernel.config.dataDir, 'kept'))
        return { content, name: only!.fileName, size: body.size, left: files.length }
      }),
      route(secret, async () => ({ ok: true })),
    ],
    { localToken: 'local-token-of-this-boot', logStream: { write: (line) => logged.push(line) } },
  )
  return { app, kernel, browser: new TestBrowser(app) }
}

const faultsIn = (response: { json(): unknown }) =>
  (problem.parse(response.json()).faults ?? []).map(({ field, code }) => `${field} ${code}`)

describe('problem details', () => {
  test('a wrong body names each field with a code and a sentence in both languages', async () => {
    const { browser } = await server()
    const response = await browser.post(echo.path, {
      name: 'x',
      count: 11,
      kind: 'c',
      tags: ['a', 'b', 'c'],
      day: '2026-02-30',
      code: 'bad',
    })
    assert.equal(response.statusCode, 400)
    assert.match(String(response.headers['content-type']), /^application\/problem\+json/)
    assert.deepEqual(faultsIn(response), [
      'body.name http.fault.short',
      'body.count http.fault.big',
      'body.kind http.fault.value',
      'body.tags http.fault.many',
      'body.day http.fault.format',
      'body.code files.notFound',
    ])
    const { faults, code, zh, en, requestId } = problem.parse(response.json())
    assert.equal(code, 'http.request.invalid')
    assert.deepEqual([zh, en], ['请求内容有 6 处不符合要求。', 'The request has 6 fault(s).'])
    assert.equal(faults![0]!.zh, '至少 2 个字符')
    assert.equal(faults![2]!.en, 'should be one of: a, b')
    assert.equal(response.headers['x-request-id'], requestId)
    assert.deepEqual(faultsIn(await browser.post(echo.path, {})), ['body.name http.fault.required'])
    assert.deepEqual(faultsIn(await browser.post(echo.path, { name: 5 })), ['body.name http.fault.type'])
  })

  test('an unknown query parameter is refused by name, never passed over', async () => {
    const { browser } = await server()
    const response = await browser.get(`${fail.path}?kode=1&lang=en`)
    assert.equal(response.statusCode, 400)
    assert.deepEqual(faultsIn(response), ['query.kode http.fault.parameter'])
    const [fault] = problem.parse(response.json()).faults!
    assert.equal(fault!.en, 'unknown query parameter "kode"; there are: code')
    assert.match(fault!.zh, /不认识的查询参数“kode”/)
    assert.equal((await browser.get(`${fail.path}?code=57014&lang=en`)).statusCode >= 500, true)
  })

  test('the detail is in the language asked for: query, then header, then setting', async () => {
    const { browser } = await server()
    const detail = async (url: string, language?: string) =>
      (await browser.get(url, language ? { 'accept-language': language } : {})).json().detail
    assert.equal(await detail('/api/nowhere'), '没有 GET /api/nowhere 这个接口。')
    assert.equal(await detail('/api/nowhere', 'fr, en-GB;q=0.8, zh;q=0.3'), 'There is no GET /api/nowhere.')
    assert.equal(await detail('/api/nowhere?lang=zh', 'en'), '没有 GET /api/nowhere 这个接口。')
  })

  test('malformed JSON, a strange content type and an oversize body are refused by name', async () => {
    const { browser } = await server({ config: { bodyMaxKb: 16 } })
    const refused = async (payload: string, type: string) => {
      const response = await browser.post(echo.path, payload, { 'content-type': type })
      return [response.statusCode, response.json().code]
    }
    assert.deepEqual(await refused('{"name": "a', 'application/json'), [400, 'http.json.invalid'])
    assert.deepEqual(await refused('', 'application/json'), [400, 'http.json.invalid'])
    assert.deepEqual(await refused('<a/>', 'application/xml'), [415, 'http.media.unsupported'])
    const large = JSON.stringify({ name: 'x'.repeat(17 * 1024) })
    assert.deepEqual(await refused(large, 'application/json'), [413, 'http.body.tooLarge'])
    assert.deepEqual(await refused('{"__proto__":{"a":1},"name":"ab"}', 'application/json'), [
      400,
      'http.json.invalid',
    ])
  })

  test('an unexpected error says nothing of its cause; the log does', async () => {
    const logged: string[] = []
    const { browser } = await server({ config: { logLevel: 'error' } }, logged)
    const response = await browser.get(fail.path)
    assert.deepEqual([response.statusCode, response.json().code], [500, 'http.internal'])
    assert.ok(!response.body.includes('hunter2') && !response.body.includes('kernel.account'))
    assert.ok(response.body.includes(response.json().requestId))
    assert.ok(logged.some((line) => line.includes('hunter2') && line.includes(response.json().requestId)))
    const broken = await browser.get(wrongReply.path)
    assert.deepEqual([broken.statusCode, broken.json().code], [500, 'http.internal'])
  })

  test('what the database or the disk refuses has a code of its own, without SQL', async () => {
    const { browser } = await server()
    const of = async (code: string) => {
      const response = await browser.get(`${fail.path}?code=${code}`)
      assert.ok(!response.body.includes('select secret'))
      return [response.statusCode, response.json().code]
    }
    assert.deepEqual(await of('23505'), [409, 'http.record.conflict'])
    assert.deepEqual(await of('ENOSPC'), [507, 'http.storage.unavailable'])
    assert.deepEqual(await of('08006'), [503, 'db.unavailable'])
    assert.deepEqual(await of('42P01'), [500, 'http.internal'])
  })
})

describe('who may call', () => {
  test('nobody without signing in; the command line of this machine by the token of this boot', async () => {
    const { browser } = await server()
    const call = async (headers = {}) => {
      const response = await browser.get(secret.path, headers)
      return [response.statusCode, response.json().code]
    }
    assert.deepEqual(await call(), [401, 'auth.unauthenticated'])
    assert.deepEqual(await call({ authorization: 'Bearer local-token-of-last-boot' }), [
      401,
      'auth.token.unauthenticated',
    ])
    assert.deepEqual(await call({ authorization: 'Basic YTpi' }), [401, 'auth.token.unauthenticated'])
    assert.deepEqual(await call({ authorization: 'Bearer local-token-of-this-boot' }), [200, undefined])
  })

  test('a route that asks for an undeclared permission stops the server from starting', async () => {
    const kernel = testKernel()
    const wrong = route({ ...secret, access: 'auth.org.wirte' }, async () => ({ ok: true }))
    await assert.rejects(testServer(kernel, await openTestDatabase(GROUPS), [wrong]), /auth\.org\.wirte/)
  })

  test('writes sent by another site’s page are refused', async () => {
    const { browser } = await server()
    const from = async (headers: Record<string, string>) =>
      (await browser.post(echo.path, { name: 'abc' }, headers)).statusCode
    assert.equal(await from({ origin: 'https://evil.example' }), 403)
    assert.equal(await from({ origin: 'null' }), 403)
    assert.equal(await from({ 'sec-fetch-site': 'cross-site' }), 403)
    assert.equal(await from({ origin: 'http://localhost:80', host: 'localhost:80' }), 200)
    assert.equal(await from({}), 200)
  })
})

describe('limits', () => {
  test('too many requests are refused with the time to wait', async () => {
    const { browser } = await server({ config: { rateLimitPerMinute: 10 } })
    const answers = []
    for (let i = 0; i < 12; i++) answers.push(await browser.get('/api/auth/options'))
    assert.deepEqual(answers.map((answer) => answer.statusCode).slice(9), [200, 429, 429])
    const refused = answers[11]!
    assert.equal(refused.json().code, 'http.rate.tooMany')
    assert.ok(Number(refused.headers['retry-after']) > 0)
    assert.equal((await browser.get('/healthz')).statusCode, 200)
  })

  test('signing in is limited more strictly, by address', async () => {
    const { browser } = await server({ config: { signInPerMinute: 2 } })
    const codes = []
    for (let i = 0; i < 3; i++) codes.push((await browser.signIn(`someone${i}`, 'wrong wrong')).json().code)
    assert.deepEqual(codes, ['auth.signIn.wrong', 'auth.signIn.wrong', 'http.rate.tooMany'])
    assert.equal((await browser.get('/api/auth/options')).statusCode, 200)
  })
})

test('an address in disguise meets the same limits and checks', async () => {
  const { browser } = await server({ config: { rateLimitPerMinute: 10 } })
  const statuses = new Set<number>()
  for (let i = 0; i < 12; i++) statuses.add((await browser.get('/%61pi/auth/options')).statusCode)
  assert.deepEqual([...statuses], [200, 429])
  const secretly = await browser.get('/%61pi/trial/secret', {
    authorization: 'Bearer local-token-of-this-boot',
  })
  assert.equal(secretly.headers['cache-control'], 'no-store')
})

describe('files', () => {
  test('a download has its Chinese name for today’s browsers and a plain one for the rest', async () => {
    const { browser } = await server()
    const response = await browser.get(file.path)
    assert.equal(response.body, 'one two')
    assert.equal(
      response.headers['content-disposition'],
      `attachment; filename="__ ______.xlsx"; filename*=UTF-8''%E4%BC%81%E4%B8%9A%20_%E6%B8%85%E5%8D%95___.xlsx`,
    )
    assert.equal(response.headers['x-content-type-options'], 'nosniff')
    assert.equal(response.headers['cache-control'], 'no-store')
  })

  const form = (content: string, fields: Record<string, string> = {}) => {
    const parts = Object.entries(fields).map(
      ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="../../表.csv"\r\n\r\n'
    return `${parts.join('')}${head}${content}\r\n--x--\r\n`
  }
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' }

  test('an upload lies on disk while its handler works, and is gone afterwards unless it was moved', async () => {
    const { browser, kernel } = await server()
    const sent = await browser.post(upload.path, form('a,b', { size: '3', mapping: '{"a":"b"}' }), multipart)
    assert.equal(sent.statusCode, 200, sent.body)
    assert.deepEqual([sent.json().content, sent.json().size], ['a,b', 3])
    await browser.post(upload.path, form('keep'), multipart)
    assert.equal(readFileSync(join(kernel.config.dataDir, 'kept'), 'utf8'), 'keep')
    assert.deepEqual(readdirSync(uploadArea(kernel.config)), [])
  })

  test('an oversize file and wrong fields are refused and leave nothing behind', async () => {
    const { browser, kernel } = await server({ config: { uploadMaxMb: 1 } })
    const large = await browser.post(upload.path, form('x'.repeat(1_200_000)), multipart)
    assert.deepEqual([large.statusCode, large.json().code], [413, 'http.upload.tooLarge'])
    const wrong = await browser.post(upload.path, form('a', { size: 'many' }), multipart)
    assert.deepEqual(faultsIn(wrong), ['body.size http.fault.type'])
    const json = await browser.post(upload.path, {})
    assert.deepEqual([json.statusCode, json.json().code], [415, 'http.upload.missing'])
    assert.deepEqual(readdirSync(uploadArea(kernel.config)), [])
  })
})

describe('description and health', () => {
  test('the OpenAPI 3.1 document describes every mounted route', async () => {
    const { browser } = await server()
    const document = (await browser.get('/api/openapi.json')).json()
    assert.equal(document.openapi, '3.1.0')
    const operation = document.paths['/api/trial/echo'].post
    assert.deepEqual(operation.requestBody.content['application/json'].schema.properties.count, {
      type: 'integer',
      minimum: -9007199254740991,
      maximum: 10,
    })
    assert.ok(operation.responses.default.content['application/problem+json'])
    const uploads = document.paths['/api/trial/upload'].post.requestBody.content['multipart/form-data'].schema
    assert.deepEqual(Object.keys(uploads.properties).sort(), ['file', 'mapping', 'size'])
    assert.equal(document.paths['/metrics'], undefined)
  })

  test('the page to browse it needs nothing from elsewhere and obeys the content policy', async () => {
    const { browser } = await server()
    const page = await browser.get('/api/docs/')
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /(src|href)="https?:/)
    assert.doesNotMatch(page.body, /<script(?![^>]*src=)/)
    assert.match(String(page.headers['content-security-policy']), /script-src 'self'/)
    assert.equal((await browser.get('/api/docs/static/swagger-ui-bundle.js')).statusCode, 200)
  })

  test('health, readiness and metrics', async () => {
    const { app, browser } = await server()
    assert.equal((await browser.get('/healthz')).statusCode, 200)
    assert.equal((await browser.get('/readyz')).statusCode, 200)
    await browser.get('/api/auth/links/some-secret-link-of-someone')
    const metrics = (await browser.get('/metrics')).body
    assert.match(
      metrics,
      /zhiqing_http_request_seconds_count\{method="GET",route="\/api\/auth\/links\/:token",status="410"\} 1/,
    )
    assert.match(metrics, /zhiqing_db_up\{kind="pglite"\} 1/)
    assert.match(metrics, /process_cpu_seconds_total/)
    const far = await app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })
    assert.equal(far.statusCode, 403)
    const guarded = await server({ config: { metricsToken: 'sixteen-characters' } })
    assert.equal((await guarded.browser.get('/metrics')).statusCode, 403)
    const authorization = 'Bearer sixteen-characters'
    assert.equal((await guarded.browser.get('/metrics', { authorization })).statusCode, 200)
  })

  test('the log shows routes, never addresses with secrets in them', async () => {
    const logged: string[] = []
    const { browser } = await server({ config: { logLevel: 'info' } }, logged)
    await browser.get('/api/auth/links/some-secret-link-of-someone', { authorization: 'Bearer zq_stolen' })
    assert.ok(logged.some((line) => line.includes('/api/auth/links/:token')))
    assert.ok(!logged.join('').includes('some-secret') && !logged.join('').includes('zq_stolen'))
  })
})

test('a refusal of a service reaches the caller with its explanation', async () => {
  const refusing = route({ ...fail, path: '/api/trial/refuse' }, async () => {
    throw new AppError('files.notFound', { id: '42' }, { field: 'params.id' })
  })
  const app = await testServer(testKernel(), await openTestDatabase(GROUPS), [refusing])
  const { zh, faults, status } = (await app.inject('/api/trial/refuse')).json()
  assert.deepEqual([status, zh, faults[0].field], [404, '找不到文件 42。', 'params.id'])
})
