import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { stringify } from 'csv-stringify/sync'
import type { Page } from 'playwright-core'
import { generate } from '#engines/synthetic-records'
import type { Product } from './product.ts'

/** Made-up enterprises behind the file; few, so that a run takes seconds. */
const ENTERPRISES = 120

interface Summary {
  readonly records: number
  readonly entities: number
  readonly openReviews: number
}

/** Synthetic records of all sources as a file, with one row that names no record. */
function recordsFile(): Buffer {
  const { rows } = generate(ENTERPRISES, 7)
  const empty = { ...rows[0], record_id: '' }
  return Buffer.from(stringify([...rows, empty], { header: true }))
}

/** Records of many sources become golden records; a person decides pairs by keyboard and takes it back. */
export function fusionSteps(opened: () => Product): void {
  let product: Product
  let page: Page

  before(async () => {
    product = opened()
    page = await product.as('fuser', ['taskforce'])
  })

  const summary = () => product.api<Summary>('GET', '/api/registry/fusion/summary')

  /** Presses a key at the desk and waits until the page has said what came of it. */
  async function press(key: string, said: RegExp): Promise<void> {
    // Taking back needs no pair before the person: there may be none left.
    if (key !== 'u') await page.locator('.zq-fus-compare').waitFor()
    await page.keyboard.press(key)
    await page.locator('[role=status]').filter({ hasText: said }).waitFor({ state: 'attached' })
  }

  test('an empty page says what to do first, and a file is loaded with its faulty row told', async () => {
    await page.goto(`${product.url}/registry/fusion`)
    await page.getByRole('heading', { name: '从这里开始' }).waitFor()
    await product.picture(page, 'fusion-empty')
    await page.getByRole('link', { name: '载入来源文件' }).first().click()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '各来源.csv', mimeType: 'text/csv', buffer: recordsFile() })
    await page.waitForURL(/\/registry\/fusion\/loads\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { name: '没有载入的行' }).waitFor()
    await product.picture(page, 'fusion-loaded')
    assert.ok((await summary()).records > ENTERPRISES)
  })

  test('a run makes golden records and shows how sure it is of them', async () => {
    await page.goto(`${product.url}/registry/fusion`)
    await page.getByRole('button', { name: '运行融合' }).first().click()
    await page.getByRole('button', { name: '开始' }).click()
    await page.waitForURL(/\/registry\/fusion\/runs\//)
    await page.getByText('预计准确率').waitFor({ timeout: 60_000 })
    await product.picture(page, 'fusion-run')
    const { records, entities } = await summary()
    assert.ok(entities > 0 && entities < records)
  })

  test('a golden record shows where each value comes from, and two of its records side by side', async () => {
    await page.goto(`${product.url}/registry/fusion/entities`)
    await page.locator('tr[data-row-key] a').first().click()
    await page.getByRole('heading', { name: '来源记录' }).waitFor()
    const boxes = page.locator('.zq-fus-members tbody input[type=checkbox]')
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await product.picture(page, 'fusion-entity')
    await page.getByRole('button', { name: '对照所选两条' }).click()
    await page.getByText('可能是同一企业').waitFor()
    await product.picture(page, 'fusion-compare')
  })

  test('pairs are decided with single keys, and a merge is taken back', async (t) => {
    const before = await summary()
    if (before.openReviews < 2) return t.skip('the run left fewer than two pairs to decide')
    await page.goto(`${product.url}/registry/fusion/reviews`)
    await press('l', /留到以后/)
    await press('s', /已判为同一企业/)
    await product.picture(page, 'fusion-desk')
    await press('u', /已收回判定/)
    const after = await summary()
    assert.equal(after.entities, before.entities)
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('键盘说明').first().waitFor()
  })

  test('a split by hand is remembered, and undone from the history', async () => {
    const { entities } = await summary()
    await page.goto(`${product.url}/registry/fusion/entities`)
    await page.locator('tr[data-row-key] a').first().click()
    await page.locator('.zq-fus-members tbody input[type=checkbox]').first().check()
    await page.getByRole('button', { name: '拆出所选' }).click()
    const note = page.getByRole('dialog').getByRole('textbox')
    await note.fill('另一家企业')
    const answered = page.waitForResponse((response) => response.url().endsWith('/split'))
    await note.press('Enter')
    assert.equal((await answered).status(), 200)
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    assert.equal((await summary()).entities, entities + 1)
    await page.goto(`${product.url}/registry/fusion/history`)
    await page.getByRole('button', { name: '撤销' }).first().click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: /撤销/ }).click()
    await page.getByText('条记录回到原来的归属').waitFor()
    await product.picture(page, 'fusion-history')
    assert.equal((await summary()).entities, entities)
  })

  test('an enterprise that fusion founded leads to its golden record', async () => {
    const { rows } = await product.api<{ rows: { enterpriseId: string | null }[] }>(
      'GET',
      '/api/registry/fusion/entities?sort=-records&size=50',
    )
    const id = rows.find(({ enterpriseId }) => enterpriseId)?.enterpriseId
    assert.ok(id, 'no golden record is in the library')
    await page.goto(`${product.url}/registry/enterprises/${id}?tab=sources`)
    await page.getByRole('link', { name: '打开金记录' }).click()
    await page.waitForURL(/\/registry\/fusion\/entities\//)
  })
}
