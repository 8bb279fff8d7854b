import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chooseBest, chooseGreedily, type SidePairs } from './one-to-one.ts'

function pairsOf(rows: readonly (readonly [number, number, number])[]): SidePairs {
  return {
    left: Int32Array.from(rows, (row) => row[0]),
    right: Int32Array.from(rows, (row) => row[1]),
    weight: Float64Array.from(rows, (row) => row[2]),
  }
}

const total = (pairs: SidePairs, chosen: Int32Array) =>
  chosen.reduce((sum, pair) => sum + pairs.weight[pair]!, 0)

test('the best choice gives up the heaviest pair where two others weigh more', () => {
  const pairs = pairsOf([
    [1, 10, 5],
    [1, 11, 4],
    [2, 10, 4],
  ])
  assert.deepEqual([...chooseGreedily(pairs)], [0])
  assert.deepEqual([...chooseBest(pairs)], [1, 2])
})

test('a pair that weighs nothing, or speaks against, is never chosen', () => {
  const pairs = pairsOf([
    [1, 10, 0],
    [2, 11, -3],
  ])
  assert.equal(chooseGreedily(pairs).length, 0)
  assert.equal(chooseBest(pairs).length, 0)
})

test('a row gives up its partner and stays alone where that is better for all', () => {
  const pairs = pairsOf([
    [1, 10, 1],
    [2, 10, 3],
  ])
  assert.deepEqual([...chooseBest(pairs)], [1])
})

const edges = fc.uniqueArray(
  fc.tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 100, max: 104 }),
    fc.integer({ min: -3, max: 9 }),
  ),
  { selector: ([left, right]) => `${left} ${right}`, maxLength: 14 },
)

/** The greatest weight by trying everything. */
function exhaustive(
  rows: readonly (readonly [number, number, number])[],
  taken: readonly number[] = [],
): number {
  const [first, ...rest] = rows
  if (!first) return 0
  const without = exhaustive(rest, taken)
  if (taken.includes(first[0]) || taken.includes(first[1])) return without
  return Math.max(without, first[2] + exhaustive(rest, [...taken, first[0], first[1]]))
}

test('no other one-to-one choice weighs more', () => {
  fc.assert(
    fc.property(edges, (rows) => {
      const pairs = pairsOf(rows)
      assert.equal(total(pairs, chooseBest(pairs)), exhaustive(rows))
    }),
    { numRuns: 500 },
  )
})

test('both choices are one-to-one, and the greedy one has at least half of the best weight', () => {
  fc.assert(
    fc.property(edges, (rows) => {
      const pairs = pairsOf(rows)
      for (const chosen of [chooseBest(pairs), chooseGreedily(pairs)]) {
        const used = [...chosen].flatMap((pair) => [pairs.left[pair]!, pairs.right[pair]!])
        assert.equal(new Set(used).size, used.length)
      }
      assert.ok(2 * total(pairs, chooseGreedily(pairs)) >= total(pairs, chooseBest(pairs)))
    }),
  )
})
