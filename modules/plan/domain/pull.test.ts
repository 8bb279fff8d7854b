import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DistrictGrowth, type PullInput, pullReason, pullsDown } from './pull.ts'

/** A city of 400 firms that needs 20 more a month and gets 10. */
const BEHIND: PullInput = { required: 20, actual: 10, months: 10, base: 400, additive: true }

const CITY: readonly DistrictGrowth[] = [
  // Half the base, standing still: it owes 10 a month and brings none.
  { region: 'large', value: 200, earlier: 200 },
  // The fastest: brings 10 a month where it owes 5.
  { region: 'fast', value: 200, earlier: 100 },
  // A tenth of a tenth of the base: standing still, it is short of 0.2 a month.
  { region: 'tiny', value: 4, earlier: 4 },
  // Owes 4.8, brings 2.
  { region: 'middle', value: 116, earlier: 96 },
]

test('the large district that stands still leads, not the smallest; who does its part is not named', () => {
  const pulls = pullsDown(CITY, BEHIND)
  assert.deepEqual(
    pulls.map(({ region, expected, delivered }) => [region, expected, delivered]),
    [
      ['large', 10, 0],
      ['middle', 4.8, 2],
      ['tiny', 0.2, 0],
    ],
  )
  assert.deepEqual(
    pulls.map(({ share }) => Math.round(share * 100)),
    [77, 22, 2],
  )
})

test('the reason says what is owed, what comes, and how much that is of the lag', () => {
  const units = { unit: 'count', displayUnit: '家', displayUnitEn: 'enterprises' }
  const reason = pullReason(pullsDown(CITY, BEHIND)[0]!, units, '2026-01-31')
  assert.equal(
    reason.zh,
    '自 2026-01-31 起每月 0家，按基数占比应为每月 10家，差 10家，占各区县落后量的 77%。',
  )
  assert.equal(
    reason.en,
    '0 enterprises a month since 2026-01-31 against 10 enterprises by its share of the base: short of 10 enterprises, 77% of what lagging districts are missing.',
  )
})

test('nothing is listed when there is nothing to say', () => {
  assert.deepEqual(pullsDown(CITY, { ...BEHIND, actual: 20 }), [], 'the city keeps its pace')
  assert.deepEqual(pullsDown(CITY, { ...BEHIND, required: 0 }), [], 'the target is met')
  assert.deepEqual(pullsDown(CITY, { ...BEHIND, required: null }), [], 'the pace needed is unknown')
  assert.deepEqual(pullsDown(CITY, { ...BEHIND, actual: null }), [], 'the actual pace is unknown')
  assert.deepEqual(
    pullsDown([{ region: 'new', value: 9, earlier: null }], BEHIND),
    [],
    'no value to compare with',
  )
})

test('for a value that must fall, who falls too slowly pulls', () => {
  const falling = { required: -4, actual: -1, months: 1, base: 20, additive: true }
  const pulls = pullsDown(
    [
      { region: 'rises', value: 11, earlier: 10 },
      { region: 'falls', value: 7, earlier: 10 },
    ],
    falling,
  )
  assert.deepEqual(
    pulls.map(({ region, shortfall }) => [region, shortfall]),
    [['rises', 3]],
  )
})

test('a ratio is owed by each district in full', () => {
  const input = { required: 0.02, actual: 0.01, months: 2, base: null, additive: false }
  const [first] = pullsDown([{ region: 'a', value: 0.31, earlier: 0.3 }], input)
  assert.ok(Math.abs(first!.shortfall - 0.015) < 1e-12)
})

test('property: shortfalls are positive, in order, and shares never sum above one', () => {
  const district = fc.record({
    region: fc.string({ minLength: 1, maxLength: 6 }),
    value: fc.option(fc.integer({ min: 0, max: 500 })),
    earlier: fc.option(fc.integer({ min: 0, max: 500 })),
  })
  fc.assert(
    fc.property(fc.array(district), (districts) => {
      const pulls = pullsDown(districts, { ...BEHIND, base: null })
      for (const [at, { shortfall }] of pulls.entries()) {
        assert.ok(shortfall > 0)
        if (at > 0) assert.ok(shortfall <= pulls[at - 1]!.shortfall)
      }
      assert.ok(pulls.reduce((all, { share }) => all + share, 0) <= 1 + 1e-9)
    }),
    { seed: 3 },
  )
})
