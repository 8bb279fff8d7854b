import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complexity } from './complexity.ts'

test('19 updates are the plain iteration F = M Q, Q = 1 / (Mᵀ 1/F), both from the step before, by their means', () => {
  const matrix = [
    [7, 3, 0, 2, 1],
    [0, 4, 6, 0, 1],
    [5, 0, 1, 8, 0],
    [1, 1, 9, 2, 6],
  ]
  const { fitness, presence } = complexity(
    {
      regions: 4,
      nodes: 5,
      region: matrix.flatMap((row, r) => row.map(() => r)),
      node: matrix.flatMap((row) => [...row.keys()]),
      value: matrix.flat(),
    },
    { fitness: {} },
  )
  const m = (r: number, n: number) => presence[r * 5 + n]!
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const byMean = (values: readonly number[]) => values.map((value) => value / mean(values))
  let f = [1, 1, 1, 1]
  let q = [1, 1, 1, 1, 1]
  for (let update = 0; update < 19; update++) {
    const next = byMean(f.map((_, r) => q.reduce((sum, value, n) => sum + m(r, n) * value, 0)))
    q = byMean(q.map((_, n) => 1 / f.reduce((sum, value, r) => sum + m(r, n) / value, 0)))
    f = next
  }
  for (const [r, value] of f.entries()) assert.ok(Math.abs(fitness!.region[r]! - value) < 1e-12)
  for (const [n, value] of q.entries()) assert.ok(Math.abs(fitness!.node[n]! - value) < 1e-12)
})
