import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { patternsOf } from './compare.ts'
import type { Comparison } from './types.ts'

const comparison = (levels: number): Comparison => ({
  name: 'field',
  levels: Array.from({ length: levels }, (_, level) => String(level)),
  compare: () => 0,
})

test('pairs of one pattern share its levels, pairs of two do not', () => {
  const level = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(fc.array(fc.tuple(level, level, level)), (rows) => {
      const columns = [0, 1, 2].map((c) => Uint8Array.from(rows, (row) => row[c]!))
      const { count, levels, patternOf } = patternsOf(columns, [comparison(3), comparison(3), comparison(3)])
      assert.equal(count, new Set(rows.map(String)).size)
      rows.forEach((row, at) => {
        assert.deepEqual([...levels.subarray(patternOf[at]! * 3, patternOf[at]! * 3 + 3)], row)
      })
    }),
  )
})

test('so many comparisons that patterns could be mistaken for one another are refused', () => {
  const many = Array.from({ length: 19 }, () => comparison(6))
  assert.throws(
    () =>
      patternsOf(
        many.map(() => Uint8Array.of(0)),
        many,
      ),
    RangeError,
  )
  assert.equal(
    patternsOf(
      many.slice(1).map(() => Uint8Array.of(0)),
      many.slice(1),
    ).count,
    1,
  )
})
