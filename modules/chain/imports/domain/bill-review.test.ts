import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reviewBills } from './bill-review.ts'
import type { FileRow } from './review.ts'

let next = 2
const line = (
  part: string,
  more: { parent?: string; line?: string; share?: number; unit?: string } = {},
): FileRow => ({
  row: next++,
  parsed: {
    firms: { supplier_id: null },
    place: { model: 'M', line: more.line ?? null, parent: more.parent ?? null },
    fields: { part, node: null, unit: more.unit ?? null, cost_share: more.share ?? null },
  },
})
const faultsOf = (rows: FileRow[], stored: Parameters<typeof reviewBills>[1] = []) => {
  const { faults } = reviewBills(rows, stored, new Set(['M']), (name) => name.trim(), new Map())
  const first = rows[0]?.row ?? 0
  return [...faults]
    .sort(([a], [b]) => a - b)
    .map(([row, [fault]]) => `${row - first} ${fault?.code.split('.').at(-1)}`)
}

test('parts that stand above each other in a circle are refused, and what hangs on them', () => {
  const rows = [line('a', { parent: 'b' }), line('b', { parent: 'a' }), line('c', { parent: 'a' }), line('d')]
  assert.deepEqual(faultsOf(rows), ['0 parentCircle', '1 parentCircle', '2 parentFaulty'])
})

test('the part above by number, by name in the file, by name among the stored lines', () => {
  const stored = [
    { id: 's', model: 'M', parentId: null, part: '座椅', node: null, supplierId: null, costShare: 0.5 },
  ]
  const rows = [line('包', { line: '1' }), line('芯', { line: '1.1' }), line('壳', { parent: '包' })]
  assert.deepEqual(faultsOf([...rows, line('骨架', { parent: '座椅' })], stored), [])
  assert.deepEqual(faultsOf([line('芯', { line: '7.1', parent: '无' })]), ['0 parentUnknown'])
  assert.deepEqual(faultsOf([line('包'), line('包', { unit: '套' }), line('芯', { parent: '包' })]), [
    '1 rowTwice',
    '2 parentAmbiguous',
  ])
})

test('a level of 130 % is refused whole; thirds that miss 1 in the last digit are not', () => {
  assert.deepEqual(faultsOf([line('a', { share: 0.7 }), line('b', { share: 0.6 })]), [
    '0 sharesExceed',
    '1 sharesExceed',
  ])
  assert.deepEqual(faultsOf(['a', 'b', 'c'].map((part) => line(part, { share: 1 / 3 }))), [])
})

test('one part in two units is refused where the second stands', () => {
  const rows = [line('a'), line('螺栓', { parent: 'a', unit: '个' }), line('螺栓', { unit: 'kg' })]
  assert.deepEqual(faultsOf(rows), ['2 twoUnits'])
})
