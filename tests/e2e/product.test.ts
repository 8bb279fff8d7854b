import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { testConfig } from '#kernel/config'
import { type App, openApp } from '../../apps/server/open.ts'
import { ensurePages, WEB_DIR } from '../../apps/server/pages.ts'
import { missingBrowser, openBrowser } from './browser.ts'

/** A person's way through the product, in a real browser against a real server on an embedded database. */
describe('the product in a browser', { skip: missingBrowser ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-e2e-'))
  let app: App
  let url: string
  let browser: Browser
  let page: Page
  const problems: string[] = []

  before(async () => {
    ensurePages()
    app = await openApp(testConfig({ dataDir: join(folder, 'data'), port: 0 }), { webDir: WEB_DIR })
    url = await app.listen()
    await app.loadFirstCity(1_000, () => undefined)
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) problems.push(message.text())
    })
  })

  after(async () => {
    await browser?.close()
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Keeps a picture of what a person would see; only when asked for, to be looked at. */
  async function picture(name: string): Promise<void> {
    const to = process.env.ZHIQING_PICTURES
    if (!to) return
    mkdirSync(to, { recursive: true })
    await page.waitForTimeout(900)
    await page.screenshot({ path: join(to, `${name}.png`) })
  }

  test('the first administrator sets a password by the one-time link and is in', async () => {
    const link = await app.firstAdministratorLink(url)
    assert.ok(link)
    await page.goto(link)
    await picture('link')
    const fields = page.locator('input[type=password]')
    await fields.first().waitFor()
    for (let i = 0; i < (await fields.count()); i++) await fields.nth(i).fill('correct horse battery 9')
    await page.locator('button[type=submit]').click()
    await page.locator('nav, .ant-menu').first().waitFor()
    await picture('cockpit')
    await page.goto(link)
    await page
      .getByText(/失效|已使用|过期/)
      .first()
      .waitFor()
  })

  test('the cockpit shows the 24 targets, says that the data are synthetic, and leads to the records', async () => {
    await page.goto(url)
    await page.getByText('零部件企业数').first().waitFor()
    assert.ok((await page.getByText('合成').count()) > 0)
    const reply = await page.request.get(`${url}/api/plan/cockpit`)
    const cockpit = (await reply.json()) as {
      targets: { code: string; id: string; current: number | null; live: boolean }[]
    }
    assert.equal(cockpit.targets.length, 24)
    const parts = cockpit.targets.find((target) => target.code === 'T02')
    assert.ok(parts?.live && (parts.current ?? 0) > 500)
    await page.goto(`${url}/plan/targets/${parts.id}`)
    await page.locator('a[href^="/registry/enterprises/"]').first().waitFor()
    await picture('target')
    await page.locator('a[href^="/registry/enterprises/"]').first().click()
    await page.waitForURL(/\/registry\/enterprises\//)
    await page.getByText('统一社会信用代码').first().waitFor()
    await picture('enterprise')
  })

  test('enterprises are searched, and the language switches', async () => {
    await page.goto(`${url}/registry/enterprises?q=${encodeURIComponent('电驱')}`)
    await page.locator('tr[data-row-key]').first().waitFor()
    await picture('enterprises')
    await page.evaluate('localStorage.clear()')
    await page.goto(`${url}/registry/enterprises?lang=en`)
    await page.locator('tr[data-row-key]').first().waitFor()
  })

  test('the plan compiler page takes a pasted text', async () => {
    await page.goto(`${url}/plan/compile`)
    await page
      .locator('textarea')
      .first()
      .fill('某市行动计划（2025—2027年）\n到2027年，培育零部件企业100家，产值突破50亿元。')
    await page.locator('button.ant-btn-primary').first().click()
    await page.waitForURL(/\/plan\/compile\/.+/)
    await page.getByText('100').first().waitFor()
    await picture('compile')
  })

  test('a session cookie is worth nothing after sign-out', async () => {
    const cookies = await page.context().cookies()
    const me = (await (await page.request.get(`${url}/api/auth/me`)).json()) as { csrfToken: string }
    const out = await page.request.post(`${url}/api/auth/sign-out`, {
      headers: { 'x-csrf-token': me.csrfToken },
    })
    assert.ok(out.ok())
    await page.context().addCookies(cookies)
    assert.equal((await page.request.get(`${url}/api/registry/enterprises`)).status(), 401)
  })

  test('narrow, dark and English pages do not overflow sideways', async () => {
    const narrow = await browser.newPage({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      locale: 'en',
    })
    try {
      await narrow.setExtraHTTPHeaders({ authorization: `Bearer ${app.localToken}` })
      for (const path of [
        '/',
        '/registry/enterprises',
        '/plan/targets',
        '/plan/measures',
        '/registry/imports',
        '/registry/fusion',
        '/registry/fusion/load',
        '/registry/fusion/entities',
        '/registry/fusion/reviews',
        '/registry/fusion/history',
        '/plan/compile',
        '/plan/reports',
        '/chain/graph',
        '/chain/graph?view=list',
        '/chain/gaps',
        '/chain/local',
        '/chain/risk',
        '/chain/shock',
        '/chain/supplies',
        '/chain/imports',
        '/chain/checks',
        '/chain/proposals',
      ]) {
        await narrow.goto(url + path)
        await narrow.locator('main h1').first().waitFor()
        await narrow.locator('main .ant-skeleton').first().waitFor({ state: 'detached' })
        await narrow.waitForTimeout(200)
        const overflow = await narrow.evaluate<number>(
          'document.documentElement.scrollWidth - window.innerWidth',
        )
        if (process.env.ZHIQING_PICTURES) {
          await narrow.screenshot({
            path: join(process.env.ZHIQING_PICTURES, `narrow${path.replaceAll(/\W/g, '-')}.png`),
          })
        }
        assert.ok(overflow <= 1, `${path} is ${overflow} px too wide`)
      }
    } finally {
      await narrow.close()
    }
  })

  test('no page complained', () => {
    assert.deepEqual(problems, [])
  })
})
