import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { components, membersOf } from './components.ts'
import { compress } from './csr.ts'

const of = (nodes: number, arcs: readonly (readonly [number, number])[]) =>
  components(
    compress(
      nodes,
      arcs.map(([a]) => a),
      arcs.map(([, b]) => b),
    ),
  )

test('a ring is one component, what hangs on it is its own', () => {
  const found = of(4, [
    [0, 1],
    [1, 2],
    [2, 0],
    [2, 3],
  ])
  assert.equal(found.count, 2)
  assert.equal(found.of[0], found.of[2])
  assert.ok((found.of[3] as number) < (found.of[0] as number))
  assert.deepEqual([...membersOf(found).nodes], [3, 0, 1, 2])
})

test('no nodes, one node, a firm that supplies itself', () => {
  assert.equal(of(0, []).count, 0)
  assert.equal(of(1, []).count, 1)
  assert.equal(of(2, [[0, 0]]).count, 2)
})

test('a chain and a ring of a million nodes do not overflow the stack', () => {
  const many = 1_000_000
  const from = Uint32Array.from({ length: many - 1 }, (_, v) => v)
  const to = from.map((v) => v + 1)
  assert.equal(components(compress(many, from, to)).count, many)
  const ring = components(
    compress(
      many,
      Uint32Array.from({ length: many }, (_, v) => v),
      Uint32Array.from({ length: many }, (_, v) => (v + 1) % many),
    ),
  )
  assert.equal(ring.count, 1)
})

test('two nodes are in one component exactly when each reaches the other, and arcs lead to lower numbers', () => {
  const arcs = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 25 })
  fc.assert(
    fc.property(arcs, (table) => {
      const found = of(9, table)
      const reaches = Array.from({ length: 9 }, (_, v) => {
        const seen = new Set([v])
        for (const a of seen) for (const [x, y] of table) if (x === a) seen.add(y)
        return seen
      })
      for (let a = 0; a < 9; a++)
        for (let b = 0; b < 9; b++)
          assert.equal(
            found.of[a] === found.of[b],
            (reaches[a] as Set<number>).has(b) && (reaches[b] as Set<number>).has(a),
          )
      for (const [a, b] of table) assert.ok((found.of[b] as number) <= (found.of[a] as number))
      assert.deepEqual(
        [...new Set(found.of)].sort(),
        Array.from({ length: found.count }, (_, c) => c),
      )
    }),
    { numRuns: 300 },
  )
})
