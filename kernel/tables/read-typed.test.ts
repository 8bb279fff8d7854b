import assert from 'node:assert/strict'
import test from 'node:test'
import { suppliers } from './example-table.ts'
import { describeFault } from './faults.ts'
import { bookOf, collect, opened } from './fixtures.ts'
import { mapHeaders } from './map-headers.ts'
import { messages } from './messages.ts'
import type { TableSource } from './open.ts'
import { readTyped, type TypedRow } from './read-typed.ts'

function typed(source: TableSource): Promise<TypedRow[]> {
  const mapping = mapHeaders(source.header?.columns.map((c) => c.text) ?? [], suppliers)
  return collect(readTyped(source, suppliers, mapping))
}

test('good rows carry values, bad rows carry faults, both carry the original strings', async (t) => {
  const rows = await typed(
    await opened(t, '编号,企业名称,营业收入（亿元）,备注\nS0001,甲,1.5,留\nS0001,,十,\n\nS0003,丙,2,\n'),
  )
  assert.deepEqual(
    rows.map((r) => r.row),
    [2, 3, 5],
  )
  assert.deepEqual(rows[0]?.raw, { 编号: 'S0001', 企业名称: '甲', '营业收入（亿元）': '1.5', 备注: '留' })
  assert.equal(rows[0]?.values?.revenue, 15_000_000_000)
  assert.equal(rows[0]?.values?.founded, null)
  assert.equal(rows[1]?.values, undefined)
  assert.deepEqual(
    rows[1]?.faults.map((f) => f.code),
    ['tables.cell.duplicate', 'tables.cell.required', 'tables.cell.number'],
  )
})

test('a fault names row, column, value and rule in both languages', async (t) => {
  const [row] = await typed(await opened(t, '编号,企业名称,营业收入（亿元）\nS0001,甲,十\nS0002,乙,1\n'))
  const fault = row!.faults[0]!
  assert.equal(describeFault(fault, 'zh'), '第 2 行「营业收入（亿元）」（C 列）的值“十”：不是数字')
  assert.equal(describeFault(fault, 'en'), 'Row 2, column "营业收入（亿元）" (C), value "十": not a number')
  const choice = { ...fault, code: 'tables.cell.enum', params: { allowed: '一级', allowedEn: 'Tier 1' } }
  assert.match(describeFault(choice, 'en'), /Tier 1$/)
})

test('formulas and merged values are used and flagged', async (t) => {
  const rows = await typed(
    await opened(
      t,
      bookOf({
        strings: ['编号', '企业名称', '营业收入', 'S0001', 'S0002', '甲'],
        rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
          <row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>5</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>
          <row r="3"><c r="A3" t="s"><v>4</v></c><c r="C3"><f>1+1</f></c></row>`,
        tail: '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>',
      }),
    ),
  )
  assert.deepEqual(rows[0]?.flags, { formula: ['revenue'] })
  assert.equal(rows[0]?.values?.revenue, 2_000_000)
  assert.deepEqual(rows[1]?.flags?.merged, ['name'])
  assert.deepEqual(
    rows[1]?.faults.map((f) => [f.column, f.value, f.code]),
    [['营业收入', '=1+1', 'tables.cell.formulaNoValue']],
  )
})

test('a missing header and missing columns stop before the first row', async (t) => {
  await assert.rejects(typed(await opened(t, '1,2\n3,4\n')), { code: 'tables.headerMissing' })
  await assert.rejects(
    typed(await opened(t, '企业名称,备注\n甲,\n')),
    (error: { params?: { columns: string } }) => {
      assert.equal(error.params?.columns, '编号')
      return true
    },
  )
})

test('the example row of a template is refused while it stands', async (t) => {
  const [row] = await typed(await opened(t, '编号,企业名称\nS0000,示例零部件有限公司\n'))
  assert.equal(row?.faults[0]?.code, 'tables.cell.example')
})

test('every text stands in both languages with the same places', () => {
  for (const [code, { zh, en }] of Object.entries(messages)) {
    const places = (text: string) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!.replace(/En$/, '')).sort()
    assert.deepEqual(places(zh), places(en), code)
    assert.ok(zh && en, code)
  }
})
