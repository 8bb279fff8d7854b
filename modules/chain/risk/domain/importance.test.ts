import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editsBetween, LiveImportance, rankColumns } from './importance.ts'
import { type Link, smallNetwork } from './testing-network.ts'

const FIRMS = 8
const nodesOf = Array.from({ length: FIRMS }, (_, at) => at % 4)
const arbitraryLink = fc.tuple(
  fc.nat(FIRMS - 1),
  fc.nat(FIRMS - 1),
  fc.nat(3),
  fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
) as fc.Arbitrary<Link>
const arbitraryState = fc
  .uniqueArray(fc.tuple(fc.nat(30), arbitraryLink), { selector: ([id]) => id, maxLength: 20 })
  .map((rows) => rows.sort(([a], [b]) => a - b))

test('the supplier that all depend on is the most important; equal firms share a place', () => {
  const network = smallNetwork(
    [0, 1, 1, 1],
    [
      [0, 1, 0, 5],
      [0, 2, 0, 5],
      [0, 3, 0, 5],
    ],
  )
  const { position } = new LiveImportance(rankColumns(network)).now()
  assert.deepEqual([...position], [1, 2, 2, 2])
})

test('what follows edits is what would be computed anew', () => {
  fc.assert(
    fc.property(arbitraryState, arbitraryState, (before, after) => {
      const columns = (rows: typeof before) =>
        rankColumns(
          smallNetwork(
            nodesOf,
            rows.map(([, link]) => link),
            { ids: rows.map(([id]) => id) },
          ),
        )
      const [a, b] = [columns(before), columns(after)]
      // As if the network were large: the limit on edits is about speed alone.
      const edits = editsBetween({ ...a, id: Object.assign([...a.id], { length: a.id.length }) }, b)
      if (edits === undefined) return
      const live = new LiveImportance(a)
      const followed = live.apply(edits).rank
      const anew = new LiveImportance(b).now().rank
      for (let firm = 0; firm < FIRMS; firm++)
        assert.ok(Math.abs((followed[firm] as number) - (anew[firm] as number)) < 1e-9)
    }),
  )
})

test('one edited amount of many is one removal and one addition; very many are computed anew', () => {
  const links = Array.from({ length: 100 }, (_, at): Link => [at % 8, (at + 1) % 8, 0, at + 1])
  const before = rankColumns(smallNetwork(nodesOf, links))
  const edited = rankColumns(
    smallNetwork(
      nodesOf,
      links.map((link, at) => (at === 40 ? [link[0], link[1], 0, 999] : link)),
    ),
  )
  assert.deepEqual(
    editsBetween(before, edited)?.map(({ kind, weight }) => [kind, weight]),
    [
      ['remove', 41],
      ['add', 999],
    ],
  )
  const other = rankColumns(
    smallNetwork(
      nodesOf,
      links.map(([a, b, node, w]) => [a, b, node, (w ?? 0) * 2]),
    ),
  )
  assert.equal(editsBetween(before, other), undefined)
})
