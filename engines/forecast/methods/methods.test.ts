import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normal, seededRandom } from '../random.ts'
import { dampedHolt } from './damped-holt.ts'
import { logistic } from './logistic.ts'
import { deseasonalised, isSeasonal, seasonality, seasonalNaive } from './seasonal.ts'
import { drift, linearPace, naive, recentPace, theta } from './trend.ts'

const near = (actual: number, expected: number, within: number): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} within ${within}`)
const range = (n: number, at: (t: number) => number): number[] => Array.from({ length: n }, (_, t) => at(t))

test('naive repeats the last value, drift adds the mean step', () => {
  assert.deepEqual(naive([1, 5, 7], 2), [7, 7])
  assert.deepEqual(drift([1, 5, 7], 2), [10, 13])
})

test('linear pace withstands a fifth of wild values, drift does not', () => {
  const line = range(20, (t) => (t % 5 === 4 ? 1000 : 10 + 2 * t))
  near(linearPace(line, 1)![0]!, 50, 2)
  assert.ok(drift(line, 1)![0]! > 900)
})

test('recent pace follows the last year after a bend', () => {
  const bent = range(30, (t) => (t < 18 ? 100 : 100 + 10 * (t - 17)))
  near(recentPace(bent, 1)![0]!, 230, 1e-9)
  assert.equal(recentPace(bent.slice(0, 12), 1), null)
})

test('theta goes on at half the slope of the line', () => {
  const path = theta(
    range(24, (t) => 3 * t),
    3,
  )!
  near(path[1]! - path[0]!, 1.5, 1e-9)
})

test('damped Holt: each step is smaller than the one before, by one factor between 0.8 and 0.98', () => {
  const path = dampedHolt(
    range(24, (t) => 100 * (1 - 0.9 ** t)),
    4,
  )!
  const first = path[1]! - path[0]!
  const second = path[2]! - path[1]!
  assert.ok(second > 0 && second < first)
  const factor = second / first
  assert.ok(factor >= 0.8 - 1e-9 && factor <= 0.98 + 1e-9, `${factor}`)
  near((path[3]! - path[2]!) / second, factor, 1e-9)
  near(path[0]!, 100 * (1 - 0.9 ** 24), 1)
})

test('logistic finds the cap of a curve seen to a little past its middle', () => {
  const curve = range(20, (t) => 800 / (1 + Math.exp(-0.4 * (t - 12))))
  near(logistic(curve, 40)!.at(-1)!, 800, 2)
})

test('logistic refuses what does not grow, is not positive, or has no cap in sight', () => {
  assert.equal(
    logistic(
      range(12, (t) => 100 - t),
      1,
    ),
    null,
  )
  assert.equal(
    logistic(
      range(12, (t) => t),
      1,
    ),
    null,
  )
  assert.equal(
    logistic(
      range(12, (t) => 1.2 ** t),
      1,
    ),
    null,
  )
})

test('a season is seen in a swing, not in a trend, a random walk or less than two years', () => {
  const swing = range(36, (t) => 50 + t + 10 * Math.sin((Math.PI * t) / 6))
  assert.equal(isSeasonal(swing, 12), true)
  assert.equal(isSeasonal(swing.slice(0, 23), 12), false)
  assert.equal(
    isSeasonal(
      range(36, (t) => 5 * t),
      12,
    ),
    false,
  )
  let found = 0
  for (let seed = 0; seed < 200; seed++) {
    const random = seededRandom(seed)
    let level = 0
    const walk = range(48, () => {
      level += normal(random)
      return level
    })
    if (isSeasonal(walk, 12)) found++
  }
  assert.ok(found <= 30, `${found} of 200 random walks taken for seasons`)
})

test('decomposition gives back the season that was put in', () => {
  const factors = [0.8, 1.1, 1.3, 0.8]
  const values = range(16, (t) => (100 + t) * factors[t % 4]!)
  const season = seasonality(values, 4, true)!
  for (const [i, factor] of factors.entries()) near(season.indices[i]!, factor, 0.01)
  near(deseasonalised(linearPace, season)(values, 2)![1]!, 117 * 1.1, 1)
  assert.deepEqual(seasonalNaive(4)(values, 5), [...values.slice(-4), values[12]])
  assert.equal(seasonality(values.slice(0, 7), 4, true), null)
})
