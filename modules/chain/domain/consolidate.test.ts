import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consolidate } from './consolidate.ts'

const fact = (observedOn: string, trust: number, buyer = 1, node = 0) => ({
  supplier: 0,
  buyer,
  node,
  observedOn,
  trust,
})

test('the newest fact counts, years are not added up', () => {
  assert.deepEqual([...consolidate([fact('2024-12-31', 0.9), fact('2025-12-31', 0.4)], 3, 2)], [1])
})

test('of one day the surest counts', () => {
  assert.deepEqual([...consolidate([fact('2025-12-31', 0.4), fact('2025-12-31', 0.9)], 3, 2)], [1])
})

test('other buyers and other nodes are other relations', () => {
  const facts = [fact('2025-12-31', 0.4), fact('2025-12-31', 0.9, 2), fact('2025-12-31', 0.9, 1, 0xffff)]
  assert.deepEqual([...consolidate(facts, 3, 2)], [0, 1, 2])
})
