import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calibrated, isotonic } from './isotonic.ts'
import { ranking, reliability, wilson } from './reliability.ts'

const near = (a: number, b: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`)

test('scores that are out of order are pooled', () => {
  const map = isotonic([1, 2, 3, 4], [0, 1, 0, 1])
  assert.deepEqual(map.scores, [1, 2.5, 4])
  // One pseudo-observation of the overall share 1/2 stands with each pool.
  assert.deepEqual(map.probabilities, [0.25, 0.5, 0.75])
  near(calibrated(map, 1.75), 0.375)
  near(calibrated(map, 99), 0.75)
})

test('pools of at least so many cases, full ones at the top', () => {
  const map = isotonic([1, 2, 3, 4, 5], [0, 0, 0, 1, 1], undefined, 2)
  assert.deepEqual(map.scores, [2, 4.5])
  assert.deepEqual(map.probabilities, [0.4 / 4, 2.4 / 3])
})

test('the map is monotone, stays within 0 and 1, and on the whole keeps the share', () => {
  const cases = fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.boolean()), {
    minLength: 1,
    maxLength: 60,
  })
  fc.assert(
    fc.property(cases, (pairs) => {
      const labels = pairs.map(([, hit]) => Number(hit))
      const map = isotonic(
        pairs.map(([score]) => score),
        labels,
      )
      let before = -1
      for (let score = -10; score <= 10; score += 0.25) {
        const p = calibrated(map, score)
        assert.ok(p >= before && p >= 0 && p <= 1)
        before = p
      }
    }),
    { numRuns: 200, seed: 1 },
  )
})

test('Brier, calibration error and bins by hand', () => {
  const found = reliability([0.1, 0.1, 0.9], [0, 1, 1])
  near(found.brier, (0.01 + 0.81 + 0.01) / 3)
  near(found.ece, (2 * 0.4 + 0.1) / 3)
  assert.deepEqual(
    found.bins.map(({ from, cases }) => [from, cases]),
    [
      [0.1, 2],
      [0.9, 1],
    ],
  )
})

test('the interval of Wilson: 0 of 10, 5 of 10, nothing', () => {
  near(wilson(0, 10).high, 0.27753, 1e-5)
  near(wilson(5, 10).low, 0.23659, 1e-5)
  assert.ok(Number.isNaN(wilson(0, 0).value))
})

test('a ranking by hand; ties count half', () => {
  const found = ranking([3, 2, 1, 1], [1, 0, 1, 0])
  near(found.auc, (2 + 0.5) / 4)
  near(found.averagePrecision, (1 + 2 / 4) / 2)
})
