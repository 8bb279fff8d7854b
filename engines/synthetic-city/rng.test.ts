import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashNormal, hashUnit, Rng, seedWord } from './rng.ts'

const draws = (rng: Rng, count: number) => Array.from({ length: count }, () => rng.uint32())

test('the same seed, stream and index give the same numbers', () => {
  assert.deepEqual(draws(new Rng(1, 2, 3), 50), draws(new Rng(1, 2, 3), 50))
})

test('another seed, stream or index gives other numbers', () => {
  const first = draws(new Rng(1, 2, 3), 4).join()
  for (const other of [new Rng(2, 2, 3), new Rng(1, 3, 3), new Rng(1, 2, 4)]) {
    assert.notEqual(draws(other, 4).join(), first)
  }
})

test('neighbouring indices are not correlated in their first draw', () => {
  const n = 20_000
  const first = Array.from({ length: n + 1 }, (_, i) => new Rng(9, 1, i).unit() - 0.5)
  let product = 0
  for (let i = 0; i < n; i += 1) product += (first[i] ?? 0) * (first[i + 1] ?? 0)
  assert.ok(Math.abs(product / n / (1 / 12)) < 0.03)
})

test('units fill sixteen boxes evenly (chi square, 15 degrees, 0.1 %)', () => {
  for (const source of ['stream', 'hash'] as const) {
    const rng = new Rng(4, 4, 4)
    const boxes = new Array<number>(16).fill(0)
    for (let i = 0; i < 160_000; i += 1) {
      const box = Math.floor((source === 'stream' ? rng.unit() : hashUnit(4, 5, i, 6)) * 16)
      boxes[box] = (boxes[box] ?? 0) + 1
    }
    const chi = boxes.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    assert.ok(chi < 37.7, `${source}: ${chi}`)
  }
})

test('both normals have mean 0 and deviation 1', () => {
  const rng = new Rng(5, 5, 5)
  for (const draw of [() => rng.normal(), (i: number) => hashNormal(5, 5, i)]) {
    const values = Array.from({ length: 50_000 }, (_, i) => draw(i))
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length
    assert.ok(Math.abs(mean) < 0.02)
    assert.ok(Math.abs(variance - 1) < 0.03)
  }
})

test('between includes both ends; shuffle keeps every element', () => {
  const rng = new Rng(1, 1, 1)
  assert.deepEqual([...new Set(Array.from({ length: 200 }, () => rng.between(3, 5)))].sort(), [3, 4, 5])
  assert.deepEqual(rng.shuffle([1, 2, 3, 4, 5]).sort(), [1, 2, 3, 4, 5])
  assert.throws(() => rng.pick([]), RangeError)
})

test('seeds may be text', () => {
  assert.equal(seedWord(7), seedWord('7'))
  assert.notEqual(seedWord('city'), seedWord('town'))
})
