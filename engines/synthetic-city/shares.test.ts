import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  highest,
  largestRemainder,
  normalQuantile,
  sizeQuantile,
  TAIL_EXPONENT,
  TAIL_FROM,
} from './shares.ts'

test('quotas add up and are within one of the exact share', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 1_000_000 }), (list, total) => {
      const counts = largestRemainder(list, total)
      const sum = list.reduce((a, b) => a + b, 0)
      assert.equal(
        counts.reduce((a, b) => a + b, 0),
        total,
      )
      counts.forEach((count, i) => {
        assert.ok(Math.abs(count - ((list[i] ?? 0) / sum) * total) <= 1)
      })
    }),
  )
})

test('normal quantiles of the tables', () => {
  assert.ok(Math.abs(normalQuantile(0.975) - 1.959964) < 1e-3)
  assert.ok(Math.abs(normalQuantile(0.1) + 1.281552) < 1e-3)
  assert.throws(() => normalQuantile(1), RangeError)
})

test('sizes grow with the quantile, are joined without a jump and have the tail of Pareto', () => {
  assert.ok(Math.abs(sizeQuantile(TAIL_FROM) - sizeQuantile(TAIL_FROM + 1e-9)) < 1e-6)
  const ratio = Math.log(sizeQuantile(0.999) / sizeQuantile(0.99)) / Math.log(10)
  assert.ok(Math.abs(ratio - 1 / TAIL_EXPONENT) < 1e-9)
  for (let u = 0.01; u < 0.99; u += 0.01) assert.ok(sizeQuantile(u + 0.005) > sizeQuantile(u))
})

test('highest takes exactly so many, the lower row first, and never a key below 0', () => {
  assert.deepEqual(highest(Float64Array.of(5, 1, 5, 3, 5), 2), [0, 2])
  assert.deepEqual(highest(Float64Array.of(-1, 2, -1), 3), [1])
  assert.deepEqual(highest(Float64Array.of(1, 2), 0), [])
})
