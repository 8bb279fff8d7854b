import assert from 'node:assert/strict'
import test from 'node:test'
import { parseDate } from './parse-date.ts'
import { isRealDate, serialToDate } from './serial-date.ts'
import { meaningOfFormat } from './workbook-parts.ts'

test('serial numbers, with the leap day that Excel invented', () => {
  assert.equal(serialToDate(1), '1900-01-01')
  assert.equal(serialToDate(59), '1900-02-28')
  assert.equal(serialToDate(60), undefined)
  assert.equal(serialToDate(61), '1900-03-01')
  assert.equal(serialToDate(45660), '2025-01-03')
  assert.equal(serialToDate(45660.999999), '2025-01-04')
  assert.equal(serialToDate(0.5), '12:00:00')
  assert.equal(serialToDate(-1), undefined)
  assert.equal(serialToDate(0, true), '1904-01-01')
  assert.equal(serialToDate(44198, true), '2025-01-03')
})

test('days that are in no calendar', () => {
  assert.equal(isRealDate('2024-02-29'), true)
  for (const day of ['2025-02-29', '2025-02-30', '2025-13-01', '2025-00-10', '2025-1-3'])
    assert.equal(isRealDate(day), false, day)
})

test('number formats: what is a date, what a percentage', () => {
  for (const [id, code] of [
    [14, undefined],
    [31, undefined],
    [57, undefined],
    [200, 'yyyy/m/d'],
    [200, '[$-804]yyyy"年"m"月"'],
    [200, '[h]:mm:ss'],
  ] as const) {
    assert.equal(meaningOfFormat(id, code), 'date', code ?? String(id))
  }
  for (const [id, code] of [
    [0, undefined],
    [4, undefined],
    [200, '#,##0.00"万元"'],
    [200, '[Red]0.00'],
    [200, 'General'],
    [200, '0"days"'],
    [200, '#\\ ?/?'],
  ] as const) {
    assert.equal(meaningOfFormat(id, code), 'plain', code ?? String(id))
  }
  assert.equal(meaningOfFormat(10, undefined), 'percent')
  assert.equal(meaningOfFormat(200, '0.0%;[Red]-0.0%'), 'percent')
})

test('an unformatted date that became text is read as the date it is', () => {
  const cell = (text: string) => ({ kind: 'text' as const, text, value: text })
  assert.deepEqual(parseDate(cell('45292')), { value: '2024-01-01' })
  assert.deepEqual(parseDate(cell('400000')), { code: 'tables.cell.date' })
})
