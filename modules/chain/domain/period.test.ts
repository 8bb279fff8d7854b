import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOfPeriod } from './period.ts'

test('a period ends on its last day, but not after today', () => {
  const today = '2026-11-23'
  const cases: [string, string | undefined][] = [
    ['2025', '2025-12-31'],
    ['2025年', '2025-12-31'],
    ['2025Q1', '2025-03-31'],
    ['2025年第2季度', '2025-06-30'],
    ['2024-02', '2024-02-29'],
    ['2025年7月', '2025-07-31'],
    ['2026', today],
    ['2025-13', undefined],
    ['去年', undefined],
  ]
  for (const [text, end] of cases) assert.equal(endOfPeriod(text, today), end, text)
})
