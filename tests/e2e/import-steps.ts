import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { usccCheckChar } from '#engines/identifiers'
import { gb18030 } from './gb18030.ts'
import type { Product } from './product.ts'

/** A made-up credit code with a right check character. */
function codeOf(n: number): string {
  const body = `91500112MA${String(n).padStart(7, '0')}`
  return body + usccCheckChar(body)
}

const HEADERS = ['统一社会信用代码', '企业名称', '区县', '产业链环节（多个）', '入库日期']

/** Three right rows under a header that no list of names knows. */
function csvFile(): Buffer {
  const rows = [1, 2, 3].map((n) => [
    codeOf(n),
    `端到端试制部件${n}号有限公司`,
    '渝北区',
    '动力电池',
    '2025-03-01',
  ])
  const headers = HEADERS.map((title) => (title === '企业名称' ? '抬头' : title))
  return gb18030([headers, ...rows].map((row) => row.join(',')).join('\r\n'))
}

/** Two right rows and three wrong ones. */
async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('企业')
  sheet.addRow(HEADERS)
  sheet.addRow([codeOf(11), '端到端合格甲有限公司', '渝北区', '动力电池', '2025-03-01'])
  sheet.addRow([codeOf(12), '端到端合格乙有限公司', '江北区', '动力电池', '2025-03-01'])
  sheet.addRow([codeOf(13), '端到端区县写错有限公司', '不存在区', '动力电池', '2025-03-01'])
  sheet.addRow(['91500112MA00000', '端到端代码写错有限公司', '渝北区', '动力电池', '2025-03-01'])
  sheet.addRow([codeOf(14), '端到端日期写错有限公司', '渝北区', '动力电池', '去年春天'])
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** The way of tables into an empty library and out again; leaves three firms there. */
export function importSteps(opened: () => Product): void {
  let product: Product
  let page: Page
  let batch = ''

  before(async () => {
    product = opened()
    page = await product.as('importer', ['taskforce'])
  })

  /** The number of parts makers on the cockpit, once it is as expected. */
  async function partsTarget(expected: (value: number | null) => boolean): Promise<number> {
    for (let turn = 0; turn < 60; turn++) {
      const { targets } = await product.api<{ targets: { code: string; current: number | null }[] }>(
        'GET',
        '/api/plan/cockpit',
      )
      const value = targets.find(({ code }) => code === 'T02')?.current ?? null
      if (expected(value)) return value ?? 0
      await page.waitForTimeout(250)
    }
    return assert.fail('the cockpit has not moved')
  }

  async function send(name: string, buffer: Buffer): Promise<void> {
    await page.goto(`${product.url}/registry/imports/new`)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await page.waitForURL(/\/registry\/imports\/[0-9a-f-]{36}/)
  }

  /** Checks the batch in view and writes its good rows. */
  async function commit(): Promise<void> {
    await page.getByRole('button', { name: /^写入 \d+ 行/ }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: /写入/ }).click()
    await page.getByText('已写入企业库').first().waitFor()
  }

  async function total(): Promise<number> {
    return (await product.api<{ total: number }>('GET', '/api/registry/enterprises?size=1')).total
  }

  test('an empty system says what to do first, and leads there', async () => {
    await page.goto(product.url)
    await page.getByRole('heading', { name: '从这里开始' }).waitFor()
    await product.picture(page, 'empty')
    await page.getByRole('button', { name: '去导入' }).click()
    await page.waitForURL(/\/registry\/imports\/new/)
  })

  test('a CSV in GB18030 whose name column is not recognised is mapped by hand', async () => {
    await send('企业调查.csv', csvFile())
    await page.getByText(/GB18030/i).waitFor()
    const check = page.getByRole('button', { name: '开始校验' })
    assert.ok(await check.isDisabled(), 'without the name nothing can be checked')
    await product.picture(page, 'import-mapping')
    await page.getByRole('combobox', { name: '企业名称', exact: true }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: '抬头' }).click()
    await check.click()
    await commit()
    await product.picture(page, 'import-done')
    assert.equal(await total(), 3)
    await partsTarget((value) => value === 3)
  })

  test('wrong cells of a workbook are named, come back marked, and do not hold up the good rows', async () => {
    await send('企业登记.xlsx', await workbook())
    await page.getByRole('button', { name: '开始校验' }).click()
    // The value alone stands in the preview, too; the rule is told only once the rows have been checked.
    await page.getByText('没有名为“不存在区”的区县').first().waitFor()
    const text = await page.locator('main').innerText()
    assert.match(text, /区县.*不存在区.*没有名为/s)
    assert.match(text, /统一社会信用代码.*91500112MA00000/s)
    assert.match(text, /入库日期.*去年春天/s)
    await product.picture(page, 'import-errors')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载错误表' }).click(),
    ])
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(await download.path())
    const marked: string[] = []
    book.worksheets[0]?.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.fill?.type === 'pattern' && cell.note) marked.push(cell.text)
      }),
    )
    assert.deepEqual(marked.sort(), ['91500112MA00000', '不存在区', '去年春天'].sort())
    batch = page.url()
    await commit()
    assert.equal(await total(), 5)
    await partsTarget((value) => value === 5)
  })

  test('the number on the cockpit leads down to the record that the import made', async () => {
    await page.goto(product.url)
    await page.locator('a.zq-plan-card', { hasText: 'T02' }).click()
    await page.waitForURL(/\/plan\/targets\//)
    await page.locator('a[href="#evidence"]').click()
    await page.locator('#evidence a[href^="/registry/enterprises/"]').first().waitFor()
    await page.goto(`${product.url}/registry/enterprises?q=${encodeURIComponent('端到端合格甲')}`)
    await page.getByRole('link', { name: '端到端合格甲有限公司' }).click()
    await page.getByText(codeOf(11)).first().waitFor()
    await page.getByRole('tab', { name: '来源原始行' }).click()
    await page.getByText('企业登记.xlsx').first().waitFor()
    await product.picture(page, 'import-record')
  })

  test('the batch is undone whole, and the cockpit goes back', async () => {
    await page.goto(batch)
    await page.getByRole('button', { name: '撤销整批' }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: /撤销/ }).click()
    await page.getByText('已撤销').first().waitFor()
    assert.equal(await total(), 3)
    await partsTarget((value) => value === 3)
    await product.picture(page, 'import-undone')
  })
}
