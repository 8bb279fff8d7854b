import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validityOn } from './validity.ts'

const today = '2026-11-23'

test('a qualification holds through its last day', () => {
  assert.deepEqual(validityOn(today, { validUntil: '2026-11-23' }), { state: 'expiring', days: 0 })
  assert.deepEqual(validityOn(today, { validUntil: '2026-11-22' }), { state: 'expired', days: 1 })
})

test('it is marked from ninety days before its end', () => {
  assert.deepEqual(validityOn(today, { validUntil: '2027-02-21' }), { state: 'expiring', days: 90 })
  assert.deepEqual(validityOn(today, { validUntil: '2027-02-22' }), { state: 'valid' })
})

test('without an end it is open, before its beginning not yet valid', () => {
  assert.deepEqual(validityOn(today, { validFrom: '2020-01-01' }), { state: 'open' })
  assert.deepEqual(validityOn(today, { validFrom: '2026-12-01', validUntil: '2029-12-01' }), {
    state: 'notYet',
  })
})
