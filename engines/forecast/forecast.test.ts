import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { periodEnd, periodIndex } from './calendar.ts'
import { forecast } from './forecast.ts'
import { SHAPES, synthetic } from './generate.ts'
import type { ForecastOptions, SeriesPoint } from './types.ts'

const monthly = (values: readonly number[], from = '2024-01'): SeriesPoint[] =>
  values.map((value, t) => ({ period: periodEnd(periodIndex(from, 'month') + t, 'month'), value }))
const year: ForecastOptions = { frequency: 'month', horizon: 12 }

/** Any synthetic series; short enough to keep the properties fast. */
const anySeries = fc
  .record({ shape: fc.constantFrom(...SHAPES), length: fc.integer({ min: 3, max: 40 }), seed: fc.nat(9999) })
  .map(({ shape, length, seed }) => synthetic(shape, length, 12, seed))

test('a straight line goes on, month by month, and the steps carry month ends', () => {
  const line = monthly(Array.from({ length: 18 }, (_, t) => 100 + 5 * t))
  const { status, steps } = forecast(line, year)
  assert.equal(status, 'ok')
  assert.equal(steps[0]!.period, '2025-07-31')
  assert.equal(steps.at(-1)!.period, '2026-06-30')
  assert.ok(Math.abs(steps.at(-1)!.point - (100 + 5 * 29)) < 1e-6)
})

test('a count that saturates is not extended as a line', () => {
  const curve = Array.from({ length: 30 }, (_, t) => 1000 / (1 + Math.exp(-0.3 * (t - 14))))
  const { steps, members } = forecast(monthly(curve), { ...year, kind: 'count' })
  assert.equal(members[0]!.method, 'logistic')
  assert.ok(Math.abs(steps.at(-1)!.point - 1000) < 5, `${steps.at(-1)!.point}`)
})

test('a yearly swing is found and carried on', () => {
  const swing = Array.from({ length: 48 }, (_, t) => (200 + 2 * t) * (1 + 0.3 * Math.sin((Math.PI * t) / 6)))
  const { steps, notes } = forecast(monthly(swing), { ...year, kind: 'flow' })
  assert.ok(notes.some((note) => note.code === 'seasonal'))
  for (const { step, point } of steps) {
    const t = 47 + step
    const truth = (200 + 2 * t) * (1 + 0.3 * Math.sin((Math.PI * t) / 6))
    assert.ok(Math.abs(point / truth - 1) < 0.08, `step ${step}: ${point} against ${truth}`)
  }
})

test('the backtest table names the choice and its errors', () => {
  const { backtest, method, members } = forecast(synthetic('linear', 36, 1, 5).history, year)
  assert.equal(backtest.filter((row) => row.chosen).length, 1)
  assert.equal(backtest.find((row) => row.chosen)!.method, method)
  assert.ok(Math.abs(members.reduce((sum, m) => sum + m.weight, 0) - 1) < 1e-9)
  const naive = backtest.find((row) => row.method === 'naive')!
  assert.ok(Math.abs(naive.score - 1) < 1e-9)
  assert.ok(backtest.find((row) => row.chosen)!.smape < naive.smape)
})

test('too short a history is said to be insufficient, and gets a pace with a wide interval', () => {
  const { status, method, steps, notes, backtest } = forecast(monthly([10, 14, 15, 20, 23]), year)
  assert.equal(status, 'insufficient')
  assert.equal(method, 'linear-pace')
  assert.deepEqual(notes, [{ code: 'insufficient', params: { observations: 5, needed: 8 } }])
  assert.deepEqual(backtest, [])
  const end = steps.at(-1)!
  assert.ok(end.upper - end.lower > end.point - 23, 'wider than the growth it promises')
})

test('one or two values give the last one, an interval as wide as such values move, and a note', () => {
  for (const values of [[500], [500, 500], [500, 520]]) {
    const { status, method, steps, notes } = forecast(monthly(values), { ...year, kind: 'count' })
    assert.equal(status, 'insufficient')
    assert.equal(method, 'naive')
    assert.deepEqual(notes, [{ code: 'insufficient', params: { observations: values.length, needed: 8 } }])
    const end = steps.at(-1)!
    assert.equal(end.point, values.at(-1))
    assert.ok(end.upper - end.lower > 0.5 * end.point, `${end.lower} to ${end.upper}`)
  }
})

test('three equal values promise nothing: the interval is not a point', () => {
  const { steps } = forecast(monthly([80, 80, 80]), year)
  assert.ok(steps.every(({ lower, point, upper }) => lower < point && point < upper))
})

test('no value, or nothing but one or two zeros, gives no number at all', () => {
  for (const [values, code] of [
    [[], 'no-observations'],
    [[0], 'too-few-for-pace'],
    [[0, 0], 'too-few-for-pace'],
  ] as const) {
    const result = forecast(monthly(values), year)
    assert.equal(result.status, 'unknown')
    assert.deepEqual(result.steps, [])
    assert.equal(result.notes[0]!.code, code)
  }
})

test('a missing month is filled for the methods, marked, and reported', () => {
  const series = monthly(Array.from({ length: 14 }, (_, t) => 10 + t)).filter((_, t) => t !== 5)
  const { history, notes } = forecast(series, year)
  assert.deepEqual(history[5], { period: '2024-06-30', value: 15, filled: true })
  assert.deepEqual(notes[0], { code: 'missing-filled', params: { count: 1, periods: '2024-06-30' } })
})

test('a series that never moved, zeros included, goes on unmoved and says so', () => {
  for (const value of [0, 7]) {
    const { steps, notes, backtest } = forecast(monthly(new Array(10).fill(value)), {
      ...year,
      kind: 'count',
    })
    assert.ok(notes.some((note) => note.code === 'no-variation'))
    assert.ok(steps.every((step) => step.point === value && step.lower === value && step.upper === value))
    assert.ok(backtest.every((row) => Number.isFinite(row.score) && Number.isFinite(row.smape)))
  }
})

test('more gaps than values are not backtested', () => {
  const series = monthly(Array.from({ length: 28 }, (_, t) => t)).filter((_, t) => t % 3 === 0)
  const { status, notes } = forecast(series, year)
  assert.equal(status, 'insufficient')
  assert.equal(notes.at(-1)!.code, 'too-many-missing')
})

test('a late correction replaces the value and shows both', () => {
  const series = monthly(Array.from({ length: 12 }, (_, t) => 10 + t))
  const { corrections, history } = forecast([...series, { period: '2024-03-31', value: 99 }], year)
  assert.deepEqual(corrections, [{ period: '2024-03-31', values: [12, 99], used: 99 }])
  assert.equal(history[2]!.value, 99)
})

test('a value that is no number is left out and counted, never read as zero', () => {
  const series = monthly(Array.from({ length: 12 }, (_, t) => (t === 4 ? Number.NaN : 50)))
  const { notes, history } = forecast(series, year)
  assert.equal(notes.find((note) => note.code === 'not-a-number')!.params.count, 1)
  assert.equal(history[4]!.value, 50)
})

test('years and quarters work, and a wrong date or option is refused', () => {
  const annual = Array.from({ length: 9 }, (_, t) => ({ period: `${2016 + t}`, value: 3 * t }))
  assert.equal(forecast(annual, { frequency: 'year', horizon: 3 }).steps.at(-1)!.period, '2027-12-31')
  const quarters = Array.from({ length: 12 }, (_, t) => ({
    period: periodEnd(periodIndex('2023-01', 'quarter') + t, 'quarter'),
    value: t,
  }))
  assert.equal(forecast(quarters, { frequency: 'quarter', horizon: 1 }).steps[0]!.period, '2026-03-31')
  assert.throws(() => forecast([{ period: '2024-02-30', value: 1 }], year), /2024-02-30/)
  assert.throws(() => forecast([], { ...year, horizon: 0 }), RangeError)
  assert.throws(() => forecast([], { ...year, level: 80 }), RangeError)
})

test('property: the interval holds the point, never narrows, and stays inside the bounds', () => {
  fc.assert(
    fc.property(anySeries, fc.boolean(), ({ history, kind, cumulative }, capped) => {
      const top = Math.max(...history.map((p) => p.value))
      const options = { ...year, kind, cumulative, ...(capped ? { lowerBound: 0, upperBound: top } : {}) }
      const { steps, lowerBound, upperBound } = forecast(history, options)
      let widest = 0
      for (const { point, lower, upper, halfWidth } of steps) {
        assert.ok(lower <= point && point <= upper)
        assert.ok(halfWidth >= widest)
        widest = halfWidth
        if (lowerBound !== null) assert.ok(lower >= lowerBound)
        if (upperBound !== null) assert.ok(upper <= upperBound)
        if (cumulative && !capped) assert.ok(lower >= history.at(-1)!.value)
      }
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('property: a higher level gives a wider interval around the same point', () => {
  fc.assert(
    fc.property(anySeries, ({ history, kind }) => {
      const narrow = forecast(history, { ...year, kind, level: 0.6 }).steps
      const wide = forecast(history, { ...year, kind, level: 0.9 }).steps
      for (const [i, step] of narrow.entries()) {
        assert.equal(wide[i]!.point, step.point)
        assert.ok(wide[i]!.lower <= step.lower && wide[i]!.upper >= step.upper)
      }
    }),
    { numRuns: 40, seed: 2 },
  )
})

test('property: the same input gives the same forecast, in whatever order it comes', () => {
  fc.assert(
    fc.property(anySeries, ({ history, kind }) => {
      const options = { ...year, kind }
      assert.deepEqual(forecast([...history].reverse(), options), forecast(history, options))
    }),
    { numRuns: 30, seed: 3 },
  )
})

test('property: another unit changes the unit only; another zero moves a level only', () => {
  fc.assert(
    fc.property(anySeries, fc.constantFrom(1 / 1024, 4096), ({ history, kind }, factor) => {
      const plain = forecast(history, { ...year, kind }).steps
      const scaled = forecast(
        history.map(({ period, value }) => ({ period, value: value * factor })),
        { ...year, kind: kind === 'ratio' ? 'level' : kind },
      ).steps
      for (const [i, { point, lower, upper }] of plain.entries()) {
        const size = 1e-6 * (Math.abs(point) + upper - lower + 1e-9)
        assert.ok(Math.abs(scaled[i]!.point / factor - point) <= size)
        assert.ok(Math.abs(scaled[i]!.upper / factor - upper) <= size)
      }
    }),
    { numRuns: 40, seed: 4 },
  )
  for (const shape of ['linear', 'damped', 'random-walk', 'seasonal'] as const) {
    const { history } = synthetic(shape, 32, 1, 11)
    const moved = history.map(({ period, value }) => ({ period, value: value + 4096 }))
    const plain = forecast(history, year).steps
    for (const [i, step] of forecast(moved, year).steps.entries()) {
      assert.ok(Math.abs(step.point - 4096 - plain[i]!.point) < 1e-3, shape)
      assert.ok(Math.abs(step.lower - 4096 - plain[i]!.lower) < 1e-3, shape)
    }
  }
})
