import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { openTestDatabase } from '../db/testing.ts'
import { TestBrowser, testKernel, testServer } from '../http/testing.ts'
import type { Ctx } from '../module/index.ts'
import { authMigrations } from './migrations.ts'
import { addAccount } from './service/accounts.ts'
import { systemActor } from './service/authenticate.ts'

const GROUPS = [{ schema: 'kernel', owner: 'kernel-auth', migrations: authMigrations }]
const CLIENT = 'zhiqing-test'

interface Person {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

/** What the issuer does wrong, when it does. */
interface Misdeed {
  readonly nonce?: string
  readonly audience?: string
}

/** An OpenID Connect issuer of a few lines on this machine: codes, PKCE, ID tokens signed with RS256. */
function fakeIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { person: Person; nonce: string; challenge: string; misdeed: Misdeed }>()
  let issuer = ''
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const idToken = (person: Person, nonce: string, { nonce: wrong, audience }: Misdeed) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      aud: audience ?? CLIENT,
      iat: now,
      exp: now + 60,
      nonce: wrong ?? nonce,
      ...person,
    }
    const text = `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}`
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
  }
  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.url === '/.well-known/openid-configuration') {
      return send(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    }
    if (request.url === '/keys')
      return send(200, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      })
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
    const grant = codes.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || challenge !== grant.challenge) return send(400, { error: 'invalid_grant' })
    codes.delete(form.get('code')!)
    const id_token = idToken(grant.person, grant.nonce, grant.misdeed)
    return send(200, { access_token: 'a', token_type: 'bearer', id_token })
  })
  return {
    async listen() {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      return issuer
    },
    /** The person signs in at the issuer: where the browser is sent back to. */
    approve(location: string, person: Person, misdeed: Misdeed = {}): string {
      const { searchParams } = new URL(location)
      assert.equal(searchParams.get('code_challenge_method'), 'S256')
      const code = `code-${codes.size}-${person.sub}`
      const nonce = searchParams.get('nonce')!
      codes.set(code, { person, nonce, challenge: searchParams.get('code_challenge')!, misdeed })
      const back = new URL(searchParams.get('redirect_uri')!)
      return `${back.pathname}?code=${code}&state=${searchParams.get('state')}`
    },
    close: () => server.close(),
  }
}

describe('OpenID Connect', () => {
  const issuer = fakeIssuer()
  let address = ''
  before(async () => {
    address = await issuer.listen()
  })
  after(() => issuer.close())

  async function started(oidcProvision = false) {
    const config = { oidcIssuer: address, oidcClientId: CLIENT, oidcClientSecret: 'secret', oidcProvision }
    const kernel = testKernel({ config })
    const database = await openTestDatabase(GROUPS)
    const app = await testServer(kernel, database)
    const ctx: Ctx = { kernel, db: database.db, actor: systemActor('test'), lang: 'zh', requestId: 'test' }
    const add = (login: string, email: string) =>
      addAccount(ctx, {
        login,
        name: login,
        email,
        lang: 'zh',
        roles: ['analyst'],
        orgId: null,
        districts: [],
      })
    return { kernel, add, browser: () => new TestBrowser(app) }
  }

  const start = async (browser: TestBrowser, page = '/') =>
    String((await browser.get(`/api/auth/oidc/start?return=${encodeURIComponent(page)}`)).headers.location)

  /** The whole way there and back; where the browser ends up. */
  async function signIn(browser: TestBrowser, person: Person, page = '/', misdeed: Misdeed = {}) {
    const back = issuer.approve(await start(browser, page), person, misdeed)
    return String((await browser.get(back)).headers.location)
  }

  const lily = { sub: 's-1', email: 'Lily@Example.org', email_verified: true, name: '王莉' }

  test('a verified e-mail finds the account, which is then known by its subject', async () => {
    const { browser, add } = await started()
    await add('lily', 'lily@example.org')
    const first = browser()
    assert.equal(await signIn(first, lily, '/plan?year=2027'), '/plan?year=2027')
    assert.equal((await first.me()).json().login, 'lily')
    const later = browser()
    assert.equal(await signIn(later, { sub: 's-1' }), '/')
    assert.equal((await later.me()).json().login, 'lily')
  })

  test('an unverified e-mail, another subject or an unknown person gets in nowhere', async () => {
    const { browser, add } = await started()
    await add('lily', 'lily@example.org')
    const none = '/sign-in?problem=auth.oidc.noAccount'
    assert.equal(await signIn(browser(), { ...lily, email_verified: false }), none)
    assert.equal(await signIn(browser(), { ...lily, email: 'other@example.org' }), none)
    assert.equal(await signIn(browser(), lily), '/')
    assert.equal(await signIn(browser(), { ...lily, sub: 's-2' }), none)
  })

  test('an account is opened by itself only where the settings say so, and without any role', async () => {
    const { browser } = await started(true)
    const visitor = browser()
    assert.equal(await signIn(visitor, lily), '/')
    const me = (await visitor.me()).json()
    assert.deepEqual([me.login, me.name, me.roles, me.permissions], ['lily@example.org', '王莉', [], []])
  })

  test('an answer works once, in the browser that asked, while it is fresh', async () => {
    const { browser, add, kernel } = await started()
    await add('lily', 'lily@example.org')
    const state = '/sign-in?problem=auth.oidc.state'
    const mine = browser()
    const back = issuer.approve(await start(mine), lily)
    assert.equal((await browser().get(back)).headers.location, state)
    const again = issuer.approve(await start(mine), lily)
    assert.equal((await mine.get(again)).headers.location, '/')
    assert.equal((await mine.get(again)).headers.location, state)
    const late = issuer.approve(await start(mine), lily)
    kernel.pass(11 * 60_000)
    assert.equal((await mine.get(late)).headers.location, state)
  })

  test('a wrong nonce, a token for somebody else, or a code nobody gave out is refused', async () => {
    const { browser, add, kernel } = await started()
    await add('lily', 'lily@example.org')
    const refused = '/sign-in?problem=auth.oidc.refused'
    assert.equal(await signIn(browser(), lily, '/', { nonce: 'replayed' }), refused)
    assert.equal(await signIn(browser(), lily, '/', { audience: 'another-client' }), refused)
    const guesser = browser()
    const back = issuer.approve(await start(guesser), lily).replace(/code=[^&]*/, 'code=guess')
    assert.equal((await guesser.get(back)).headers.location, refused)
    assert.equal((await guesser.me()).statusCode, 401)
    assert.equal(kernel.log.filter((entry) => entry.action === 'auth.signIn.refused').length, 3)
  })

  test('the page to return to is one of ours', async () => {
    const { browser, add } = await started()
    await add('lily', 'lily@example.org')
    for (const page of ['//evil.example/x', 'https://evil.example', '/\\evil.example'])
      assert.equal(await signIn(browser(), lily, page), '/')
  })

  test('without settings there is no such way to sign in', async () => {
    const app = await testServer(testKernel(), await openTestDatabase(GROUPS))
    assert.equal((await app.inject('/api/auth/options')).json().oidc, null)
    const start = await app.inject('/api/auth/oidc/start')
    assert.equal(start.headers.location, '/sign-in?problem=auth.oidc.notFound')
  })

  test('an issuer that does not answer leads back to the sign-in page, which says so', async () => {
    const config = { oidcIssuer: 'http://127.0.0.1:9', oidcClientId: CLIENT, oidcClientSecret: 'secret' }
    const app = await testServer(testKernel({ config }), await openTestDatabase(GROUPS))
    const start = await app.inject('/api/auth/oidc/start')
    assert.equal(start.headers.location, '/sign-in?problem=auth.oidc.unavailable')
  })
})
