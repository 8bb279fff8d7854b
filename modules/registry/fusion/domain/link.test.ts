import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestOf } from './link.ts'

test('of two decisions on one pair the newer holds, whichever way round it names the records', () => {
  const pairs = [
    { left: 1, right: 2, same: false, at: 30 },
    { left: 2, right: 1, same: true, at: 40 },
    { left: 3, right: 4, same: true, at: 10 },
    { left: 3, right: 4, same: false, at: 20 },
  ]
  assert.deepEqual(
    newestOf(pairs).map(({ same, at }) => [same, at]),
    [
      [false, 20],
      [true, 40],
    ],
  )
})
