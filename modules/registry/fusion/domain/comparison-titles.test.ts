import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enterpriseComparisons } from '../../../../engines/enterprise-linkage/comparisons.ts'
import { COMPARISON_TITLES, LEVEL_TITLES } from './comparison-titles.ts'

test('every comparison of the engine and every level of it has words, and no word is left over', () => {
  const never = () => 0
  const comparisons = enterpriseComparisons([], {
    trade: never,
    industry: never,
    phone: never,
    person: never,
    address: never,
  } as unknown as Parameters<typeof enterpriseComparisons>[1])
  const levels = new Set(['silent', ...comparisons.flatMap((comparison) => comparison.levels)])
  assert.deepEqual(Object.keys(COMPARISON_TITLES).sort(), comparisons.map(({ name }) => name).sort())
  assert.deepEqual(Object.keys(LEVEL_TITLES).sort(), [...levels].sort())
})
