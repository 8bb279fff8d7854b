import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { spreadOf } from './summary.ts'

test('one firm that carries everything is all there is of the risk', () => {
  const spread = spreadOf(Float64Array.from([0.5, 0, 0, 0]))
  assert.equal(spread.gini, 0.75)
  assert.equal(spread.topPercent, 1)
  assert.deepEqual(spread.over, { ten: 1, five: 1, one: 1 })
  assert.equal(spread.mean, 0.125)
})

test('equal firms are not concentrated at all', () => {
  const spread = spreadOf(new Float64Array(200).fill(0.02))
  assert.ok(Math.abs(spread.gini) < 1e-12)
  assert.ok(Math.abs(spread.topTenth - 0.1) < 1e-12)
  assert.deepEqual(spread.over, { ten: 0, five: 0, one: 200 })
})

test('no firm at all is nothing, not an error', () => {
  assert.deepEqual(spreadOf(new Float64Array(0)).curve, [])
})

test('the curve falls, its shares rise to the whole, and its last rank is the last firm', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
      (values) => {
        const ranked = Float64Array.from(values).sort().reverse()
        const { curve } = spreadOf(ranked)
        assert.equal(curve[0]?.rank, 1)
        assert.equal(curve.at(-1)?.rank, values.length)
        for (let at = 1; at < curve.length; at++) {
          assert.ok((curve[at]?.esri as number) <= (curve[at - 1]?.esri as number))
          assert.ok((curve[at]?.upTo as number) >= (curve[at - 1]?.upTo as number) - 1e-12)
        }
      },
    ),
  )
})
