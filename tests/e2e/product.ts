import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { testConfig } from '#kernel/config'
import type { Role } from '#kernel/module'
import { type App, openApp } from '../../apps/server/open.ts'
import { ensurePages, WEB_DIR } from '../../apps/server/pages.ts'
import { openBrowser } from './browser.ts'

const PASSWORD = 'correct horse battery 9'

/** Only for tests: the product served from a folder of its own, and a browser to look at it. */
export interface Product {
  readonly app: App
  readonly url: string
  readonly browser: Browser
  /** What pages complained of: errors of scripts and of the console. Refusals that a page explains are not among them. */
  readonly problems: string[]
  /** Calls the API as the command line of this machine does. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Opens an account and a page signed in with it. */
  as(login: string, roles: readonly Role[], options?: AccountOptions): Promise<Page>
  /** Keeps a picture of what a person would see; only when ZHIQING_PICTURES names a folder, to be looked at. */
  picture(page: Page, name: string): Promise<void>
  close(): Promise<void>
}

interface AccountOptions extends BrowserContextOptions {
  readonly districts?: readonly string[]
}

/** Serves the product with a synthetic city of so many enterprises, or with none. */
export async function openProduct(enterprises: number): Promise<Product> {
  ensurePages()
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-e2e-'))
  const app = await openApp(testConfig({ dataDir: join(folder, 'data'), port: 0 }), { webDir: WEB_DIR })
  const close = async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const url = await app.listen()
    if (enterprises > 0) await app.loadFirstCity(enterprises, () => undefined)
    return productAt(app, url, await openBrowser(), close)
  } catch (error) {
    await close()
    throw error
  }
}

function productAt(app: App, url: string, browser: Browser, closeApp: () => Promise<void>): Product {
  const problems: string[] = []
  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${app.localToken}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as T
  }
  return {
    app,
    url,
    browser,
    problems,
    api,
    async as(login, roles, { districts = [], ...options } = {}) {
      const { link } = await api<{ link: string }>('POST', '/api/auth/accounts', {
        login,
        name: login,
        roles,
        orgId: null,
        districts,
      })
      await api('POST', `/api/auth/links/${link.split('/').at(-1)}`, { password: PASSWORD })
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'zh-CN',
        ...options,
      })
      await context.request.post(`${url}/api/auth/sign-in`, { data: { login, password: PASSWORD } })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      page.on('pageerror', (error) => problems.push(`${login} ${page.url()} ${error}`))
      page.on('console', (message) => {
        if (message.type() !== 'error' || /status of 4\d\d/.test(message.text())) return
        problems.push(`${login} ${page.url()} ${message.text()}`)
      })
      return page
    },
    async picture(page, name) {
      const to = process.env.ZHIQING_PICTURES
      if (!to) return
      mkdirSync(to, { recursive: true })
      await page.waitForTimeout(600)
      await page.screenshot({ path: join(to, `${name}.png`) })
    },
    async close() {
      await browser.close()
      await closeApp()
    },
  }
}
