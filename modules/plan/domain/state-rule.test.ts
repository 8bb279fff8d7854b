import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PACE_AMBER, PACE_GREEN, type PaceState } from '#engines/forecast'
import { STATE_RULE } from '../contract.ts'
import { decideState } from './state-rule.ts'

const RULES = ['forecast-reaches', 'forecast-upper-reaches', 'forecast-falls-short'] as const

function forecastOf(probability: number, code: PaceState['rule']['code'] = 'forecast-reaches') {
  const params = { point: 300, lower: 280, upper: 320, target: 300, level: 0.8, probability }
  return decideState({
    state: 'green',
    rule: { code, params },
    atDeadline: { point: 300, lower: 280, upper: 320, probability },
  })
}

test('a chance of about half is amber, though the forecast itself meets the target', () => {
  assert.equal(forecastOf(0.51).state, 'amber')
  assert.equal(forecastOf(0.51).rule.code, 'forecast-open')
})

test('green from 70 %, red below 30 %', () => {
  assert.deepEqual(
    [0.7, 0.699, 0.3, 0.299].map((probability) => forecastOf(probability).state),
    ['green', 'amber', 'amber', 'red'],
  )
})

test('the bounds of the pace that the pages tell are those of the engine', () => {
  assert.deepEqual([STATE_RULE.paceGreen, STATE_RULE.paceAmber], [PACE_GREEN, PACE_AMBER])
})

test('without a forecast the rule of the pace stands', () => {
  const pace = { state: 'green', rule: { code: 'pace-enough', params: {} }, atDeadline: null } as const
  assert.deepEqual(decideState(pace), { state: 'green', rule: pace.rule })
})

test('property: a better chance never makes a worse state, whatever the engine called it', () => {
  const rank = { achieved: 3, green: 2, amber: 1, red: 0, unknown: -1 }
  const chance = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(chance, chance, fc.constantFrom(...RULES), fc.constantFrom(...RULES), (a, b, one, other) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      assert.ok(rank[forecastOf(low, one).state] <= rank[forecastOf(high, other).state])
      if (forecastOf(high).state === 'green') assert.ok(high >= STATE_RULE.greenFrom)
      if (forecastOf(low).state === 'red') assert.ok(low < STATE_RULE.redBelow)
    }),
    { seed: 6 },
  )
})
