import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { widestBetween } from './widest.ts'

const arcs = (nodes: number, list: readonly (readonly [number, number, number])[]) => ({
  nodes,
  from: Uint32Array.from(list, ([from]) => from),
  to: Uint32Array.from(list, ([, to]) => to),
  weight: Float64Array.from(list, ([, , weight]) => weight),
})

test('the way round by two broad relations is wider than the narrow one straight on', () => {
  const network = arcs(3, [
    [0, 2, 1],
    [0, 1, 5],
    [1, 2, 4],
  ])
  assert.deepEqual(widestBetween(network, [0], [2]), { rows: [1, 2], width: 4 })
})

test('a firm at both ends is no path by itself', () => {
  assert.equal(widestBetween(arcs(2, []), [0], [0]), undefined)
  assert.deepEqual(widestBetween(arcs(2, [[1, 0, 3]]), [0, 1], [0]), { rows: [0], width: 3 })
})

/** Widths between all pairs, as Floyd and Warshall would. */
function widths(nodes: number, list: readonly (readonly [number, number, number])[]): number[][] {
  const width = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(-1))
  const of = (a: number, b: number) => width[a]?.[b] as number
  const set = (a: number, b: number, value: number) => {
    ;(width[a] as number[])[b] = Math.max(of(a, b), value)
  }
  for (const [from, to, weight] of list) set(from, to, weight)
  for (let by = 0; by < nodes; by++)
    for (let a = 0; a < nodes; a++) for (let b = 0; b < nodes; b++) set(a, b, Math.min(of(a, by), of(by, b)))
  return width
}

test('between any sets of ends it is the widest of all pairs, and its rows hang together', () => {
  const nodes = 9
  const arc = fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.nat(20))
  const some = fc.uniqueArray(fc.nat(nodes - 1), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(arc, { maxLength: 30 }), some, some, (list, starts, ends) => {
      const found = widestBetween(arcs(nodes, list), starts, ends)
      const all = widths(nodes, list)
      const begin = starts.filter((firm) => !ends.includes(firm))
      const best = Math.max(-1, ...begin.flatMap((a) => ends.map((b) => all[a]?.[b] as number)))
      assert.equal(found?.width ?? -1, best)
      if (!found) return
      const steps = found.rows.map((row) => list[row] as readonly [number, number, number])
      assert.ok(begin.includes(steps[0]?.[0] as number) && ends.includes(steps.at(-1)?.[1] as number))
      for (const [at, step] of steps.entries()) if (at > 0) assert.equal(step[0], steps[at - 1]?.[1])
      assert.equal(Math.min(...steps.map(([, , weight]) => weight)), best)
    }),
  )
})
