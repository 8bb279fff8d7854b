import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clusterRows } from './index.ts'

const pairsOf = (edges: readonly (readonly [number, number, number])[]) => ({
  left: Int32Array.from(edges, ([a]) => a),
  right: Int32Array.from(edges, ([, b]) => b),
  weight: Float32Array.from(edges, ([, , weight]) => weight),
})

test('what agrees is joined, what disagrees is not', () => {
  const clusters = clusterRows(
    4,
    pairsOf([
      [0, 1, 5],
      [2, 3, 4],
      [1, 2, -6],
    ]),
  )
  assert.deepEqual([...clusters], [0, 0, 1, 1])
})

test('one strong pair does not chain two clusters whose other pairs speak against it', () => {
  const clusters = clusterRows(
    4,
    pairsOf([
      [0, 1, 8],
      [2, 3, 8],
      [1, 2, 5],
      [0, 2, -4],
      [0, 3, -4],
      [1, 3, -4],
    ]),
  )
  assert.deepEqual([...clusters], [0, 0, 1, 1])
})

test('two codes never meet, whatever speaks for it; one code always does', () => {
  const clusters = clusterRows(
    4,
    pairsOf([
      [0, 1, 20],
      [1, 2, 20],
      [2, 3, -20],
    ]),
    { identity: Int32Array.of(7, -1, 8, 8) },
  )
  assert.equal(clusters[2], clusters[3])
  assert.notEqual(clusters[0], clusters[2])
})

test('what people decided holds against weights', () => {
  const clusters = clusterRows(
    3,
    pairsOf([
      [0, 1, 20],
      [1, 2, -20],
    ]),
    { apart: [[0, 1]], together: [[1, 2]] },
  )
  assert.deepEqual([...clusters], [0, 1, 1])
})

test('a row that two firms claim alike is left to itself', () => {
  const edges = pairsOf([
    [0, 1, 6],
    [0, 2, 5],
  ])
  const identity = Int32Array.of(-1, 1, 2)
  assert.deepEqual([...clusterRows(3, edges, { identity })], [0, 0, 1])
  assert.deepEqual([...clusterRows(3, edges, { identity, margin: 3 })], [0, 1, 2])
})

const graph = fc.integer({ min: 2, max: 12 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    edges: fc.uniqueArray(
      fc
        .tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: -10, max: 10 }))
        .filter(([a, b]) => a < b),
      { selector: ([a, b]) => `${a} ${b}` },
    ),
    identity: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: size, maxLength: size }),
    apart: fc.array(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a !== b),
      { maxLength: 4 },
    ),
  }),
)

test('property: clusters keep codes and decisions apart, are numbered in order, and repeat exactly', () => {
  fc.assert(
    fc.property(graph, ({ size, edges, identity, apart }) => {
      const options = { identity: Int32Array.from(identity), apart, margin: 2 }
      const clusters = clusterRows(size, pairsOf(edges), options)
      const codes = new Map<number, number>()
      clusters.forEach((cluster, row) => {
        assert.ok(cluster <= Math.max(-1, ...clusters.slice(0, row)) + 1)
        if (identity[row]! < 0) return
        const code = codes.get(cluster) ?? identity[row]!
        assert.equal(code, identity[row])
        codes.set(cluster, code)
      })
      for (const [a, b] of apart) assert.notEqual(clusters[a], clusters[b])
      assert.deepEqual(clusterRows(size, pairsOf(edges), options), clusters)
    }),
  )
})
