import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { assess } from './assess.ts'
import { planValue } from './from-compiled.ts'
import { lastFullMonthEnd, monthEnds, monthlySeries, valueAt } from './months.ts'
import { inDisplayUnit, quantityText } from './quantity.ts'
import { progressOf, type TargetFacts } from './target.ts'

const TARGET: TargetFacts = {
  value: 1000,
  unit: 'count',
  displayUnit: '家',
  displayUnitEn: 'enterprises',
  comparator: 'reach',
  basis: 'level',
  cumulative: false,
  baseline: null,
  deadline: '2027-12-31',
  live: true,
  freshDays: 40,
  measuredOn: null,
  start: '2025-01-01',
}

const growing = (perMonth: number) =>
  monthEnds('2024-01-31', '2026-10-31').map((period, at) => ({ period, value: 400 + perMonth * at }))

test('states follow the forecast, and the reason names the numbers', () => {
  const red = assess(TARGET, growing(5), '2026-11-23')
  assert.equal(red.state, 'red')
  assert.match(red.reason.zh, /预测到期为 \d+.*1,000家/)
  const green = assess(TARGET, growing(17), '2026-11-23')
  assert.equal(green.state, 'green')
  const achieved = assess(TARGET, growing(20), '2026-11-23')
  assert.equal(achieved.state, 'achieved')
})

test('the reason names the probability and the bound that made the state', () => {
  const { state, reason } = assess(TARGET, growing(17), '2026-11-23')
  assert.equal(state, 'green')
  assert.match(reason.zh, /达成概率 .*%，不低于 70%，为绿。$/)
  assert.match(reason.en, /probability .*%, 70% or more, so green\.$/)
})

test('what is counted stays counted: the forecast never lies below what the running month has brought', () => {
  // A count that stood still for months, then grew by 90 in the running month, which the forecast cannot see yet.
  const series = [
    ...monthEnds('2025-01-31', '2026-10-31').map((period, at) => ({ period, value: 100 + (at % 3) })),
    { period: '2026-11-20', value: 190 },
  ]
  const paths = [true, false].map(
    (cumulative) => assess({ ...TARGET, cumulative, basis: 'level' }, series, '2026-11-23').forecastPath,
  )
  assert.ok(paths[0]!.length > 0 && paths[0]!.every(({ lower, point }) => lower >= 190 && point >= lower))
  assert.ok(
    paths[1]!.some(({ lower }) => lower < 190),
    'where it may fall, it may',
  )
})

test('property: the bounds of a cumulative count stand in order above its value of today', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 34 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 200 }), (gains, jump) => {
      const ends = monthEnds('2024-01-31', '2026-10-31').slice(-gains.length)
      const sum = (to: number) => gains.slice(0, to).reduce((all, gain) => all + gain, 0)
      const points = ends.map((period, at) => ({ period, value: sum(at + 1) }))
      const now = sum(gains.length) + jump
      const { forecastPath } = assess(
        { ...TARGET, cumulative: true, basis: 'new' },
        [...points, { period: '2026-11-23', value: now }],
        '2026-11-23',
      )
      for (const { lower, point, upper } of forecastPath) {
        assert.ok(now <= lower && lower <= point && point <= upper)
      }
    }),
    { seed: 4, numRuns: 40 },
  )
})

test('without data the state is unknown, in words that say what to do', () => {
  const { state, reason, forecast } = assess(TARGET, [], '2026-11-23')
  assert.equal(state, 'unknown')
  assert.equal(forecast, null)
  assert.equal(reason.en, 'No data yet: enter a first value, or bind a live indicator.')
})

test('a change is judged only from its baseline', () => {
  const relative: TargetFacts = {
    ...TARGET,
    comparator: 'increase_by',
    value: 0.2,
    unit: 'ratio',
    basis: 'change',
  }
  const points = [{ period: '2026-10-31', value: 0.6 }]
  assert.match(assess(relative, points, '2026-11-23').reason.zh, /基期数值待录入/)
  assert.equal(assess({ ...relative, baseline: 0.3 }, points, '2026-11-23').state, 'achieved')
})

test('values after the day of the question do not count', () => {
  const points = [...growing(5), { period: '2026-11-30', value: 2000 }]
  assert.deepEqual(assess(TARGET, points, '2026-11-23'), assess(TARGET, growing(5), '2026-11-23'))
})

test('progress runs from the baseline to the target', () => {
  assert.equal(progressOf(TARGET, 250), 0.25)
  assert.equal(progressOf({ ...TARGET, baseline: 500 }, 750), 0.5)
  assert.equal(progressOf({ ...TARGET, comparator: 'increase_by', value: 20, baseline: 10 }, 20), 0.5)
  assert.equal(progressOf({ ...TARGET, comparator: 'increase_by' }, 20), null)
  assert.equal(progressOf({ ...TARGET, comparator: 'at_most', value: 50, baseline: 100 }, 75), 0.5)
  assert.equal(progressOf({ ...TARGET, comparator: 'decrease_by', value: 20, baseline: 100 }, 90), 0.5)
  assert.equal(progressOf(TARGET, null), null)
})

test('months end where the calendar says', () => {
  assert.equal(lastFullMonthEnd('2026-03-15'), '2026-02-28')
  assert.equal(lastFullMonthEnd('2028-02-29'), '2028-02-29')
  assert.deepEqual(monthEnds('2025-12-05', '2026-02-01'), ['2025-12-31', '2026-01-31', '2026-02-28'])
})

test('a live value stands until it changes, a manual one for its month', () => {
  const points = [
    { period: '2026-01-10', value: 1 },
    { period: '2026-03-20', value: 3 },
  ]
  const ask = (carry: boolean, withRunning: boolean) =>
    monthlySeries(points, '2026-04-10', { carry, withRunning }).map(({ value }) => value)
  assert.deepEqual(ask(true, false), [1, 1, 3])
  assert.deepEqual(ask(true, true), [1, 1, 3, 3])
  assert.deepEqual(ask(false, true), [1, 3])
})

test('the value at a day is the newest on or before it', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`)
  fc.assert(
    fc.property(fc.array(fc.record({ period: day, value: fc.integer() })), day, (points, at) => {
      const found = valueAt(points, at)
      const before = points.filter(({ period }) => period <= at).map(({ period }) => period)
      assert.equal(found?.period ?? '', before.sort().at(-1) ?? '')
    }),
  )
})

test('values are written in the unit of the plan', () => {
  const money = { unit: 'fen', displayUnit: '亿元', displayUnitEn: 'CNY 100 million' }
  assert.equal(quantityText(7e13, money, 'zh'), '7,000亿元')
  assert.equal(quantityText(7e13, money, 'en'), 'CNY 700 billion')
  assert.equal(quantityText(5.9678e13, money, 'zh'), '5,968亿元')
  assert.equal(quantityText(5.9678e13, money, 'en'), 'CNY 596.8 billion')
  assert.equal(quantityText(-2.5e9, money, 'en'), '−CNY 25 million')
  assert.equal(
    quantityText(30_000, { unit: 'person', displayUnit: '万人', displayUnitEn: '10,000 people' }, 'en'),
    '30,000 people',
  )
  assert.equal(inDisplayUnit(1.3e14, { ...money, displayUnit: '万亿元' }).number, 1.3)
  assert.equal(
    quantityText(30_000, { unit: 'person', displayUnit: '万人', displayUnitEn: '' }, 'zh'),
    '3万人',
  )
  assert.equal(quantityText(null, money, 'zh'), '未知')
  assert.equal(quantityText(907.99, TARGET, 'zh'), '908家')
  assert.equal(quantityText(69.4, TARGET, 'zh'), '69家')
  assert.equal(quantityText(0.07, TARGET, 'en', 'rate'), '0.07 enterprises')
})

test('compiled values come in stored units', () => {
  const of = (value: number, unit: string) => planValue({ value, valueMax: null, unit })
  assert.deepEqual(of(7e11, '元'), { value: 7e13, valueMax: null, unit: 'fen' })
  assert.deepEqual(of(0.2, 'ratio-point'), { value: 0.2, valueMax: null, unit: 'ratio' })
  assert.equal(of(200, '座').unit, 'count')
  assert.equal(of(500, '台/万人').unit, '台/万人')
  assert.equal(of(5e9, 'W').unit, 'W')
})
