import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Comparison, candidatePairs, learn, patternsOf, scorePairs, weightParts } from './index.ts'
import { seededRandom } from './random.ts'

/** Levels of two comparisons for pairs of known kind: matches mostly agree, others mostly do not. */
function simulated(pairs: number, share: number, seed: number) {
  const random = seededRandom(seed)
  const truth = Int8Array.from({ length: pairs }, () => (random() < share ? 1 : 0))
  const column = (m: number, u: number) =>
    Uint8Array.from(truth, (match) => (random() < 0.1 ? 0 : random() < (match ? m : u) ? 2 : 1))
  return { truth, columns: [column(0.9, 0.1), column(0.8, 0.05), column(0.95, 0.3)] }
}

const comparisons: Comparison[] = ['a', 'b', 'c'].map((name) => ({
  name,
  levels: ['differs', 'same'],
  compare: () => -1,
}))

test('the shares of agreement are found without labels', () => {
  const { columns } = simulated(20_000, 0.3, 1)
  const model = learn(patternsOf(columns, comparisons), comparisons)
  const match = model.classes.find(({ match }) => match)!
  const other = model.classes.find(({ match }) => !match)!
  assert.ok(Math.abs(match.share - 0.3) < 0.03, `share ${match.share}`)
  assert.ok(Math.abs(match.levels[0]![1]! - 0.9) < 0.03)
  assert.ok(Math.abs(other.levels[1]![1]! - 0.05) < 0.03)
})

test('labels of some pairs teach the others', () => {
  const { truth, columns } = simulated(400, 0.02, 3)
  const labels = truth.map((match, i) => (i % 2 === 0 ? match : -1))
  const model = learn(patternsOf(columns, comparisons), comparisons, { labels })
  const match = model.classes.find(({ match }) => match)!
  assert.ok(match.levels[0]![1]! > 0.6)
})

test('property: the parts of a weight add up to it, in any number of classes', () => {
  const { columns } = simulated(2_000, 0.3, 2)
  const patterns = patternsOf(columns, comparisons)
  const model = learn(patterns, comparisons, { matchClasses: 2, otherClasses: 3 })
  const pairs = { left: new Int32Array(2_000), right: new Int32Array(2_000) }
  const weights = scorePairs(model, pairs, comparisons, columns, patterns)
  fc.assert(
    fc.property(fc.nat(1_999), (i) => {
      const levels = columns.map((column) => column[i]!)
      const parts = weightParts(model, levels)
      const sum = parts.comparisons.reduce((total, part) => total + part, parts.prior)
      assert.ok(Math.abs(sum - weights[i]!) < 1e-4)
      levels.forEach((level, c) => {
        if (level === 0) assert.equal(parts.comparisons[c], 0)
      })
    }),
  )
})

test('property: candidates are exactly the pairs that share a kept key, each once', () => {
  const rows = fc.array(fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }), { maxLength: 12 })
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 1, max: 6 }), (first, second, limit) => {
      const size = Math.min(first.length, second.length)
      const tables = [first.slice(0, size), second.slice(0, size)]
      const found = candidatePairs(
        size,
        tables.map((table, r) => ({ name: `${r}`, keys: (row) => table[row]!, limit })),
      )
      const kept = (r: number, key: 'x' | 'y' | 'z') =>
        tables[r]!.filter((keys) => keys.includes(key)).length <= limit
      const expected = new Set<string>()
      for (let a = 0; a < size; a++)
        for (let b = a + 1; b < size; b++)
          if (tables.some((table, r) => table[a]!.some((key) => table[b]!.includes(key) && kept(r, key))))
            expected.add(`${a} ${b}`)
      const pairs = Array.from(found.left, (a, i) => `${a} ${found.right[i]}`)
      assert.equal(new Set(pairs).size, pairs.length)
      assert.deepEqual(new Set(pairs), expected)
    }),
  )
})
