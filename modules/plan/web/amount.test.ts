import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { baseAmount, digitsOf, englishWord, factorOf, goalLevel, shownAmount, signOf } from './amount.ts'

test('money is kept in fen and shown in the unit of the plan', () => {
  assert.deepEqual(shownAmount(70_000_000_000_000, 'fen', '亿元'), { value: 7000, word: '亿元' })
  assert.deepEqual(shownAmount(130_000_000_000_000, 'fen', '万亿元'), { value: 1.3, word: '万亿元' })
  assert.equal(baseAmount(1200, 'fen', '亿元'), 12_000_000_000_000)
})

test('points are hundredths, without the dust of floating division', () => {
  assert.equal(shownAmount(0.07, 'ratio', '个百分点').value, 7)
  assert.equal(baseAmount(20, 'ratio', '个百分点'), 0.2)
})

test('a multiple in the unit divides', () => {
  assert.equal(shownAmount(30_000, 'person', '万人').value, 3)
  assert.equal(shownAmount(1000, 'count', '家').value, 1000)
  assert.equal(factorOf('km', '公里'), 1)
})

test('what is entered in the display unit comes back as it was entered', () => {
  const units = fc.constantFrom(
    ['fen', '亿元'],
    ['fen', '万元'],
    ['ratio', '个百分点'],
    ['ratio', '%'],
    ['person', '万人'],
    ['count', '家'],
  )
  fc.assert(
    fc.property(units, fc.integer({ min: -1_000_000, max: 1_000_000 }), ([unit, display], hundredths) => {
      const typed = hundredths / 100
      assert.equal(shownAmount(baseAmount(typed, unit!, display!), unit!, display!).value, typed)
    }),
  )
})

test('a change counts from the baseline, and is unknown without one', () => {
  assert.equal(goalLevel({ comparator: 'increase_by', value: 0.2, baseline: 0.5 }), 0.7)
  assert.equal(goalLevel({ comparator: 'increase_by', value: 0.2, baseline: null }), null)
  assert.equal(goalLevel({ comparator: 'at_least', value: 80, baseline: 10 }), 80)
})

test('signs and decimals', () => {
  assert.equal(signOf('at_least'), '≥ ')
  assert.equal(signOf('reach'), '')
  assert.equal(digitsOf(985.31, true), 0)
  assert.equal(digitsOf(7012.4, false), 0)
  assert.equal(digitsOf(412.44, false), 1)
  assert.equal(digitsOf(1.3, false), 2)
})

test('an English unit loses the multiple that the number carries', () => {
  assert.equal(englishWord('万人', '10,000 people'), 'people')
  assert.equal(englishWord('座', 'stations'), 'stations')
  assert.equal(englishWord('万辆', '万辆'), 'vehicles')
  assert.equal(englishWord('项', undefined), '')
})
