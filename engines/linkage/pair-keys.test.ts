import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PairKeys } from './pair-keys.ts'

test('pairs are given once, the lower row left, in order', () => {
  const keys = new PairKeys(10)
  for (const [row, other] of [
    [7, 2],
    [0, 9],
    [2, 7],
  ] as const)
    keys.add(row, other)
  const { left, right } = keys.pairs()
  assert.deepEqual([...left], [0, 2])
  assert.deepEqual([...right], [9, 7])
})

test('nothing is lost and nothing doubled, however many are added', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 0, max: 20_000 }), (size, count) => {
      const keys = new PairKeys(size)
      const expected = new Set<string>()
      for (let at = 0; at < count; at++) {
        const row = Math.imul(at, 2654435761) >>> 0
        const a = row % size
        const b = (row >>> 9) % size
        if (a === b) continue
        keys.add(a, b)
        expected.add(`${Math.min(a, b)} ${Math.max(a, b)}`)
      }
      const { left, right } = keys.pairs()
      assert.equal(left.length, expected.size)
      assert.deepEqual(new Set(Array.from(left, (row, at) => `${row} ${right[at]}`)), expected)
    }),
    { numRuns: 30 },
  )
})
