import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { AppError } from '#kernel/core'
import { openTable } from '#kernel/tables'
import { openTestDatabase } from '../../../kernel/db/testing.ts'
import { bookOf } from '../../../kernel/tables/fixtures.ts'
import { IMPORT_TABLES } from '../contract.ts'
import { enterpriseWithParts } from '../service/detail.ts'
import { errorsOf, rowsOf } from './service/list.ts'
import { requestStaging } from './service/stage.ts'
import { previewAgain, templateOf } from './service/upload.ts'
import { bring, codeOf, contentOf, guessed, openLibrary, stage, undo, upload } from './testing.ts'

const open = openTestDatabase
const page = { page: 1, size: 100 }

/** `重庆甲有限公司` in GB18030, whose bytes no UTF-8 text has. */
const GB_NAME = Buffer.from('d6d8c7ecbcd7d3d0cfdeb9abcbbe', 'hex')
/** `企业名称`, `区县`, `渝北` in GB18030. */
const GB = {
  name: Buffer.from('c6f3d2b5c3fbb3c6', 'hex'),
  district: Buffer.from('c7f8cfd8', 'hex'),
  yubei: Buffer.from('d3e5b1b1', 'hex'),
}

test('a file in GB18030 is read as what it is', async () => {
  const library = await openLibrary(open)
  const ctx = library.as('taskforce')
  const comma = Buffer.from(',')
  const line = Buffer.from('\r\n')
  const file = Buffer.concat([GB.name, comma, GB.district, line, GB_NAME, comma, GB.yubei, line])
  const preview = await upload(ctx, 'enterprise', file)
  assert.equal(preview.encoding, 'gb18030')
  await bring(library, ctx, 'enterprise', file)
  const made = await library.database.query('select name, district from registry.enterprise')
  assert.deepEqual(made.rows, [{ name: '重庆甲有限公司', district: '500112' }])
})

test('a file without a header row shows no mapping, and a person may name another row', async () => {
  const library = await openLibrary(open)
  const ctx = library.as('taskforce')
  const bare = await upload(ctx, 'enterprise', '重庆甲有限公司,渝北\n重庆乙有限公司,巴南\n')
  assert.deepEqual([bare.headerRow, bare.missing], [0, ['name']])
  await assert.rejects(
    requestStaging(ctx, bare.batch.id, { mapping: {} }),
    (error) => error instanceof AppError && error.code === 'tables.columnsMissing',
  )
  const titled = await upload(
    ctx,
    'enterprise',
    '某区摸底表,\n说明,勿改表头\n单位,属地\n重庆甲有限公司,渝北\n',
  )
  const again = await previewAgain(ctx, titled.batch.id, { headerRow: 3 })
  assert.deepEqual(again.headers, ['单位', '属地'])
  assert.deepEqual(again.sample, [['重庆甲有限公司', '渝北']])
})

test('merged cells, dates as text and as numbers, formulas: what each becomes', async () => {
  const library = await openLibrary(open)
  const ctx = library.as('taskforce')
  const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`
  const book = bookOf({
    formats: [0, 14],
    rows: [
      `<row r="1">${cell('A1', '企业名称')}${cell('B1', '区县')}${cell('C1', '成立时间')}${cell('D1', '注册资本（万元）')}</row>`,
      `<row r="2">${cell('A2', '重庆甲有限公司')}${cell('B2', '渝北')}<c r="C2" s="1"><v>44927</v></c><c r="D2"><f>1+1</f><v>2</v></c></row>`,
      `<row r="3">${cell('A3', '重庆乙有限公司')}${cell('C3', '2023年1月5日')}<c r="D3"><f>HYPERLINK("http://x")</f></c></row>`,
      `<row r="4">${cell('A4', '重庆丙有限公司')}${cell('C4', '2023.2.30')}</row>`,
      `<row r="5">${cell('A5', '重庆丁有限公司')}${cell('B5', '巴南')}${cell('C5', '20230105')}</row>`,
    ].join(''),
    tail: '<mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells>',
  })
  const batch = await bring(library, ctx, 'enterprise', book)
  const made = await library.database.query(
    'select name, district, established, registered_capital as capital from registry.enterprise order by name',
  )
  assert.deepEqual(made.rows, [
    { name: '重庆丁有限公司', district: '500113', established: '2023-01-05', capital: null },
    { name: '重庆甲有限公司', district: '500112', established: '2023-01-01', capital: 2_000_000 },
  ])
  const { rows } = await rowsOf(ctx, batch.id, { ...page, outcome: 'faulty' })
  assert.deepEqual(
    rows.map((row) => [row.rowNumber, row.faults[0]!.column, row.faults[0]!.code]),
    [
      [3, '注册资本（万元）', 'tables.cell.formulaNoValue'],
      [4, '成立时间', 'tables.cell.noSuchDay'],
    ],
  )
})

test('SQL, HTML, formulas and odd characters in every text field are text', async () => {
  const library = await openLibrary(open)
  const ctx = library.as('taskforce')
  const nasty = "'); drop table x; --<script>alert(1)</script>\\x00 {{x}} \\u0000 %s $1"
  // A NUL near the start makes a file binary; one further down is a typing accident, as in exports of old systems.
  const far = 'x'.repeat(300 * 1024)
  const cells = [codeOf(1), `重庆甲${nasty}`, nasty, nasty, nasty, nasty, far].map(
    (text) => `"${text.replaceAll('"', '""')}"`,
  )
  const header = '统一社会信用代码,企业名称,注册地址,法定代表人,主要产品,招商来源地,备注'
  const batch = await bring(
    library,
    ctx,
    'enterprise',
    `${header}\n${cells.join(',')}\n,重庆乙\0有限公司,,,,,\n`,
  )
  assert.deepEqual([batch.created, batch.faulty], [2, 0])
  const second = await library.database.query('select 1 from registry.enterprise where name = $1', [
    '重庆乙有限公司',
  ])
  assert.equal(second.rows.length, 1)
  const found = await library.database.query<{ id: string }>(
    'select id from registry.enterprise where uscc = $1',
    [codeOf(1)],
  )
  const made = await enterpriseWithParts(ctx, found.rows[0]!.id)
  assert.equal(made.name, `重庆甲${nasty}`)
  assert.equal(made.address, nasty)
  assert.equal(made.legalRep, nasty)
  assert.equal(made.recruitedFrom, nasty)
})

test('the error workbook holds only the rows that did not go in, each with its rule', async () => {
  const library = await openLibrary(open)
  const ctx = library.as('taskforce')
  const batch = await stage(
    library,
    ctx,
    'enterprise',
    `代码,企业名称,区县,统一社会信用代码\nx,重庆甲有限公司,渝北,\nx,重庆乙有限公司,某某区,\nx,重庆甲有限公司,渝北,\n`,
  )
  const chunks: Buffer[] = []
  for await (const chunk of (await errorsOf(ctx, batch.id)).stream as AsyncIterable<Buffer>)
    chunks.push(chunk)
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-errors-'))
  writeFileSync(join(folder, 'errors'), Buffer.concat(chunks))
  const source = await openTable({ path: join(folder, 'errors') })
  const rows = source.preview.map((row) => [row.number, row.cells.at(-1)?.text])
  source.close()
  rmSync(folder, { recursive: true })
  assert.equal(rows.length, 2)
  assert.match(String(rows[0]), /^3,.*没有名为“某某区”的区县/)
  assert.match(String(rows[1]), /^4,.*待核对：.*与第 2 行同名/)
})

test('every template can be opened again and its columns are all known', async () => {
  const library = await openLibrary(open)
  const ctx = library.as('taskforce')
  for (const table of IMPORT_TABLES) {
    const chunks: Buffer[] = []
    for await (const chunk of templateOf(ctx, table).stream as AsyncIterable<Buffer>) chunks.push(chunk)
    const preview = await upload(ctx, table, Buffer.concat(chunks), 'template.xlsx')
    assert.deepEqual(preview.unmapped, [], table)
    assert.ok(
      preview.columns.every(({ index }) => index !== null),
      table,
    )
    await requestStaging(ctx, preview.batch.id, { mapping: guessed(preview) })
    await library.settle()
    const { rows } = await rowsOf(ctx, preview.batch.id, page)
    assert.deepEqual(
      rows.map((row) => row.outcome),
      ['faulty'],
      'the example row is refused',
    )
  }
})

test('property: importing anything and undoing it gives the same library; importing it again changes nothing', async () => {
  const library = await openLibrary(open)
  const ctx = library.as('taskforce')
  const names = ['重庆甲有限公司', '重庆乙有限公司', '重庆乙有限责任公司', '重庆丙厂', '重庆丁厂']
  const row = fc.record({
    code: fc.constantFrom('', ...[1, 2, 3, 4].map(codeOf)),
    name: fc.constantFrom(...names),
    district: fc.constantFrom('', '渝北', '巴南', '无此区'),
    products: fc.constantFrom('', '电机', '电机、线束'),
    nodes: fc.constantFrom('', '电驱', '动力电池、电驱'),
    kinds: fc.constantFrom('', '高企', '小巨人、高企'),
    capital: fc.constantFrom('', '0', '12.34', '1e3', 'x'),
  })
  const csv = (rows: readonly Record<string, string>[]) =>
    [
      '统一社会信用代码,企业名称,区县,主要产品,所属环节,资质,注册资本（万元）',
      ...rows.map((r) => [r.code, r.name, r.district, r.products, r.nodes, r.kinds, r.capital].join(',')),
    ].join('\n')
  const rows = fc.array(row, { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(rows, rows, async (first, second) => {
      await library.database.script(
        'truncate registry.enterprise, registry.field_change, registry.import_batch cascade',
      )
      await bring(library, ctx, 'enterprise', csv(first))
      const before = await contentOf(library)
      const batch = await bring(library, ctx, 'enterprise', csv(second))
      const after = await contentOf(library)
      const again = await bring(library, ctx, 'enterprise', csv(second))
      assert.deepEqual([again.created, again.updated], [0, 0])
      assert.deepEqual(await contentOf(library), after)
      const result = (await undo(library, ctx, batch.id)) as { kept: number }
      assert.equal(result.kept, 0)
      assert.deepEqual(await contentOf(library), before)
    }),
    { numRuns: 12 },
  )
})
