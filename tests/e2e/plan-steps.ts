import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import { dayjs } from '#kernel/core'
import type { Product } from './product.ts'

/** What a task force does with the plan through a month, and what others may see of it; ends with another plan in force. */
export function planSteps(opened: () => Product): void {
  let product: Product
  let page: Page

  before(async () => {
    product = opened()
    page = await product.as('taskforce', ['taskforce'])
  })

  async function targetId(code: string): Promise<string> {
    const { targets } = await product.api<{ targets: { id: string; code: string }[] }>(
      'GET',
      '/api/plan/targets',
    )
    return targets.find((target) => target.code === code)?.id ?? assert.fail(`no target ${code}`)
  }

  /** Enters a value of the target in view by keyboard alone: Enter sends the form. */
  async function enter(value: string, note: string): Promise<void> {
    await page.getByRole('button', { name: '填报数值' }).click()
    const drawer = page.locator('.ant-drawer')
    await drawer.locator('input[type=file]').setInputFiles({
      name: '超充站台账.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('台账'),
    })
    await drawer.getByLabel(/说明|更正原因/).fill(note)
    await drawer.getByRole('spinbutton', { name: '数值' }).fill(value)
    await page.keyboard.press('Enter')
    await page.locator('.ant-drawer-open').waitFor({ state: 'detached' })
  }

  test('a value is entered with its document, and a correction leaves the first one legible', async () => {
    await page.goto(`${product.url}/plan/targets/${await targetId('T17')}`)
    await enter('800', '市级台账')
    await enter('812', '漏报十二座')
    await page.locator('del', { hasText: '800 座' }).waitFor()
    await product.picture(page, 'manual-target')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '超充站台账.txt' }).first().click(),
    ])
    assert.equal(readFileSync(await download.path(), 'utf8'), '台账')
  })

  test('who is responsible is reminded of a measure, reports on it, and Esc closes it', async () => {
    const { tasks } = await product.api<{ tasks: { id: string; number: number }[] }>(
      'GET',
      '/api/plan/cockpit',
    )
    const { rows } = await product.api<{ rows: { id: string; login: string }[] }>('GET', '/api/auth/accounts')
    await product.api('POST', '/api/plan/measures', {
      taskId: tasks.find(({ number }) => number === 11)?.id,
      title: '落实重点商圈的超充站用地',
      ownerAccount: rows.find(({ login }) => login === 'taskforce')?.id,
      dueOn: dayjs().add(2, 'day').format('YYYY-MM-DD'),
    })
    await page.goto(`${product.url}/plan/measures`)
    const reminder = page.getByRole('alert').filter({ hasText: '您负责的 1 项举措' })
    await product.picture(page, 'measures')
    await reminder.getByRole('button', { name: '落实重点商圈的超充站用地' }).click()
    await page.getByLabel('本次进展').fill('已与三个区对接')
    await page.getByRole('button', { name: '填报进展' }).click()
    await page.getByText('已与三个区对接').last().waitFor()
    await product.picture(page, 'measure')
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer-open').waitFor({ state: 'detached' })
  })

  test('the meeting is led by keyboard and fills the screen', async () => {
    await page.goto(`${product.url}/plan/meeting?task=10`)
    await page.getByText('10 / 15').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByText('落实重点商圈的超充站用地').waitFor()
    await page.keyboard.press('f')
    await page.waitForFunction('document.fullscreenElement !== null')
    await product.picture(page, 'meeting')
    await page.keyboard.press('f')
    await page.waitForFunction('document.fullscreenElement === null')
  })

  test('the monthly report names the source of each figure', async () => {
    await page.goto(`${product.url}/plan/reports`)
    await page.getByRole('button', { name: '生成报告' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 DOCX' }).first().click(),
    ])
    const { value } = await mammoth.extractRawText({ path: await download.path() })
    assert.match(value, /超充站/)
    assert.match(value, /812座/)
    assert.match(value, /超充站台账\.txt/)
    const { rows } = await product.api<{ rows: { id: string }[] }>('GET', '/api/plan/reports')
    await page
      .goto(`${product.url}/api/plan/reports/${rows[0]?.id}/file?format=html&lang=zh`)
      .catch(() => undefined)
    await product.picture(page, 'report')
  })

  test('the keyboard reaches the content by one key, lists by arrows and records by Enter', async () => {
    await page.goto(`${product.url}/plan/measures`)
    const first = page.locator('tr[data-row-key]').first()
    await first.waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.className'), 'zq-skip')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), 'content')
    await first.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.ant-drawer-open').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer-open').waitFor({ state: 'detached' })
  })

  test('a compiled text becomes the plan in force', async () => {
    await page.goto(`${product.url}/plan/compile`)
    await page
      .locator('textarea')
      .first()
      .fill(
        '某市产业链行动计划（2025—2027年）\n一、总体目标\n到2027年，培育零部件企业100家，产值突破50亿元。',
      )
    await page.getByRole('button', { name: '开始编译' }).click()
    await page.waitForURL(/\/plan\/compile\/.+/)
    await page.getByRole('button', { name: '存为行动计划' }).click()
    await product.picture(page, 'save-plan')
    await page.getByLabel('英文标题').fill('A city’s action plan')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/')
    await page.locator('main h1', { hasText: '某市产业链行动计划' }).waitFor()
    await page.locator('a.zq-plan-card', { hasText: 'T02' }).waitFor()
    assert.equal(await page.locator('a.zq-plan-card').count(), 2)
    await product.picture(page, 'saved-plan')
  })

  test('each role finds only what it may open, and nothing refuses itself on the way in', async () => {
    const menus = {
      district: { open: '/registry/imports', shut: '/plan/compile' },
      enterprise: { open: '/registry/enterprises', shut: '/plan/measures' },
      auditor: { open: '/audit', shut: '/registry/imports' },
      bank: { open: '/registry/enterprises', shut: '/audit' },
    } as const
    const visit = async (role: keyof typeof menus) => {
      const visitor = await product.as(role, [role], role === 'district' ? { districts: ['500106'] } : {})
      const refused: string[] = []
      visitor.on('response', (reply) => {
        if (reply.status() === 403) refused.push(reply.url())
      })
      await visitor.goto(product.url)
      await visitor.locator('nav a[href="/plan/targets"]').waitFor()
      const links = await visitor
        .locator('nav a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      assert.ok(links.includes(menus[role].open), `${role} finds ${menus[role].open}`)
      assert.ok(!links.includes(menus[role].shut), `${role} is not shown ${menus[role].shut}`)
      await visitor.waitForLoadState('networkidle')
      assert.deepEqual(refused, [], role)
      if (role === 'enterprise') {
        await visitor.goto(product.url + menus[role].shut)
        await visitor.getByText('您没有打开此页面的权限').waitFor()
      }
      await visitor.context().close()
    }
    await Promise.all((Object.keys(menus) as (keyof typeof menus)[]).map(visit))
  })

  test('a failed sign-in through the organisation is told in words', async () => {
    const visitor = await product.browser.newPage({ locale: 'zh-CN' })
    await visitor.goto(`${product.url}/sign-in?problem=auth.oidc.noAccount`)
    await visitor.getByText('本系统还没有您的账号').waitFor()
    await product.picture(visitor, 'sign-in')
    await visitor.close()
  })
}
