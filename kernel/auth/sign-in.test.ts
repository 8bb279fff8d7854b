import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../db/testing.ts'
import { TestBrowser, testKernel, testServer } from '../http/testing.ts'
import type { Ctx } from '../module/index.ts'
import { authMigrations } from './migrations.ts'
import { actorToday, systemActor } from './service/authenticate.ts'
import { firstAdministratorLink } from './service/links.ts'
import { sweepAuth } from './sweep.ts'

const GROUPS = [{ schema: 'kernel', owner: 'kernel-auth', migrations: authMigrations }]
const PASSWORD = 'a quiet river bend'
const MINUTE = 60_000

eachDatabase('sign-in', (open) => {
  async function started(config: Parameters<typeof testKernel>[0] = {}) {
    const database = await open(GROUPS)
    const kernel = testKernel(config)
    const app = await testServer(kernel, database)
    const ctx: Ctx = { kernel, db: database.db, actor: systemActor('test'), lang: 'zh', requestId: 'test' }
    return { app, kernel, ctx, database, browser: () => new TestBrowser(app) }
  }

  /** An administrator who has set the password by the first link, signed in. */
  async function withAdministrator(config: Parameters<typeof testKernel>[0] = {}) {
    const setup = await started(config)
    const link = await firstAdministratorLink(setup.ctx)
    const admin = setup.browser()
    const redeemed = await admin.post(`/api/auth/links/${link!.split('/').at(-1)}`, {
      name: '管理员甲',
      password: PASSWORD,
    })
    assert.equal(redeemed.statusCode, 200, redeemed.body)
    await admin.me()
    return { ...setup, admin }
  }

  test('the first administrator sets a password by a link that works once', async () => {
    const { admin, ctx, browser } = await withAdministrator()
    const me = (await admin.me()).json()
    assert.deepEqual([me.login, me.name, me.roles], ['admin', '管理员甲', ['administrator']])
    assert.ok(me.permissions.includes('auth.account.write'))
    assert.deepEqual(me.city, { zh: '示例市', en: 'Sample city' })
    assert.equal(await firstAdministratorLink(ctx), null)

    const other = browser()
    assert.equal(
      (await other.get('/api/auth/links/AAAAAAAAAAAAAAAAAAAAAAAAAAAA')).json().code,
      'auth.link.gone',
    )
  })

  test('a link survives a refused password, dies with use, with time, and with a newer link', async () => {
    const { ctx, browser, kernel } = await started()
    const tokenOf = (link: string | null) => link!.split('/').at(-1)!
    const first = tokenOf(await firstAdministratorLink(ctx))
    const second = tokenOf(await firstAdministratorLink(ctx))
    const page = browser()
    assert.equal((await page.get(`/api/auth/links/${first}`)).statusCode, 410)
    const refused = await page.post(`/api/auth/links/${second}`, { password: '1234567890' })
    assert.equal(refused.statusCode, 422)
    assert.deepEqual(refused.json().faults[0].field, 'body.password')
    assert.equal((await page.get(`/api/auth/links/${second}`)).json().login, 'admin')
    assert.equal((await page.post(`/api/auth/links/${second}`, { password: PASSWORD })).statusCode, 200)
    const again = await browser().post(`/api/auth/links/${second}`, { password: 'another quiet river' })
    assert.equal(again.json().code, 'auth.link.gone')

    await page.me()
    const invited = await page.post('/api/auth/accounts', account('late'))
    kernel.pass(7 * 24 * 60 * MINUTE + 1)
    const late = tokenOf(invited.json().link)
    assert.equal((await browser().get(`/api/auth/links/${late}`)).statusCode, 410)
  })

  test('a session cookie replayed after sign-out is refused', async () => {
    const { admin, browser } = await withAdministrator()
    const thief = browser()
    for (const [name, value] of admin.cookies) thief.cookies.set(name, value)
    assert.equal((await thief.me()).statusCode, 200)
    assert.equal((await admin.post('/api/auth/sign-out')).statusCode, 200)
    const replayed = await thief.me()
    assert.equal(replayed.statusCode, 401)
    assert.equal(replayed.json().code, 'auth.unauthenticated')
    assert.equal(admin.cookies.size, 0)
  })

  test('changing the password ends the other sessions and keeps this one', async () => {
    const { admin, browser } = await withAdministrator()
    const elsewhere = browser()
    await elsewhere.signIn('Admin', PASSWORD)
    const wrong = await admin.post('/api/auth/password', { current: 'wrong', password: 'a green river bend' })
    assert.equal(wrong.json().code, 'auth.password.wrong')
    const body = { current: PASSWORD, password: 'a green river bend' }
    assert.equal((await admin.post('/api/auth/password', body)).statusCode, 200)
    assert.equal((await elsewhere.me()).statusCode, 401)
    assert.equal((await admin.me()).statusCode, 200)
    assert.equal((await browser().signIn('admin', PASSWORD)).json().code, 'auth.signIn.wrong')
    assert.equal((await browser().signIn('admin', 'a green river bend')).statusCode, 200)
  })

  test('a session ends when it is idle, and at its longest age however busy', async () => {
    const config = { config: { sessionIdleMinutes: 30, sessionMaxHours: 1 } }
    const { admin, browser, kernel, ctx, database } = await withAdministrator(config)
    kernel.pass(29 * MINUTE)
    assert.equal((await admin.me()).statusCode, 200)
    kernel.pass(29 * MINUTE)
    assert.equal((await admin.me()).statusCode, 200)
    kernel.pass(3 * MINUTE)
    assert.equal((await admin.me()).statusCode, 401)

    const lazy = browser()
    await lazy.signIn('admin', PASSWORD)
    kernel.pass(31 * MINUTE)
    assert.equal((await lazy.me()).statusCode, 401)
    await sweepAuth(ctx)
    const left = await database.query<{ n: number }>('select count(*) as n from kernel.session')
    assert.equal(Number(left.rows[0]!.n), 0)
  })

  test('guessing locks the account for longer and longer; unknown accounts answer alike', async () => {
    const { browser, kernel } = await withAdministrator({ config: { signInPerMinute: 1000 } })
    const guess = (login: string) => browser().signIn(login, 'wrong wrong wrong')
    for (let i = 0; i < 5; i++) {
      assert.deepEqual(
        [(await guess('admin')).json().code, (await guess('nobody')).json().code],
        ['auth.signIn.wrong', 'auth.signIn.wrong'],
      )
    }
    const locked = await browser().signIn('admin', PASSWORD)
    assert.deepEqual([locked.statusCode, locked.json().code], [429, 'auth.signIn.tooMany'])
    assert.equal((await guess('nobody')).json().code, 'auth.signIn.tooMany')
    assert.ok(Number(locked.headers['retry-after']) <= 30)

    kernel.pass(31_000)
    assert.equal((await guess('admin')).json().code, 'auth.signIn.wrong')
    kernel.pass(31_000)
    assert.equal((await browser().signIn('admin', PASSWORD)).statusCode, 429)
    kernel.pass(30_000)
    assert.equal((await browser().signIn('admin', PASSWORD)).statusCode, 200)
    assert.equal(kernel.log.filter((entry) => entry.action === 'auth.signIn.refused').length, 11)
    assert.ok(!JSON.stringify(kernel.log).includes('wrong wrong'))
  })

  test('a token does what its scopes say until it is revoked, and never what only a person may', async () => {
    const { admin, browser, kernel, database } = await withAdministrator()
    const made = await admin.post('/api/auth/tokens', {
      name: '脚本',
      scopes: ['auth.account.read'],
      days: 1,
    })
    const { token, id } = made.json()
    assert.match(token, /^zq_[\w-]{43}$/)
    const stored = await database.query('select * from kernel.token')
    assert.ok(!JSON.stringify(stored.rows).includes(token.slice(3)))
    const bearer = { authorization: `Bearer ${token}` }
    const script = browser()
    assert.equal((await script.get('/api/auth/accounts', bearer)).statusCode, 200)
    const denied = await script.get('/api/auth/orgs', bearer)
    assert.deepEqual([denied.statusCode, denied.json().code], [403, 'auth.forbidden'])
    assert.match(denied.json().zh, /访问令牌的权限范围不含 auth\.org\.read/)
    const body = { name: 'x', scopes: [], days: 1 }
    assert.equal((await script.post('/api/auth/tokens', body, bearer)).json().code, 'auth.session.forbidden')

    assert.equal((await admin.send('DELETE', `/api/auth/tokens/${id}`)).statusCode, 200)
    assert.equal((await script.get('/api/auth/accounts', bearer)).json().code, 'auth.token.unauthenticated')

    const short = (await admin.post('/api/auth/tokens', { name: 'all', days: 1 })).json().token
    const all = { authorization: `Bearer ${short}` }
    assert.equal((await script.get('/api/auth/orgs', all)).statusCode, 200)
    kernel.pass(24 * 60 * MINUTE)
    assert.equal((await script.get('/api/auth/orgs', all)).statusCode, 401)
  })

  test('a token cannot be given what its maker does not hold', async () => {
    const { admin } = await withAdministrator()
    const refused = await admin.post('/api/auth/tokens', { name: 'x', scopes: ['plan.secret.write'] })
    assert.equal(refused.json().code, 'auth.token.scope')
    assert.match(refused.json().zh, /plan\.secret\.write/)
  })

  test('the last administrator can neither be disabled nor lose the role', async () => {
    const { admin, browser } = await withAdministrator()
    const { id } = (await admin.me()).json()
    for (const body of [{ disabled: true }, { roles: ['auditor'] }]) {
      const refused = await admin.send('PATCH', `/api/auth/accounts/${id}`, body)
      assert.deepEqual(
        [refused.statusCode, refused.json().code],
        [409, 'auth.account.lastAdministrator.conflict'],
      )
    }
    const second = await invited(admin, browser(), account('second', ['administrator']))
    assert.equal((await second.send('PATCH', `/api/auth/accounts/${id}`, { disabled: true })).statusCode, 200)
    assert.equal((await admin.me()).statusCode, 401)
    assert.equal((await browser().signIn('admin', PASSWORD)).json().code, 'auth.signIn.wrong')
  })

  test('work that was put off is done with the rights of today, or not at all', async () => {
    const { admin, browser, database } = await withAdministrator()
    const clerk = await invited(admin, browser(), account('clerk', ['analyst']))
    const { id } = (await clerk.me()).json()
    const stored = { ...systemActor('x'), kind: 'token', accountId: id, roles: ['administrator'] } as const
    const today = await actorToday(database.db, { ...stored, tokenScopes: ['plan.target.read'] })
    assert.deepEqual(
      [today?.kind, today?.roles, today?.tokenScopes],
      ['token', ['analyst'], ['plan.target.read']],
    )
    assert.equal((await admin.send('PATCH', `/api/auth/accounts/${id}`, { disabled: true })).statusCode, 200)
    assert.equal(await actorToday(database.db, stored), undefined)
    const system = systemActor('night')
    assert.equal(await actorToday(database.db, system), system)
  })

  test('an enterprise sees its own people and organisation only, and may not write them', async () => {
    const { admin, browser } = await withAdministrator()
    const orgOf = async (name: string) =>
      (await admin.post('/api/auth/orgs', { name, type: 'enterprise' })).json().id as string
    const [ours, rival] = [await orgOf('甲厂'), await orgOf('乙厂')]
    const supplier = await invited(admin, browser(), { ...account('supplier', ['enterprise']), orgId: ours })
    await admin.post('/api/auth/accounts', {
      ...account('rival', ['enterprise']),
      orgId: rival,
      email: 'boss@example.org',
    })
    const names = (response: { json(): { rows: { name: string }[] } }) =>
      response.json().rows.map((row) => row.name)
    assert.deepEqual(names(await supplier.get('/api/auth/orgs')), ['甲厂'])
    const seen = (await supplier.get('/api/auth/accounts')).json()
    assert.deepEqual(
      seen.rows.map((row: { login: string }) => row.login),
      ['supplier'],
    )
    assert.deepEqual(seen.rows[0].hidden, ['email', 'lastSignInAt'])
    const denied = await supplier.post('/api/auth/accounts', account('friend', ['administrator']))
    assert.equal(denied.statusCode, 403)
    assert.match(denied.json().en, /it takes Administrator/)
  })

  test('reading e-mails is written to the log, with whose', async () => {
    const { admin, kernel } = await withAdministrator()
    const { id } = (
      await admin.post('/api/auth/accounts', { ...account('mail'), email: 'A@Example.org' })
    ).json()
    await admin.get('/api/auth/accounts?q=mail')
    const read = kernel.log.find((entry) => entry.action === 'auth.account.read')
    assert.deepEqual(read?.detail, { fields: ['email'], records: [id] })
    const twice = await admin.post('/api/auth/accounts', { ...account('mail2'), email: 'a@example.org' })
    assert.equal(twice.json().code, 'auth.account.email.duplicate')
  })

  test('SQL and HTML in text fields come back as the text they are', async () => {
    const { admin } = await withAdministrator()
    const nasty = `'); drop table kernel.account; -- <img src=x onerror=alert(1)>`
    const made = await admin.post('/api/auth/accounts', { ...account('nasty'), name: nasty })
    assert.equal(made.statusCode, 200, made.body)
    const found = await admin.get(`/api/auth/accounts?q=${encodeURIComponent(nasty.slice(0, 30))}`)
    assert.equal(found.json().rows[0].name, nasty)
    assert.match(String(found.headers['content-type']), /^application\/json/)
    const wild = await admin.get(`/api/auth/accounts?q=${encodeURIComponent('%_\\')}`)
    assert.equal(wild.json().total, 0)
    const empty = await admin.post('/api/auth/accounts', { ...account('nul'), name: 'a\u0000b' })
    assert.deepEqual([empty.statusCode, empty.json().code], [422, 'http.text.invalid'])
    const sorted = await admin.get('/api/auth/accounts?sort=name;drop')
    assert.equal(sorted.statusCode, 400)
  })

  test('roles and their grants are told in words', async () => {
    const { admin } = await withAdministrator()
    const { roles } = (await admin.get('/api/auth/roles')).json()
    const auditor = roles.find((entry: { role: string }) => entry.role === 'auditor')
    assert.equal(auditor.titles.zh, '审计员')
    const audit = auditor.grants.find((grant: { resource: string }) => grant.resource === 'audit.entry')
    assert.deepEqual(
      audit.actions.map((action: { titles: { zh: string } }) => action.titles.zh),
      ['查看', '导出', '核验'],
    )
  })

  function account(login: string, roles: string[] = ['analyst']) {
    return { login, name: `测试 ${login}`, roles, orgId: null, districts: [] }
  }

  /** Somebody who has followed the invitation and is signed in. */
  async function invited(
    admin: TestBrowser,
    browser: TestBrowser,
    body: ReturnType<typeof account> | object,
  ) {
    const made = await admin.post('/api/auth/accounts', body)
    assert.equal(made.statusCode, 200, made.body)
    const link = made.json().link as string
    await browser.post(`/api/auth/links/${link.split('/').at(-1)}`, { password: 'seven slow turtles' })
    await browser.me()
    return browser
  }
})
