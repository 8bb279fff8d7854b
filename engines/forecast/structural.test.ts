import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normal, seededRandom } from './random.ts'
import { probabilityWithin, structuralSpread, totalSpread } from './structural.ts'

const all = (values: readonly number[]): boolean[] => values.map(() => true)
const series = (length: number, value: (t: number) => number): number[] =>
  Array.from({ length }, (_, t) => value(t))

test('noise around a line: the mean goes on along it, and the spread hardly grows', () => {
  const random = seededRandom(1)
  const line = series(60, (t) => 100 + 2 * t + 3 * normal(random))
  const { path, weights, horizon } = structuralSpread(line, all(line), 60, 12)!
  assert.ok(Math.abs(path[11]! - (100 + 2 * 71)) < 5, `${path[11]}`)
  assert.equal(horizon, 12)
  assert.ok(Math.abs(weights.reduce((sum, w) => sum + w, 0) - 1) < 1e-9)
})

test('a random walk is spread wider far ahead than near, a noisy level is not', () => {
  const random = seededRandom(2)
  let at = 100
  const walk = series(60, () => (at += 3 * normal(random)))
  const level = series(60, () => 100 + 3 * normal(random))
  const missOf = (values: number[], h: number): number => {
    const spread = structuralSpread(values, all(values), 60, 24)!
    let miss = 0
    while (probabilityWithin(spread, h, spread.path[h - 1]!, miss) < 0.8) miss += 0.1
    return miss
  }
  assert.ok(missOf(walk, 24) > 2.5 * missOf(walk, 1))
  assert.ok(missOf(level, 24) < 2 * missOf(level, 1))
})

test('a sudden change of level is found where it is, and the new level is carried on', () => {
  const random = seededRandom(3)
  const step = series(40, (t) => (t < 25 ? 100 : 160) + 2 * normal(random))
  const { breakAt, path } = structuralSpread(step, all(step), 40, 6)!
  assert.equal(breakAt, 25)
  assert.ok(Math.abs(path[5]! - 160) < 6, `${path[5]}`)
  const calm = series(40, () => 100 + 2 * normal(random))
  assert.equal(structuralSpread(calm, all(calm), 40, 6)!.breakAt, -1)
})

test('a running total goes on at its pace, and its spread grows as the noise of the additions adds up', () => {
  const random = seededRandom(4)
  let sum = 0
  const total = series(50, () => (sum += 10 + 2 * normal(random)))
  const spread = totalSpread(total, all(total), 50, 16)!
  assert.ok(Math.abs(spread.path[15]! - (sum + 160)) < 25, `${spread.path[15]! - sum}`)
  const near = probabilityWithin(spread, 1, spread.path[0]!, 4)
  const far = probabilityWithin(spread, 16, spread.path[15]!, 4)
  assert.ok(near > 0.9 && far < 0.5, `${near} ${far}`)
})

test('values on a line leave no spread, and a value that was not observed has no say', () => {
  const line = series(12, (t) => 5 + t)
  assert.equal(structuralSpread(line, all(line), 12, 3), null)
  const random = seededRandom(5)
  const noisy = series(20, (t) => 5 + t + normal(random))
  const wrong = noisy.map((value, t) => (t === 9 ? 1000 : value))
  const seen = noisy.map((_, t) => t !== 9)
  const pathOf = (values: number[]): number => structuralSpread(values, seen, 20, 1)!.path[0]!
  assert.ok(Math.abs(pathOf(noisy) - pathOf(wrong)) < 1)
})
