import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import test from 'node:test'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { suppliers } from './example-table.ts'
import { bookOf, collect, tempFolder } from './fixtures.ts'
import { mapHeaders } from './map-headers.ts'
import { openTable } from './open.ts'
import { readTyped } from './read-typed.ts'
import { neutralise } from './text.ts'
import { writeErrorWorkbook } from './write-errors.ts'
import { type ExportRow, writeCsv, writeXlsx } from './write-table.ts'
import { writeTemplate } from './write-template.ts'

/** Texts that survive: trimmed, without what XML cannot hold, in NFC-neutral form, not the words for "no value". */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.constantFrom('=1+1', '@x', '+8', '-3', '重庆', "'=a", 'a"b', 'a,b;c\td', '_x0041_', '行\n行', '007'),
  )
  .map((s) => s.replace(/[\s\u3000\u200b\ufeff]+/g, ' ').trim())
  .filter((s) => s !== '' && !/^'['=+\-@＝＋－＠]/.test(s) && !s.includes('\ufffd'))

const day = fc
  .date({ min: new Date('1901-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))

const supplier: fc.Arbitrary<ExportRow> = fc.record({
  name: text.map((s) => [...s].slice(0, 30).join('').trim()),
  revenue: fc.option(fc.integer({ min: 0, max: 2 ** 46 })),
  share: fc.option(fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000)),
  staff: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
  capacity: fc.option(
    fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((n) => Number(n.toPrecision(15)) + 0),
  ),
  founded: fc.option(day),
  year: fc.option(fc.integer({ min: 1900, max: 2100 })),
  month: fc.option(day.map((d) => d.slice(0, 7))),
  tier: fc.option(fc.constantFrom('t1', 't2')),
  listed: fc.option(fc.boolean()),
  products: fc.option(fc.uniqueArray(fc.constantFrom('电机', '电控', 'IGBT', '座椅'), { minLength: 1 })),
})

async function readBack(path: string): Promise<unknown[]> {
  const source = await openTable({ path }, { table: suppliers })
  try {
    const mapping = mapHeaders(
      source.header!.columns.map((c) => c.text),
      suppliers,
    )
    const rows = await collect(readTyped(source, suppliers, mapping))
    assert.deepEqual(
      rows.flatMap((r) => r.faults),
      [],
    )
    return rows.map((r) => r.values)
  } finally {
    source.close()
  }
}

for (const [kind, write] of [
  ['XLSX', writeXlsx],
  ['CSV', writeCsv],
] as const) {
  test(`what is written as ${kind} reads back the same`, async (t) => {
    const path = join(tempFolder(t), 'out')
    await fc.assert(
      fc.asyncProperty(
        fc.array(supplier, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('zh', 'en'),
        async (rows, lang) => {
          const coded = rows.map((row, i) => ({ code: `S${String(i).padStart(4, '1')}`, ...row }))
          assert.equal(
            await write(coded, suppliers.columns, path, { lang, note: '合成数据 synthetic' }),
            coded.length,
          )
          assert.deepEqual(await readBack(path), coded)
        },
      ),
      { numRuns: 60 },
    )
  })
}

test('text that could be a formula is neutralised, numbers stay numbers', async (t) => {
  const path = join(tempFolder(t), 'out.csv')
  const columns = suppliers.columns.filter((c) => c.key === 'name' || c.key === 'staff')
  await writeCsv([{ name: '=HYPERLINK("x")', staff: -5 }], columns, path, { lang: 'zh' })
  assert.equal(readFileSync(path, 'utf8'), '\ufeff企业名称,职工人数（人）\r\n"\'=HYPERLINK(""x"")",-5\r\n')
  for (const start of ['=', '+', '-', '@', '\t', '\r', '＝'])
    assert.equal(neutralise(`${start}a`), `'${start}a`)
  const book = join(tempFolder(t), 'out.xlsx')
  await writeXlsx([{ name: '=1+1', staff: -5 }], columns, book, { lang: 'zh' })
  const sheet = await firstSheet(book)
  assert.deepEqual([sheet.getCell('A2').value, sheet.getCell('B2').value], ["'=1+1", -5])
})

async function firstSheet(path: string): Promise<ExcelJS.Worksheet> {
  return (await openBook(path)).worksheets[0]!
}

async function openBook(path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  return book
}

test('the error workbook marks the wrong cells on the rows of the file', async (t) => {
  const folder = tempFolder(t)
  const path = join(folder, 'in.csv')
  await writeCsv([], [], path, { lang: 'zh', note: [] })
  const { writeFileSync } = await import('node:fs')
  writeFileSync(path, '供应商表,,\n编号,企业名称,营业收入（亿元）\nS0001,甲,1.5\n\nS0002,=cmd,十\n')
  const source = await openTable({ path })
  const mapping = mapHeaders(
    source.header!.columns.map((c) => c.text),
    suppliers,
  )
  const rows = await collect(readTyped(source, suppliers, mapping))
  const out = join(folder, 'errors.xlsx')
  await writeErrorWorkbook(
    source,
    suppliers,
    rows.flatMap((r) => r.faults),
    out,
    'zh',
  )
  const sheet = await firstSheet(out)
  assert.equal(sheet.getCell('D2').value, '错误说明')
  assert.equal(sheet.getCell('A3').value, 'S0001')
  assert.equal(sheet.getCell('B5').value, "'=cmd")
  const wrong = sheet.getCell('C5')
  assert.equal(wrong.value, '十')
  assert.equal((wrong.fill as ExcelJS.FillPattern).fgColor?.argb, 'FFFFC7CE')
  assert.match(JSON.stringify(wrong.note), /不是数字/)
  assert.equal(sheet.getCell('D5').value, '第 5 行「营业收入（亿元）」（C 列）的值“十”：不是数字')
  assert.equal(sheet.getCell('D3').value, null)
})

test('a template can be filled in: required marked, lists, help; its own header is understood', async (t) => {
  const path = join(tempFolder(t), 'template.xlsx')
  for (const lang of ['zh', 'en'] as const) {
    await writeTemplate(suppliers, path, lang)
    const book = await openBook(path)
    assert.deepEqual(
      book.worksheets.map((s) => [s.name, s.state]),
      lang === 'zh'
        ? [
            ['供应商', 'visible'],
            ['说明', 'visible'],
            ['选项', 'hidden'],
          ]
        : [
            ['Suppliers', 'visible'],
            ['Help', 'visible'],
            ['Options', 'hidden'],
          ],
    )
    const source = await openTable({ path })
    const mapping = mapHeaders(
      source.header!.columns.map((c) => c.text),
      suppliers,
    )
    assert.deepEqual(
      mapping.matches.map((m) => m.key),
      suppliers.columns.map((c) => c.key),
    )
    const faults = (await collect(readTyped(source, suppliers, mapping))).flatMap((r) =>
      r.faults.map((f) => f.code),
    )
    assert.deepEqual(faults, ['tables.cell.example'])
    source.close()
  }
  const sheet = await firstSheet(path)
  assert.deepEqual(sheet.getCell('J9').dataValidation?.formulae, ["'Options'!$A$2:$A$3"])
  assert.equal(sheet.getCell('A1').value, 'Code*')
})

test('an export that is cancelled or whose output fails ends, and leaves no half file', async (t) => {
  const path = join(tempFolder(t), 'out.xlsx')
  const stop = new AbortController()
  function* endless(): Generator<ExportRow> {
    for (let i = 0; ; i++) {
      if (i === 5000) stop.abort()
      yield { name: `企业 ${i}` }
    }
  }
  await assert.rejects(writeXlsx(endless(), suppliers.columns, path, { lang: 'zh', signal: stop.signal }), {
    name: 'AbortError',
  })
  assert.equal(existsSync(path), false)
  const stopCsv = new AbortController()
  setTimeout(() => stopCsv.abort(), 20)
  await assert.rejects(writeCsv(endless(), suppliers.columns, path, { lang: 'zh', signal: stopCsv.signal }), {
    name: 'AbortError',
  })
  assert.equal(existsSync(path), false)
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('disk full'), { code: 'ENOSPC' })),
  })
  await assert.rejects(writeXlsx(endless(), suppliers.columns, full, { lang: 'zh' }), { code: 'ENOSPC' })
})

test('error cells and merged cells of a workbook are copied without anything that runs', async (t) => {
  const folder = tempFolder(t)
  const path = join(folder, 'in.xlsx')
  const { writeFileSync } = await import('node:fs')
  writeFileSync(
    path,
    bookOf({
      strings: ['编号', '企业名称', 'S0001'],
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><f>WEBSERVICE("x")</f></c></row>',
    }),
  )
  const source = await openTable({ path })
  const mapping = mapHeaders(
    source.header!.columns.map((c) => c.text),
    suppliers,
  )
  const out = join(folder, 'errors.xlsx')
  async function* faults() {
    for await (const row of readTyped(source, suppliers, mapping)) yield* row.faults
  }
  await writeErrorWorkbook(source, suppliers, faults(), out, 'en')
  source.close()
  assert.equal((await firstSheet(out)).getCell('B2').value, `'=WEBSERVICE("x")`)
})
