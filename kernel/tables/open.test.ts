import assert from 'node:assert/strict'
import test from 'node:test'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { guessDelimiter } from './csv-source.ts'
import { openTail } from './encoding.ts'
import { suppliers } from './example-table.ts'
import { bookOf, collect, opened, valuesOf, zipOf } from './fixtures.ts'

const code = (code: string) => (error: unknown) => (error as { code?: string }).code === code

/** "名称,数量\n重庆,1\n" in GB18030; Node writes no such encoding, so the bytes stand here. */
const GB18030 = Buffer.from('c3fbb3c62ccafdc1bf0ad6d8c7ec2c310a', 'hex')

test('a UTF-8 table with and without byte order mark', async (t) => {
  for (const bom of ['', '\ufeff']) {
    const source = await opened(t, `${bom}名称,数量\r\n重庆,1\r\n`)
    assert.equal(source.encoding, 'utf-8')
    assert.deepEqual(
      source.header?.columns.map((c) => c.text),
      ['名称', '数量'],
    )
    assert.deepEqual((await collect(source.rows())).map(valuesOf), [['重庆', '1']])
  }
})

test('GB18030 is found and decoded, even when its first Chinese character comes late', async (t) => {
  const small = await opened(t, GB18030)
  assert.equal(small.encoding, 'gb18030')
  assert.deepEqual((await collect(small.rows())).map(valuesOf), [['重庆', '1']])
  const ascii = Buffer.from(`name,count\n${'abcdefghij,12345\n'.repeat(40_000)}`)
  const late = await opened(t, Buffer.concat([ascii, GB18030.subarray(10)]))
  assert.equal(late.encoding, 'gb18030')
  assert.deepEqual(valuesOf((await collect(late.rows())).at(-1)), ['重庆', '1'])
})

test('UTF-16 with byte order mark, as Excel saves "Unicode text"', async (t) => {
  const source = await opened(t, Buffer.from('\ufeff名称\t数量\r\n重庆\t1\r\n', 'utf16le'))
  assert.deepEqual([source.encoding, source.delimiter], ['utf-16le', '\t'])
  assert.deepEqual((await collect(source.rows())).map(valuesOf), [['重庆', '1']])
})

test('UTF-8 with one broken byte stays UTF-8 and says so', async (t) => {
  const text = Buffer.from(`名称,数量\n${'重庆某某零部件有限公司,1\n'.repeat(10)}`)
  const source = await opened(t, Buffer.concat([text, Buffer.from([0xe9, 0x87, 0x2c, 0x32, 0x0a])]))
  assert.deepEqual([source.encoding, source.damagedText], ['utf-8', true])
  assert.match(String(valuesOf((await collect(source.rows())).at(-1))[0]), /\ufffd/)
})

test('a multi-byte character cut at any place is left for the next piece', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, at) => {
      const bytes = Buffer.from(text.toWellFormed())
      const cut = bytes.subarray(0, bytes.length === 0 ? 0 : at % (bytes.length + 1))
      const whole = cut.subarray(0, cut.length - openTail(cut))
      assert.doesNotThrow(() => new TextDecoder('utf-8', { fatal: true }).decode(whole))
    }),
  )
})

test('delimiters are found, also with commas inside quotes', () => {
  assert.equal(guessDelimiter('a,b\n1,2\n'), ',')
  assert.equal(guessDelimiter('a;b;c\n1,5;2,5;3\n"x;y";1;2\n'), ';')
  assert.equal(guessDelimiter('a\tb\n"1,2,3"\t4\n'), '\t')
  assert.equal(guessDelimiter('a|b\n1|2\n'), '|')
  assert.equal(guessDelimiter('sep=;\na;b\n'), ';')
})

test('row numbers are those that Excel shows: blank lines count, a quoted line break does not', async (t) => {
  const source = await opened(t, '名称,数量\n\n"重庆\n两江",1\n,\n巴南,2\n')
  const rows = await collect(source.rows())
  assert.deepEqual(
    rows.map((row) => [row.number, ...valuesOf(row)]),
    [
      [3, '重庆\n两江', '1'],
      [5, '巴南', '2'],
    ],
  )
})

test('what is no table is refused with its own reason', async (t) => {
  const ole = Buffer.alloc(1024)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(ole)
  ole.writeUInt16LE(9, 30)
  const locked = Buffer.from(ole)
  locked.write('EncryptedPackage', 512, 'utf16le')
  for (const [content, expected] of [
    [Buffer.alloc(0), 'tables.empty'],
    ['\n\n', 'tables.empty'],
    [ole, 'tables.oldXls'],
    [locked, 'tables.encrypted'],
    ['%PDF-1.7 ...', 'tables.notATable'],
    ['<html><table><tr><td>1</td></tr></table></html>', 'tables.notATable'],
    [Buffer.from('MZ\0\0\0\0\0\0'), 'tables.notATable'],
    [zipOf([{ name: 'word/document.xml', data: '<w/>' }]), 'tables.notATable'],
    [zipOf([{ name: 'xl/workbook.bin', data: '' }]), 'tables.xlsb'],
    [zipOf([{ name: 'xl/workbook.xml', data: '<w/>', encrypted: true }]), 'tables.encrypted'],
    [bookOf({ rows: '' }), 'tables.empty'],
    [bookOf({ rows: '' }).subarray(0, 300), 'tables.damaged'],
  ] as const) {
    await assert.rejects(opened(t, content), code(expected), expected)
  }
})

test('a quote that is never closed names the row where it began to go wrong', async (t) => {
  const source = await opened(t, 'a,b\n1,2\n', { headerRows: [1] })
  assert.equal((await collect(source.rows())).length, 1)
  await assert.rejects(opened(t, 'a,b\n"1,2\n3,4\n'), code('tables.quoteNotClosed'))
})

test('limits are the caller’s to set', async (t) => {
  await assert.rejects(opened(t, 'a,b\n1,2\n', { maxBytes: 3 }), code('tables.tooLarge'))
  const source = await opened(t, 'a,b\n1,2\n3,4\n', { maxRows: 1 })
  await assert.rejects(collect(source.rows()), code('tables.tooManyRows'))
  await assert.rejects(opened(t, 'a,b\n1,2,3,4,5\n', { maxColumns: 2 }), code('tables.tooManyColumns'))
})

test('reading can be cancelled and reports bytes', async (t) => {
  const source = await opened(t, `a,b\n${'1,2\n'.repeat(5000)}`)
  let last = 0
  await collect(
    source.rows({
      onProgress: (bytes, total) => {
        last = bytes / total
      },
    }),
  )
  assert.equal(last, 1)
  const stop = new AbortController()
  await assert.rejects(
    async () => {
      for await (const row of source.rows({ signal: stop.signal })) if (row.number === 300) stop.abort()
    },
    { name: 'AbortError' },
  )
})

const FIRMS = ['编号', '企业名称', '营业收入（亿元）']

test('of several sheets the one that fits the table is read, and an ordinary first sheet stays', async (t) => {
  const workbook = new ExcelJS.Workbook()
  workbook
    .addWorksheet('填表说明')
    .addRows([['填表说明'], ['一、企业名称须与执照一致'], ['二、收入以亿元计']])
  workbook.addWorksheet('空表')
  workbook.addWorksheet('名单').addRows([FIRMS, ['S0001', '甲', 1.5]])
  workbook.addWorksheet('去年').addRows([FIRMS, ['S0002', '乙', 2.5]])
  const book = Buffer.from(await workbook.xlsx.writeBuffer())
  const chosen = await opened(t, book, { table: suppliers })
  assert.equal(chosen.sheet, '名单')
  assert.equal((await opened(t, book, { table: suppliers, sheet: '去年' })).sheet, '去年')
  assert.equal((await opened(t, book)).sheet, '填表说明')
})

test('a file without a header keeps its first row', async (t) => {
  const source = await opened(t, '甲有限公司,渝北区\n乙有限公司,江北区\n', { headerRows: [] })
  assert.deepEqual(
    source.header?.columns.map(({ letter, text }) => [letter, text]),
    [
      ['A', ''],
      ['B', ''],
    ],
  )
  assert.deepEqual((await collect(source.rows())).map(valuesOf), [
    ['甲有限公司', '渝北区'],
    ['乙有限公司', '江北区'],
  ])
})
