import assert from 'node:assert/strict'
import test from 'node:test'
import { suppliers } from './example-table.ts'
import { opened } from './fixtures.ts'
import { correctMapping, mapHeaders, similarity } from './map-headers.ts'

const keyOf = (header: string) => mapHeaders([header], suppliers).matches[0]

test('names in both languages, aliases, and spellings that differ only in form', () => {
  for (const [header, key] of [
    ['企业名称', 'name'],
    ['Enterprise', 'name'],
    ['单位名称', 'name'],
    [' 企 业 名 称 * ', 'name'],
    ['ＣＯＤＥ', 'code'],
    ['company_name', 'name'],
    ['基本信息/企业名称', 'name'],
    ['编号（必填）', 'code'],
  ] as const) {
    assert.equal(keyOf(header)?.key, key, header)
  }
})

test('a unit in the header is taken, a remark in brackets is not', () => {
  assert.equal(keyOf('营业收入（亿元）')?.unit, '亿元')
  assert.equal(keyOf('营业收入(单位：元)')?.unit, '元')
  assert.equal(keyOf('Revenue (million yuan)')?.unit, 'million yuan')
  assert.equal(keyOf('本地配套率（%）')?.unit, '%')
  assert.deepEqual(
    [keyOf('营业收入（2024年）')?.key, keyOf('营业收入（2024年）')?.unit],
    ['revenue', undefined],
  )
})

test('similar names are suggested, never taken', () => {
  const match = keyOf('企业的营业收入')
  assert.equal(match?.key, null)
  assert.equal(match?.suggestions[0]?.key, 'revenue')
  assert.ok(match!.suggestions[0]!.confidence < 0.9)
  assert.deepEqual(keyOf('备注')?.suggestions, [])
  assert.ok(similarity('abcd', 'abce') > similarity('abcd', 'xyzw'))
})

test('what is missing and what is left over is told', () => {
  const mapping = mapHeaders(['企业名称', '备注', ''], suppliers)
  assert.deepEqual(mapping.missing, ['code'])
  assert.deepEqual(mapping.unmapped, ['备注'])
})

test('two headers for one column: the surer wins', () => {
  const mapping = mapHeaders(['名称/企业名称', '企业名称'], suppliers)
  assert.deepEqual(
    mapping.matches.map((m) => m.key),
    [null, 'name'],
  )
  assert.equal(mapping.matches[0]?.suggestions[0]?.key, 'name')
})

test('a person corrects the mapping, within reason', () => {
  const mapping = mapHeaders(['企业名称', '收入合计（亿元）', '编号'], suppliers)
  const corrected = correctMapping(mapping, suppliers, { 1: 'revenue', 0: null })
  assert.deepEqual(
    corrected.matches.map((m) => m.key),
    [null, 'revenue', 'code'],
  )
  assert.equal(corrected.matches[1]?.unit, '亿元')
  assert.deepEqual(corrected.missing, ['name'])
  assert.throws(() => correctMapping(mapping, suppliers, { 1: 'name' }), { code: 'tables.columnTwice' })
  assert.throws(() => correctMapping(mapping, suppliers, { 1: 'nonsense' }), { code: 'tables.unknownColumn' })
})

test('the header is found under a title, a unit line and notes', async (t) => {
  const source = await opened(
    t,
    '2024年供应商统计表,,,\n填报单位：某区,,,单位：亿元\n编号,企业名称,营业收入,成立日期\nS0001,甲,1.5,2025/1/3\nS0002,乙,2,2025/1/4\n',
  )
  assert.deepEqual(source.header?.rows, [3])
  assert.equal(source.header?.unit, '亿元')
  const mapping = mapHeaders(
    source.header!.columns.map((c) => c.text),
    suppliers,
    { tableUnit: source.header?.unit },
  )
  assert.equal(mapping.matches[2]?.unit, '亿元')
})

test('a table without a header row has none, and a person may point at one', async (t) => {
  const numbers = '1,2,3\n4,5,6\n7,8,9\n'
  assert.equal((await opened(t, numbers)).header, undefined)
  assert.deepEqual(
    (await opened(t, numbers, { headerRows: [2] })).header?.columns.map((c) => c.text),
    ['4', '5', '6'],
  )
  const names = '甲公司,渝北\n乙公司,巴南\n'
  assert.equal((await opened(t, names, { table: suppliers })).header, undefined)
})

test('years, brackets and units around a name are seen through', () => {
  const matched = (header: string) => {
    const [match] = mapHeaders([header], suppliers).matches
    return [match?.key ?? null, match?.unit ?? null]
  }
  assert.deepEqual(matched('2025年营业收入（万元）'), ['revenue', '万元'])
  assert.deepEqual(matched('营业收入（2025年，亿元）'), ['revenue', '亿元'])
  assert.deepEqual(matched('企业（名称）'), ['name', null])
  // Taking dollars for yuan would be off by a factor that nobody sees.
  assert.deepEqual(matched('营业收入（万美元）'), [null, null])
})
