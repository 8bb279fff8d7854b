import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { barOf, fieldsLeft, largestWeight, timesLikelier } from './weights.ts'

const weight = (comparison: string, bits: number) => ({
  comparison,
  level: 'same',
  zh: '相同',
  en: 'same',
  left: 'a',
  right: 'b',
  weight: bits,
})

test('a weight for is a bar to the right, against to the left, next to nothing is none', () => {
  assert.deepEqual(barOf(5, 10), { side: 'for', share: 0.5 })
  assert.deepEqual(barOf(-10, 10), { side: 'against', share: 1 })
  assert.deepEqual(barOf(0.01, 10), { side: 'none', share: 0 })
})

test('bars stay within their half, whatever the weight', () => {
  fc.assert(
    fc.property(fc.double(), fc.double({ min: 1, max: 1e6, noNaN: true }), (bits, largest) => {
      const { share } = barOf(bits, largest)
      assert.ok(share >= 0 && share <= 1)
    }),
  )
})

test('the prior counts among the weights that set the scale', () => {
  assert.equal(largestWeight({ fields: [weight('name', 4)], prior: -11 }), 11)
  assert.equal(largestWeight({ fields: [], prior: 0 }), 1)
})

test('three bits are eight times likelier, or unlikelier', () => {
  assert.equal(timesLikelier(3), 8)
  assert.equal(timesLikelier(-3), 8)
})

test('a field that no comparison is about is shown apart', () => {
  const left = { fields: { name: '甲', formerNames: '旧甲', legalRep: '李一' } }
  const right = { fields: { name: '甲', phone: '023-1' } }
  assert.deepEqual(fieldsLeft(left, right, [weight('name', 9), weight('person', 1)]), [
    'phone',
    'formerNames',
  ])
})
