import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type Cell, textCell } from './cell.ts'
import { suppliers } from './example-table.ts'
import { parseCell } from './parse-cell.ts'
import type { ColumnDef } from './schema.ts'

const column = (key: string): ColumnDef => suppliers.columns.find((c) => c.key === key)!
const number = (value: number, percent?: true): Cell => ({
  kind: 'number',
  text: String(value),
  value,
  ...(percent && { percent }),
})
/** Value or code of a text (or cell) in a column. */
function read(input: string | Cell, key: string | ColumnDef, unit?: string): unknown {
  const cell = typeof input === 'string' ? textCell(input) : input
  const parsed = parseCell(cell, typeof key === 'string' ? column(key) : key, unit)
  return 'value' in parsed ? parsed.value : parsed.code
}

test('money becomes fen, by the unit of the cell, else of the header, else of the column', () => {
  assert.equal(read('1,234.5', 'revenue'), 1_234_500_000)
  assert.equal(read('１，２３４．５', 'revenue'), 1_234_500_000)
  assert.equal(read('1.2亿元', 'revenue', '元'), 12_000_000_000)
  assert.equal(read('5000', 'revenue', '元'), 500_000)
  assert.equal(read('¥ 12.34 元', 'revenue'), 1234)
  assert.equal(read('3 million yuan', 'revenue'), 300_000_000)
  assert.equal(read(number(0.1 + 0.2), 'revenue'), 300_000)
  assert.equal(read('1.005元', 'revenue'), 101)
  assert.equal(read('(5)', { ...column('revenue'), min: undefined }), -5_000_000)
})

test('numbers that are none, or not of this column', () => {
  assert.equal(read('约100', 'revenue'), 'tables.cell.number')
  assert.equal(read('1,23,4', 'revenue'), 'tables.cell.number')
  assert.equal(read('2-3', 'staff'), 'tables.cell.number')
  assert.equal(read('-1', 'revenue'), 'tables.cell.below')
  assert.equal(read('100台', 'revenue'), 'tables.cell.unit')
  assert.equal(read('1.5', 'staff'), 'tables.cell.integer')
  assert.equal(read('1.2万人', 'staff'), 12_000)
  assert.equal(read('3.5万套', 'capacity'), 35_000)
  assert.equal(read('99999999999999999', 'revenue'), 'tables.cell.outOfRange')
  assert.equal(read('1e400', 'capacity'), 'tables.cell.outOfRange')
})

test('an unknown is null, never zero', () => {
  for (const blank of ['-', '——', '/', 'N/A', '无', ' 　']) assert.equal(read(blank, 'revenue'), null, blank)
  assert.equal(Array.isArray(read('-', 'products')), true)
  assert.equal(read('0', 'revenue'), 0)
})

test('ratios: percent texts, percent formats, percent headers', () => {
  assert.equal(read('12.5%', 'share'), 0.125)
  assert.equal(read('12.5％', 'share', '%'), 0.125)
  assert.equal(read('12.5', 'share', '%'), 0.125)
  assert.equal(read(number(0.125, true), 'share', '%'), 0.125)
  assert.equal(read('0.125', 'share'), 0.125)
  assert.equal(read('12.5', 'share'), 'tables.cell.above')
})

test('dates as people write them', () => {
  for (const text of [
    '2025/1/3',
    '2025-01-03',
    '2025年1月3日',
    '20250103',
    '2025.1.3',
    '２０２５．１．３',
    '2025-01-03 08:30:00',
    '2025-01-03T00:00:00Z',
  ]) {
    assert.equal(read(text, 'founded'), '2025-01-03', text)
  }
  assert.equal(read(number(45660), 'founded'), '2025-01-03')
  assert.equal(read({ kind: 'date', text: '2025-01-03 12:00:00', value: '' }, 'founded'), '2025-01-03')
  assert.equal(read('2025-02-30', 'founded'), 'tables.cell.noSuchDay')
  assert.equal(read('1/3/2025', 'founded'), 'tables.cell.dateAmbiguous')
  assert.equal(read('去年', 'founded'), 'tables.cell.date')
  assert.equal(read('2024年度', 'year'), 2024)
  assert.equal(read('24', 'year'), 'tables.cell.year')
  for (const text of ['2025年3月', '2025-03', '2025/3', '202503', '2025-03-31'])
    assert.equal(read(text, 'month'), '2025-03', text)
  assert.equal(read(number(2025.1), 'month'), 'tables.cell.monthAmbiguous')
  assert.equal(read('2025-13', 'month'), 'tables.cell.month')
})

test('choices, yes and no, lists, codes', () => {
  assert.equal(read('tier 1', 'tier'), 't1')
  assert.equal(read('１级', 'tier'), 't1')
  assert.equal(read('三级', 'tier'), 'tables.cell.enum')
  assert.deepEqual(
    ['是', '√', 'No', '0'].map((text) => read(text, 'listed')),
    [true, true, false, false],
  )
  assert.equal(read('也许', 'listed'), 'tables.cell.boolean')
  assert.deepEqual(read('电机、电控，电池;电机', 'products'), ['电机', '电控', '电池'])
  assert.equal(read('Ｓ０００１ ', 'code'), 'S0001')
  assert.equal(read('X1', 'code'), 'tables.cell.pattern')
  assert.equal(read(number(9.15e17), { ...column('code'), pattern: undefined }), 'tables.cell.digitsLost')
})

test('errors, formulas without a result and broken characters are faults', () => {
  assert.equal(read({ kind: 'error', text: '#N/A', value: '#N/A' }, 'name'), 'tables.cell.excelError')
  assert.equal(
    read({ kind: 'error', text: '=A1', value: 'formulaNoValue', formula: 'A1' }, 'name'),
    'tables.cell.formulaNoValue',
  )
  assert.equal(read('重\ufffd', 'name'), 'tables.cell.badCharacter')
  assert.equal(read('字'.repeat(61), 'name'), 'tables.cell.tooLong')
})

test('any fen amount written in 万元 comes back to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 46 }), (fen) => {
      assert.equal(read(`${Number(`${fen}e-6`)}`, 'revenue'), fen)
      assert.equal(read(number(Number(`${fen}e-6`)), 'revenue'), fen)
    }),
  )
})

test('no text at all makes a cell fail otherwise than by a code', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...suppliers.columns), (text, col) => {
      const parsed = parseCell(textCell(text), col)
      assert.ok('value' in parsed || parsed.code.startsWith('tables.cell.'))
    }),
    { numRuns: 2000 },
  )
})
