import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeClusters, judgeLinks } from './judge.ts'

test('clusters are judged by pairs of rows', () => {
  // Found {0,1,2} {3}: 3 pairs. True {0,1} {2,3}: 2 pairs. Both: 1.
  assert.deepEqual(judgeClusters([0, 0, 0, 1], ['a', 'a', 'b', 'b']), {
    precision: 1 / 3,
    recall: 1 / 2,
    f1: 2 / 5,
  })
})

test('links are judged one by one, a link found twice counts once', () => {
  const { precision, recall } = judgeLinks(['1 2', '1 2', '3 4'], new Set(['1 2', '5 6']))
  assert.equal(precision, 1 / 2)
  assert.equal(recall, 1 / 2)
})
