import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { horizonTo, periodEnd, periodIndex } from './calendar.ts'
import { forecast } from './forecast.ts'
import { paceState, probabilityOf, recentMonthlyPace, requiredPace } from './pace.ts'
import type { Observed, PaceInput } from './pace-types.ts'

const months = (values: readonly number[], from = '2025-11'): Observed[] =>
  values.map((value, t) => ({ date: periodEnd(periodIndex(from, 'month') + t, 'month'), value }))
const growing = (perMonth: number, count = 12): Observed[] =>
  months(Array.from({ length: count }, (_, t) => 500 + perMonth * t + (t % 2 ? 3 : -3)))
const plan: Omit<PaceInput, 'observations'> = {
  target: 1000,
  comparator: 'at_least',
  start: '2025-01-01',
  deadline: '2027-12-31',
  today: '2026-11-23',
}
const withForecast = (observations: readonly Observed[], changes: Partial<PaceInput> = {}): PaceInput => {
  const input = { ...plan, observations, ...changes }
  const horizon = horizonTo(observations.at(-1)!.date, input.deadline, 'month')
  const series = observations.map(({ date, value }) => ({ period: date, value }))
  return { ...input, forecast: forecast(series, { frequency: 'month', horizon, kind: 'count' }) }
}
const decided = (input: PaceInput): string => {
  const { state, rule } = paceState(input)
  return `${state}: ${rule.code}`
}

test('required pace: 300 more in 14 months is 21.4 a month', () => {
  const pace = requiredPace({ date: '2026-10-31', value: 700 }, 1000, 'at_least', '2027-12-31')
  assert.ok(Math.abs(pace! - 21.43) < 0.01)
  assert.equal(requiredPace({ date: '2026-10-31', value: 1000 }, 1000, 'at_least', '2027-12-31'), 0)
  assert.equal(requiredPace({ date: '2027-12-31', value: 900 }, 1000, 'at_least', '2027-12-31'), null)
})

test('recent pace is not thrown by one wild value, and looks at the last year only', () => {
  const values = [
    ...Array.from({ length: 12 }, () => 100),
    ...Array.from({ length: 13 }, (_, t) => 100 + 10 * t),
  ]
  values[20] = 9000
  assert.ok(Math.abs(recentMonthlyPace(months(values, '2024-01'))! - 10) < 1)
  assert.equal(recentMonthlyPace(months([1])), null)
  assert.equal(recentMonthlyPace(months([1, 2])), null, 'one month apart is no pace')
})

test('with a forecast: green when the point reaches, amber when only the upper bound does, red below', () => {
  assert.equal(decided(withForecast(growing(25))), 'green: forecast-reaches')
  assert.equal(decided(withForecast(growing(19.7))), 'amber: forecast-upper-reaches')
  assert.equal(decided(withForecast(growing(5))), 'red: forecast-falls-short')
})

test('the rule carries the numbers it looked at, and green means a probability of at least one half', () => {
  const { rule, atDeadline, daysLeft, projectedDate } = paceState(withForecast(growing(25)))
  assert.equal(rule.params.target, 1000)
  assert.equal(rule.params.point, atDeadline!.point)
  assert.ok(atDeadline!.probability >= 0.5)
  assert.equal(daysLeft, 403)
  assert.ok(projectedDate! > '2027-01-01' && projectedDate! <= '2027-12-31')
})

test('without a forecast the pace ratio decides', () => {
  assert.equal(decided({ ...plan, observations: growing(30, 5) }), 'green: pace-enough')
  // 23 months are left after the last value: 18 a month of the 20.2 that are needed, then 6 of 21.2
  assert.equal(decided({ ...plan, observations: months([500, 518, 536]) }), 'amber: pace-slow')
  assert.equal(decided({ ...plan, observations: months([500, 506, 512]) }), 'red: pace-too-slow')
})

test('a forecast from too short a history does not decide', () => {
  const input = withForecast(growing(30, 5))
  assert.equal(input.forecast!.status, 'insufficient')
  assert.equal(decided(input), 'green: pace-enough')
})

test('what is not known is unknown, with the reason', () => {
  const one = months([700])
  assert.equal(decided({ ...plan, observations: [] }), 'unknown: no-observation')
  assert.equal(decided({ ...plan, observations: [], start: '2027-01-01' }), 'unknown: not-started')
  assert.equal(decided({ ...plan, observations: one }), 'unknown: pace-unknown')
  assert.equal(decided({ ...plan, observations: one, target: Number.NaN }), 'unknown: no-target')
  assert.equal(decided({ ...plan, observations: one, comparator: 'increase_by' }), 'unknown: no-baseline')
})

test('one value and a baseline make a pace', () => {
  const { state, actualPerMonth } = paceState({ ...plan, observations: months([700]), baseline: 400 })
  assert.ok(Math.abs(actualPerMonth! - 300 / 10.9) < 0.3)
  assert.equal(state, 'green')
})

test('achieved, and amber when the forecast slips back below', () => {
  assert.equal(decided({ ...plan, observations: months([900, 1000]) }), 'achieved: achieved')
  const falling = months(Array.from({ length: 12 }, (_, t) => 1300 - 25 * t + (t % 2)))
  assert.equal(decided(withForecast(falling)), 'amber: achieved-may-not-hold')
})

test('exactly the target is enough for at_least and not for more_than', () => {
  const observations = months([800, 900, 1000])
  assert.equal(paceState({ ...plan, observations }).state, 'achieved')
  assert.notEqual(paceState({ ...plan, observations, comparator: 'more_than' }).state, 'achieved')
})

test('20 points more than the baseline: the target is baseline plus 20', () => {
  const observations = months([0.5, 0.52, 0.54])
  const input = { ...plan, observations, target: 0.2, comparator: 'increase_by', baseline: 0.45 } as const
  const { targetValue, gap } = paceState(input)
  assert.ok(Math.abs(targetValue! - 0.65) < 1e-12 && Math.abs(gap! - 0.11) < 1e-12)
})

test('a value that must fall: required pace is negative, falling fast enough is green', () => {
  const observations = months([60, 57, 54, 51])
  const input = { ...plan, observations, target: 30, comparator: 'at_most' } as const
  const { state, requiredPerMonth, paceRatio } = paceState(input)
  assert.equal(state, 'green')
  assert.ok(requiredPerMonth! < 0 && paceRatio! > 1)
})

test('after the deadline the value of the deadline decides, not what came later', () => {
  const after = { ...plan, deadline: '2026-01-31', today: '2026-11-23' }
  assert.equal(decided({ ...after, observations: months([800, 850, 900, 1200]) }), 'red: deadline-passed')
  assert.equal(decided({ ...after, observations: months([800, 850]) }), 'unknown: deadline-value-missing')
  assert.equal(decided({ ...after, observations: months([800, 1010]) }), 'achieved: achieved')
})

test('values dated after today are not looked at', () => {
  const { latest } = paceState({ ...plan, observations: months([1, 2, 3, 2000]), today: '2026-01-31' })
  assert.deepEqual(latest, { date: '2026-01-31', value: 3 })
})

test('property: a harder target never has a better chance, nor a better state', () => {
  const rank = { achieved: 4, green: 3, amber: 2, red: 1, unknown: 0 }
  const input = withForecast(growing(15, 14))
  const step = input.forecast!.steps.at(-1)!
  fc.assert(
    fc.property(
      fc.double({ min: 700, max: 2000, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
      (target, more) => {
        assert.ok(
          probabilityOf(step, 0.8, target + more, 'at_least') <= probabilityOf(step, 0.8, target, 'at_least'),
        )
        const easy = paceState({ ...input, target }).state
        assert.ok(rank[paceState({ ...input, target: target + more }).state] <= rank[easy])
      },
    ),
    { seed: 5 },
  )
})
