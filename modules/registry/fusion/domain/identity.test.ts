import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { heldAfterSplit, heldTogether } from './held.ts'
import { regroup } from './identity.ts'

test('a group is the entity with which it shares most records; the rest is told', () => {
  const group = Int32Array.from([0, 0, 1, 1, 1, 2])
  const before = ['a', 'a', 'a', 'b', 'b', null]
  assert.deepEqual(
    regroup(
      group,
      3,
      before,
      before.map(() => false),
    ),
    {
      entityOf: ['a', 'b', null],
      ended: [],
      splitFrom: [],
    },
  )
})

test('entities that come together: one lives on, the other ends in it; one that falls apart keeps the larger part', () => {
  const merged = regroup(Int32Array.from([0, 0, 0]), 1, ['a', 'a', 'b'], [false, false, false])
  assert.deepEqual(merged, { entityOf: ['a'], ended: [{ entity: 'b', group: 0 }], splitFrom: [] })
  const parted = regroup(Int32Array.from([0, 1, 1]), 2, ['a', 'a', 'a'], [false, false, false])
  assert.deepEqual(parted, { entityOf: [null, 'a'], ended: [], splitFrom: [{ group: 0, entity: 'a' }] })
})

test('the record of the library decides which part is the enterprise', () => {
  const parted = regroup(Int32Array.from([0, 1, 1]), 2, ['a', 'a', 'a'], [true, false, false])
  assert.deepEqual(parted.entityOf, ['a', null])
})

test('whatever is regrouped: no entity lives twice, every entity lives on or ends, the same groups change nothing', () => {
  const records = fc.array(fc.tuple(fc.nat(5), fc.option(fc.constantFrom('a', 'b', 'c', 'd'))), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(records, (rows) => {
      const group = Int32Array.from(rows, ([g]) => g)
      const before = rows.map(([, entity]) => entity)
      const { entityOf, ended } = regroup(
        group,
        6,
        before,
        rows.map(() => false),
      )
      const living = entityOf.filter((entity) => entity !== null)
      assert.equal(new Set(living).size, living.length)
      const known = new Set(before.filter((entity) => entity !== null))
      assert.deepEqual(new Set([...living, ...ended.map(({ entity }) => entity)]), known)
      assert.equal(living.length + ended.length, known.size)
      const now = rows.map(([g]) => entityOf[g] ?? `new ${g}`)
      const again = regroup(
        group,
        6,
        now,
        rows.map(() => false),
      )
      assert.deepEqual([again.ended, again.splitFrom], [[], []])
    }),
  )
})

test('what decisions held together stays so on each side of a split', () => {
  const groups = heldTogether(
    ['a', 'b', 'c', 'd', 'e'],
    [
      ['a', 'b'],
      ['a', 'c'],
      ['a', 'd'],
    ],
  )
  assert.deepEqual(groups, [['a', 'b', 'c', 'd']])
  assert.deepEqual(heldAfterSplit(groups, new Set(['a'])), [
    ['b', 'c'],
    ['b', 'd'],
  ])
  assert.deepEqual(heldAfterSplit(groups, new Set(['e'])), [], 'not divided, nothing to say')
})
