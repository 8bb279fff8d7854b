import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compress, inArcOrder, sharedMemory } from './csr.ts'

test('arcs stand with the node they leave, in the order of the table', () => {
  const graph = compress(4, [2, 0, 2, 1, 2], [3, 1, 0, 1, 3])
  assert.deepEqual([...graph.offsets], [0, 1, 2, 5, 5])
  assert.deepEqual([...graph.neighbours], [1, 1, 3, 0, 3])
  assert.deepEqual([...graph.rows], [1, 3, 0, 2, 4])
  assert.deepEqual([...inArcOrder(graph, [10, 11, 12, 13, 14])], [11, 13, 10, 12, 14])
})

test('an arc to a node that does not exist is told with its row', () => {
  assert.throws(() => compress(2, [0, 1], [1, 2]), /row 1: arc 1 to 2/)
  assert.throws(() => compress(2, [0, 0.5], [1, 1]), /row 1/)
  assert.throws(() => compress(2, [0], []), /length/)
})

test('arrays can stand in shared memory', () => {
  assert.ok(compress(2, [0], [1], sharedMemory).offsets.buffer instanceof SharedArrayBuffer)
})

test('every arc is found exactly once, under its own node', () => {
  const arcs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 60 })
  fc.assert(
    fc.property(arcs, (table) => {
      const graph = compress(
        10,
        table.map(([a]) => a),
        table.map(([, b]) => b),
      )
      const seen = []
      for (let v = 0; v < 10; v++)
        for (let arc = graph.offsets[v] as number; arc < (graph.offsets[v + 1] as number); arc++)
          seen.push([graph.rows[arc], v, graph.neighbours[arc]])
      assert.deepEqual(
        seen.sort((x, y) => (x[0] as number) - (y[0] as number)),
        table.map(([a, b], row) => [row, a, b]),
      )
    }),
  )
})
