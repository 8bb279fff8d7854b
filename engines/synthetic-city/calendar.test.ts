import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildCalendar } from './calendar.ts'

test('days, months and years of a key date', () => {
  const calendar = buildCalendar('2026-11-23')
  assert.equal(calendar.text(calendar.asOf), '2026-11-23')
  assert.equal(calendar.text(calendar.windowStart), '2025-01-01')
  assert.equal(calendar.monthText(calendar.lastMonth), '2026-10')
  assert.equal(calendar.monthOfYear(calendar.lastMonth), 10)
  assert.equal(calendar.text(calendar.lastDay(calendar.lastMonth)), '2026-10-31')
})

test('on the last day of a month that month is complete', () => {
  const calendar = buildCalendar('2026-11-30')
  assert.equal(calendar.monthText(calendar.lastMonth), '2026-11')
})

test('a leap day moves to the 28th', () => {
  const calendar = buildCalendar('2026-11-23')
  assert.equal(calendar.text(calendar.addYears(calendar.day('2024-02-29'), 3)), '2027-02-28')
})

test('a wrong key date is refused', () => {
  for (const wrong of ['2026-02-30', '2026-1-1', '23.11.2026', '1999-01-01']) {
    assert.throws(() => buildCalendar(wrong), RangeError, wrong)
  }
})
