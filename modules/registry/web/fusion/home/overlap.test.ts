import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bySourceCount, coveredBy, sharedBy } from './overlap.ts'

const sets = [
  { sources: ['registry', 'tax'], entities: 5 },
  { sources: ['registry'], entities: 3 },
  { sources: ['oem_a', 'registry', 'tax'], entities: 2 },
]

test('what each source covers, what two share, and on how many sources golden records rest', () => {
  assert.equal(coveredBy(sets, 'registry'), 10)
  assert.equal(coveredBy(sets, 'oem_a'), 2)
  assert.equal(sharedBy(sets, 'registry', 'tax'), 7)
  assert.deepEqual(bySourceCount(sets), [3, 5, 2])
  assert.deepEqual(bySourceCount([]), [])
})
