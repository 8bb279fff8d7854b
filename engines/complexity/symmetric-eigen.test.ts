import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eigenPair } from './symmetric-eigen.ts'

test('a matrix worked out by hand', () => {
  const { values, vector } = eigenPair(2, Float64Array.of(2, 1, 1, 2), 1)
  assert.ok(Math.abs(values[0]! - 1) < 1e-15 && Math.abs(values[1]! - 3) < 1e-15)
  assert.ok(Math.abs(vector[0]! - vector[1]!) < 1e-15)
})

test('every pair solves its equation to rounding, and the values sum to the trace', () => {
  const matrix = fc.integer({ min: 1, max: 14 }).chain((size) =>
    fc.array(fc.integer({ min: -5000, max: 5000 }), {
      minLength: size * size,
      maxLength: size * size,
    }),
  )
  fc.assert(
    fc.property(matrix, (entries) => {
      const size = Math.round(Math.sqrt(entries.length))
      const a = new Float64Array(size * size)
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++)
          a[i * size + j] = (entries[i * size + j]! + entries[j * size + i]!) / 1000
      let trace = 0
      for (let i = 0; i < size; i++) trace += a[i * size + i]!
      for (let place = 0; place < size; place++) {
        const { values, vector, residual } = eigenPair(size, a, place)
        assert.ok(residual < 1e-12, `residual ${residual}`)
        assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-12)
        assert.ok(Math.abs(values.reduce((sum, value) => sum + value, 0) - trace) < 1e-12 * size * 10)
      }
    }),
    { numRuns: 200, seed: 5 },
  )
})

test('a matrix with a hole is refused, not gone around in for ever', () => {
  assert.throws(() => eigenPair(3, new Float64Array(9).fill(Number.NaN), 1), /finite/)
  assert.throws(() => eigenPair(2, new Float64Array(4), 2), /no eigenvalue/)
})
