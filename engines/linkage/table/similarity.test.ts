import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { edits, jaroWinkler } from './similarity.ts'

test('the examples of Winkler', () => {
  for (const [left, right, expected] of [
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
  ] as const) {
    assert.ok(Math.abs(jaroWinkler(left, right) - expected) < 0.001, `${left} ${right}`)
  }
  assert.equal(jaroWinkler('', 'a'), 0)
})

test('a change, a gap, an addition and a swap are one edit each', () => {
  for (const other of ['smitt', 'smth', 'smmith', 'simth']) assert.equal(edits('smith', other, 3), 1, other)
  assert.equal(edits('smith', 'jones', 2), 3)
})

/** The whole table, as the definition has it. */
function reference(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, (_, i) =>
    Array.from({ length: right.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= left.length; i++) {
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1
      let value = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        value = Math.min(value, table[i - 2]![j - 2]! + 1)
      table[i]![j] = value
    }
  }
  return table[left.length]![right.length]!
}

const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })

test('edits are those of the definition, up to the most that is asked for', () => {
  fc.assert(
    fc.property(short, short, fc.integer({ min: 1, max: 5 }), (left, right, most) => {
      assert.equal(edits(left, right, most), Math.min(reference(left, right), most + 1))
    }),
    { numRuns: 2000 },
  )
})

test('likeness is symmetrical, within 0 and 1, and 1 for equal texts only', () => {
  fc.assert(
    fc.property(short, short, (left, right) => {
      const likeness = jaroWinkler(left, right)
      assert.ok(Math.abs(likeness - jaroWinkler(right, left)) < 0.2)
      assert.ok(likeness >= 0 && likeness <= 1)
      assert.equal(likeness === 1, left === right)
    }),
  )
})
