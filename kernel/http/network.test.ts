import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { signalOf } from '../auth/index.ts'
import { authMigrations } from '../auth/migrations.ts'
import { systemActor } from '../auth/service/authenticate.ts'
import { firstAdministratorLink } from '../auth/service/links.ts'
import { endpoint } from '../contract/index.ts'
import { AppError } from '../core/index.ts'
import { openTestDatabase } from '../db/testing.ts'
import { route } from '../module/index.ts'
import { eventStream } from './event-stream.ts'
import { TestBrowser, testFolder, testKernel, testServer } from './testing.ts'

const GROUPS = [{ schema: 'kernel', owner: 'kernel-auth', migrations: authMigrations }]
const summary = { zh: '试验', en: 'Trial' }
const base = { method: 'GET', summary, access: 'public', reply: z.unknown() } as const
const events = endpoint({ ...base, path: '/api/trial/events', kind: 'events' })
const refused = endpoint({ ...base, path: '/api/trial/refused', kind: 'events' })
const slow = endpoint({ ...base, path: '/api/trial/slow' })

/** A server that listens on a free port of this machine. */
async function listening() {
  const ended: string[] = []
  const app = await testServer(testKernel(), await openTestDatabase(GROUPS), [
    route(events, async (ctx) => {
      const signal = signalOf(ctx)
      return (async function* () {
        try {
          for (let step = 1; ; step++) {
            yield { step }
            await sleep(10_000, undefined, { signal })
          }
        } finally {
          ended.push(signal.aborted ? 'aborted' : 'done')
        }
      })()
    }),
    route(refused, async () =>
      (async function* () {
        throw new AppError('files.notFound', { id: '7' })
        // biome-ignore lint/correctness/noUnreachable: makes this a generator that yields.
        yield 1
      })(),
    ),
    route(slow, async () => {
      await sleep(150)
      return { slow: true }
    }),
  ])
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return { app, url, ended }
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

describe('event streams', () => {
  test('events arrive as they happen; a client that hangs up stops the source', async () => {
    const { app, url, ended } = await listening()
    const stop = new AbortController()
    const response = await fetch(url + events.path, { signal: stop.signal })
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    const reader = response.body!.getReader()
    let text = ''
    while (!text.includes('data:')) text += textOf((await reader.read()).value)
    assert.equal(text, ': open\n\ndata: {"step":1}\n\n')
    stop.abort()
    for (let i = 0; i < 100 && ended.length === 0; i++) await sleep(10)
    assert.deepEqual(ended, ['aborted'])
    await app.close()
  })

  test('a source that refuses at once is answered with a problem', async () => {
    const { app, url } = await listening()
    const response = await fetch(url + refused.path)
    assert.equal(response.status, 404)
    assert.equal(((await response.json()) as { code: string }).code, 'files.notFound')
    await app.close()
  })

  test('a quiet source is kept open by heartbeats, a failing one says so', async () => {
    const source = (async function* () {
      yield 1
      await sleep(60)
      throw new Error('gone')
    })()
    const options = { signal: new AbortController().signal, describe: () => ({ code: 'x' }), heartbeatMs: 25 }
    const lines: string[] = []
    for await (const line of await eventStream(source, options)) lines.push(line)
    assert.deepEqual(
      [...new Set(lines)],
      [': open\n\n', 'data: 1\n\n', ': beat\n\n', 'event: problem\ndata: {"code":"x"}\n\n'],
    )
  })
})

describe('stopping', () => {
  test('running requests finish, event streams end, and nothing more is accepted', async () => {
    const { app, url, ended } = await listening()
    const stream = await fetch(url + events.path)
    const reading = stream.text()
    const running = fetch(url + slow.path)
    await sleep(50)
    const closing = app.close()
    assert.deepEqual(await (await running).json(), { slow: true })
    assert.match(await reading, /"step":1/)
    await closing
    assert.deepEqual(ended, ['aborted'])
    await assert.rejects(fetch(`${url}/healthz`))
  })
})

describe('sessions in a browser', () => {
  async function signedIn(config = {}) {
    const kernel = testKernel({ config })
    const database = await openTestDatabase(GROUPS)
    const app = await testServer(kernel, database)
    const ctx = { kernel, db: database.db, actor: systemActor('test'), lang: 'zh', requestId: 't' } as const
    const link = await firstAdministratorLink(ctx)
    const browser = new TestBrowser(app)
    const path = `/api/auth/links/${link!.split('/').at(-1)}`
    const response = await browser.post(path, { password: 'a quiet river bend' })
    return { app, browser, response }
  }

  test('a write without the CSRF token of this very session is refused', async () => {
    const { browser, app } = await signedIn()
    const write = async (token: string) => {
      const response = await browser.post('/api/auth/orgs', { name: '机构' }, { 'x-csrf-token': token })
      return [response.statusCode, response.json().code]
    }
    assert.deepEqual(await write(''), [403, 'http.csrf.forbidden'])
    await browser.me()
    const other = new TestBrowser(app)
    await other.signIn('admin', 'a quiet river bend')
    assert.deepEqual(await write(other.csrf), [403, 'http.csrf.forbidden'])
    assert.deepEqual(await write(browser.csrf), [200, undefined])
  })

  test('the cookie is out of reach of scripts and other sites, and bound to HTTPS where there is HTTPS', async () => {
    const plain = String((await signedIn()).response.headers['set-cookie'])
    assert.match(plain, /^zq_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
    const https = String(
      (await signedIn({ publicUrl: 'https://zhiqing.example' })).response.headers['set-cookie'],
    )
    assert.match(https, /^__Host-zq_session=.*HttpOnly; Secure; SameSite=Lax$/)
  })
})

describe('pages', () => {
  async function withPages() {
    const webDir = testFolder()
    mkdirSync(join(webDir, 'assets'))
    writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>pages</title>')
    writeFileSync(join(webDir, 'assets', 'main-1a2b.js'), 'console.log(1)')
    writeFileSync(join(webDir, 'assets', 'main-1a2b.js.gz'), gzipSync('console.log(1)'))
    return testServer(testKernel(), await openTestDatabase(GROUPS), [], { webDir })
  }

  test('every address that is no API is the application; hashed files are kept for ever', async () => {
    const app = await withPages()
    for (const url of ['/', '/registry/enterprises/42?q=a', '/apis']) {
      const page = await app.inject(url)
      assert.deepEqual([page.statusCode, page.headers['cache-control']], [200, 'no-cache'], url)
      assert.match(page.body, /<title>pages/)
    }
    const asset = await app.inject('/assets/main-1a2b.js')
    assert.equal(asset.headers['cache-control'], 'public, max-age=31536000, immutable')
    const packed = await app.inject({ url: '/assets/main-1a2b.js', headers: { 'accept-encoding': 'gzip' } })
    assert.equal(packed.headers['content-encoding'], 'gzip')
    for (const url of ['/assets/main-old.js', '/api/nowhere']) {
      const missing = await app.inject(url)
      assert.deepEqual([missing.statusCode, missing.json().code], [404, 'http.route.notFound'], url)
    }
    assert.equal((await app.inject('/../../etc/passwd')).body.includes('root:'), false)
    assert.equal((await app.inject('/%2e%2e%2f%2e%2e%2fetc/passwd')).body.includes('root:'), false)
  })

  test('pages carry a policy that runs our scripts only and cannot be framed', async () => {
    const { headers } = await (await withPages()).inject('/')
    const policy = String(headers['content-security-policy'])
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ])
      assert.ok(policy.includes(rule), rule)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['strict-transport-security'], undefined)
  })
})
