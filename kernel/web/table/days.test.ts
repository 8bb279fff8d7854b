import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayEnding, dayStarting, endOfDay, startOfDay } from './days.ts'

test('a day lasts from midnight to midnight in Shanghai', () => {
  assert.equal(startOfDay('2026-02-01'), '2026-01-31T16:00:00.000Z')
  assert.equal(endOfDay('2026-02-28'), '2026-02-28T16:00:00.000Z')
})

test('a day is read back from both of its ends', () => {
  const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(at, (date) => {
      const day = date.toISOString().slice(0, 10)
      assert.equal(dayStarting(startOfDay(day)), day)
      assert.equal(dayEnding(endOfDay(day)), day)
    }),
  )
})
