import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeColumn } from '../frequency.ts'
import { comparisonsOf } from './comparisons.ts'
import type { Field } from './fields.ts'

/** The level that the first value reaches against each other one. */
function levelsOf(
  kind: Field['kind'],
  first: string | null,
  ...others: (string | null)[]
): (string | undefined)[] {
  const values = [first, ...others]
  const [comparison] = comparisonsOf([{ name: 'field', kind, values }], [encodeColumn(values)])
  return others.map((_, at) => comparison!.levels[comparison!.compare(0, at + 1)])
}

test('names: equal, one slip, near, alike, other', () => {
  assert.deepEqual(levelsOf('name', 'robert', 'robert', 'robret', 'roberto', 'robertson', 'roger', 'alice'), [
    'equal',
    'slip',
    'slip',
    'near',
    'alike',
    'other',
  ])
})

test('dates: a slip, two parts of three, one part', () => {
  assert.deepEqual(levelsOf('date', '1971-06-24', '1971-05-24', '1971-06-03', '1999-06-03', '2003-11-12'), [
    'slip',
    'two parts',
    'part',
    'other',
  ])
})

test('codes: a slip, the same beginning', () => {
  assert.deepEqual(levelsOf('code', 'tq13 8df', 'tq13 8dg', 'tq13 9ab', 'm1 1aa'), ['slip', 'near', 'other'])
})

test('phrases by the words they share, whatever the order', () => {
  const [turned, part, other] = levelsOf(
    'phrase',
    'thomas clifford baron',
    'baron thomas clifford',
    'thomas',
    'mary',
  )
  assert.equal(turned, 'nearly all')
  assert.ok(part !== 'other' && part !== 'equal')
  assert.equal(other, 'other')
})

test('an empty value says nothing', () => {
  assert.deepEqual(levelsOf('name', null, 'robert'), [undefined])
})

test('fields of one group may be swapped, and agreement on a rare value is told by its share', () => {
  const given = ['isla', 'hall', 'isla', 'tom']
  const surname = ['hall', 'isla', 'dean', 'dean']
  const fields: Field[] = [
    { name: 'given', kind: 'name', group: 'person', values: given },
    { name: 'surname', kind: 'name', group: 'person', values: surname },
  ]
  const [comparison] = comparisonsOf(fields, [encodeColumn(given), encodeColumn(surname)])
  const level = comparison!.compare(0, 1)
  assert.equal(comparison!.levels[level], 'swapped')
  assert.equal(comparison!.frequency!(level, 0, 1), 0)
  const equal = comparison!.compare(0, 2)
  assert.equal(comparison!.levels[equal], 'equal')
  assert.equal(comparison!.frequency!(equal, 0, 2), 2 / 4)
})
