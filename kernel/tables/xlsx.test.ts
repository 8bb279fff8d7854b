import assert from 'node:assert/strict'
import test from 'node:test'
import { bookOf, collect, opened, valuesOf, zipOf } from './fixtures.ts'

const code = (code: string) => (error: unknown) => (error as { code?: string }).code === code
const HEADER =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="inlineStr"><is><t>数量</t></is></c></row>'

test('cells of every kind', async (t) => {
  const source = await opened(
    t,
    bookOf({
      formats: [0, 14, 10, 'yyyy"年"m"月"d"日";@', '[h]:mm', '#,##0.00'],
      rawStrings:
        '<si><t>名称</t></si><si><t>数量</t></si><si><r><t>重</t></r><r><rPr><b/></rPr><t>庆</t></r><rPh sb="0" eb="1"><t>chong</t></rPh></si>',
      rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
        <row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>0.1</v></c><c r="C3" s="1"><v>45660</v></c><c r="D3" s="2"><v>0.125</v></c>
        <c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#N/A</v></c><c r="G3" s="3"><v>45660.5</v></c>
        <c r="H3"><f>1+1</f><v>2</v></c><c r="I3"><f>SUM(A1)</f></c><c r="J3" t="str"><f>"a"</f><v>a&amp;b</v></c>
        <c r="K3" t="d"><v>2025-01-03T00:00:00</v></c><c r="L3" t="inlineStr"><is><r><t>富</t></r><r><t>文本_x000D_</t></r></is></c><c r="M3" s="5"/><c r="N3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`,
    }),
    { headerRows: [1] },
  )
  const [row] = await collect(source.rows())
  assert.equal(row?.number, 3)
  assert.deepEqual(valuesOf(row), [
    '重庆',
    0.1,
    '2025-01-03',
    0.125,
    true,
    '#N/A',
    '2025-01-03 12:00:00',
    2,
    'formulaNoValue',
    'a&b',
    '2025-01-03',
    '富文本\r',
    null,
    '#DIV/0!',
  ])
  assert.deepEqual([row?.cells[3]?.text, row?.cells[3]?.percent], ['12.5%', true])
  assert.deepEqual([row?.cells[7]?.formula, row?.cells[7]?.kind], ['1+1', 'number'])
  assert.deepEqual(
    [row?.cells[8]?.kind, row?.cells[8]?.text, row?.cells[13]?.kind],
    ['error', '=SUM(A1)', 'error'],
  )
})

test('dates of a 1904 workbook', async (t) => {
  const source = await opened(
    t,
    bookOf({
      date1904: true,
      formats: [14],
      rows: `${HEADER}<row r="2"><c r="A2" s="0"><v>44198</v></c></row>`,
    }),
  )
  assert.deepEqual(valuesOf((await collect(source.rows()))[0]), ['2025-01-03'])
})

test('merged cells fill down in data, sideways only in the header', async (t) => {
  const source = await opened(
    t,
    bookOf({
      strings: ['2024 年度填报表', '企业', '财务', '名称', '区县', '收入', '利润', '甲', '渝北', '乙', '丙'],
      rows: `<row r="1"><c r="A1" t="s"><v>0</v></c></row>
        <row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>
        <row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>4</v></c><c r="C3" t="s"><v>5</v></c><c r="D3" t="s"><v>6</v></c></row>
        <row r="4"><c r="A4" t="s"><v>7</v></c><c r="B4" t="s"><v>8</v></c><c r="C4"><v>1</v></c><c r="D4"><v>2</v></c></row>
        <row r="5"><c r="A5" t="s"><v>9</v></c><c r="B5"/><c r="C5"><v>3</v></c><c r="D5"><v>4</v></c></row>
        <row r="6"><c r="A6" t="s"><v>10</v></c><c r="C6"><v>5</v></c><c r="D6"><v>6</v></c></row>`,
      tail: '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="B4:B5"/><mergeCell ref="A2:B2"/><mergeCell ref="C2:D2"/></mergeCells>',
    }),
  )
  assert.deepEqual(source.header?.rows, [2, 3])
  assert.deepEqual(
    source.header?.columns.map((c) => c.text),
    ['企业/名称', '企业/区县', '财务/收入', '财务/利润'],
  )
  const rows = await collect(source.rows())
  assert.deepEqual(
    rows.map((row) => row.cells[1]?.value ?? null),
    ['渝北', '渝北', null],
  )
  assert.deepEqual(
    rows.map((row) => row.cells[1]?.merged ?? null),
    [null, 'down', null],
  )
})

test('hyperlinks keep their text and their target', async (t) => {
  const source = await opened(
    t,
    bookOf({
      rows: `${HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>官网</t></is></c></row>`,
      tail: '<hyperlinks><hyperlink ref="A2" r:id="rId9"/></hyperlinks>',
      sheetRels:
        '<Relationship Id="rId9" Type="x/hyperlink" Target="https://example.org/" TargetMode="External"/>',
    }),
  )
  const [row] = await collect(source.rows())
  assert.deepEqual([row?.cells[0]?.value, row?.cells[0]?.link], ['官网', 'https://example.org/'])
})

test('element names with a prefix, rows and cells without references', async (t) => {
  const source = await opened(
    t,
    bookOf({
      prefix: 'x:',
      strings: ['名称', '数量', '甲'],
      rows: '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row><x:row><x:c t="s"><x:v>2</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row>',
      tail: '<x:mergeCells><x:mergeCell ref="A9:B9"/></x:mergeCells>',
    }),
  )
  assert.deepEqual(
    (await collect(source.rows())).map((row) => [row.number, ...valuesOf(row)]),
    [[2, '甲', 5]],
  )
})

test('a million blank formatted rows are passed over, none is given out', async (t) => {
  let rows = `${HEADER}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>`
  const blank: string[] = []
  for (let r = 3; r <= 1_000_000; r++)
    blank.push(`<row r="${r}" s="3" customFormat="1"><c r="A${r}" s="3"/><c r="B${r}" s="3"/></row>`)
  rows += blank.join('')
  const file = bookOf({ rows })
  const source = await opened(t, file)
  const all = await collect(source.rows())
  assert.equal(all.length, 1)
})

test('a zip bomb is refused before anything is unpacked', async (t) => {
  const bomb = bookOf({ rows: `${HEADER}${' '.repeat(40_000_000)}` })
  assert.ok(bomb.length < 100_000)
  await assert.rejects(opened(t, bomb), code('tables.zipBomb'))
  await assert.rejects(
    opened(t, bomb, { maxRatio: 2000, maxUnzippedBytes: 1_000_000 }),
    code('tables.unzippedTooLarge'),
  )
})

test('a part that holds more than the directory says is cut off', async (t) => {
  const honest = bookOf({ rows: HEADER })
  const liar = zipOf([
    { name: 'xl/workbook.xml', data: '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>' },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: '<R><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></R>',
    },
    {
      name: 'xl/worksheets/s.xml',
      data: `<worksheet><sheetData>${' '.repeat(40_000_000)}</sheetData></worksheet>`,
      claimedSize: 1000,
    },
  ])
  assert.equal((await opened(t, honest)).top.length, 1)
  await assert.rejects(opened(t, liar), code('tables.damaged'))
})

test('documents made to exhaust memory are refused', async (t) => {
  const deep = `${HEADER + '<a>'.repeat(2000) + '</a>'.repeat(2000)}<row r="9"><c r="A9"><v>1</v></c></row>`
  await assert.rejects(opened(t, bookOf({ rows: deep })), code('tables.damaged'))
  const long = `${HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>${'长'.repeat(200_000)}</t></is></c></row>`
  await assert.rejects(
    opened(t, bookOf({ rows: long }), { maxCellLength: 100_000 }),
    code('tables.cellTooLong'),
  )
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'
  await assert.rejects(opened(t, bookOf({ rows: HEADER, rawStrings: entity })), code('tables.damaged'))
  const strings = Array.from({ length: 2000 }, (_, i) => `文本 ${i}`)
  await assert.rejects(
    opened(t, bookOf({ rows: HEADER, strings }), { maxSharedStringBytes: 10_000 }),
    code('tables.tooManyStrings'),
  )
  await assert.rejects(
    opened(t, bookOf({ rows: '<row r="1"><c r="ZZZ1"><v>1</v></c></row>' })),
    code('tables.tooManyColumns'),
  )
  await assert.rejects(
    opened(t, bookOf({ rows: '<row r="1"><c r="A1" t="s"><v>5</v></c></row>' })),
    code('tables.damaged'),
  )
})

test('a sheet that is not there is named beside those that are', async (t) => {
  await assert.rejects(
    opened(t, bookOf({ rows: HEADER }), { sheet: '其他' }),
    (error: { code?: string; params?: { sheets: string } }) => {
      assert.equal(error.code, 'tables.sheetNotFound')
      assert.equal(error.params?.sheets, '企业')
      return true
    },
  )
})
