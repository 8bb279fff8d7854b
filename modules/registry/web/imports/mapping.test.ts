import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  columnLetter,
  confidenceWord,
  doubledOf,
  examplesOf,
  guessedMapping,
  missingOf,
  sentMapping,
  unmappedOf,
} from './mapping.ts'

const columns = [
  { key: 'name', index: 1, required: true },
  { key: 'uscc', index: 0, required: false },
  { key: 'district', index: null, required: true },
]

test('the guess is where the user begins; what is required and not guessed is told', () => {
  const mapping = guessedMapping(columns)
  assert.deepEqual(mapping, { name: 1, uscc: 0 })
  assert.deepEqual(missingOf(columns, mapping), ['district'])
  assert.deepEqual(missingOf(columns, { ...mapping, district: 2 }), [])
})

test('a column of the file that stands for two is told for both', () => {
  assert.deepEqual(doubledOf(columns, { name: 1, uscc: 1, district: 2 }), ['name', 'uscc'])
  assert.deepEqual(doubledOf(columns, { name: 1, uscc: 0 }), [])
})

test('columns that stand for nothing are named, and taken-out ones are not sent', () => {
  const mapping = { name: 1, uscc: undefined }
  assert.deepEqual(unmappedOf(['代码', '名称', '备注'], mapping), [0, 2])
  assert.deepEqual(sentMapping(mapping), { name: 1 })
})

test('columns have the letters of a spreadsheet', () => {
  assert.deepEqual([0, 25, 26, 27, 701, 702].map(columnLetter), ['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
})

test('an exact title is sure, a likeness is to be checked', () => {
  assert.deepEqual([1, 0.9, 0.6, null].map(confidenceWord), ['sure', 'likely', 'unsure', 'unsure'])
})

test('examples are the first different values', () => {
  assert.deepEqual(examplesOf([['a'], [''], ['a'], ['b'], [], ['c'], ['d']], 0), ['a', 'b', 'c'])
})
