import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trustOn } from './confidence.ts'

test('after a half-life half of the confidence is left', () => {
  assert.equal(trustOn(0.8, '2024-11-23', '2026-11-23', 730), 0.4)
  assert.equal(trustOn(0.8, '2026-11-23', '2026-11-23', 730), 0.8)
})

test('a fact dated in the future counts as of today', () => {
  assert.equal(trustOn(0.8, '2027-01-01', '2026-11-23', 730), 0.8)
})
