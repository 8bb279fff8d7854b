import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { around } from './around.ts'
import { type Branch, radial } from './radial.ts'

const leaf = (key: string): Branch => ({ key, children: [] })

test('leaves stand evenly on the circle, a branch in the middle of its leaves', () => {
  const places = radial([
    { key: 'a', children: [leaf('a1'), leaf('a2')] },
    { key: 'b', children: [leaf('b1'), leaf('b2')] },
  ])
  const angle = (key: string) => places.get(key)?.angle as number
  assert.ok(Math.abs(angle('a') - (angle('a1') + angle('a2')) / 2) < 1e-9)
  assert.ok(Math.abs(angle('a2') - angle('a1') - Math.PI / 2) < 1e-9)
  const far = (key: string) => Math.hypot(places.get(key)?.x ?? 0, places.get(key)?.y ?? 0)
  assert.ok(far('a1') > far('a') && Math.abs(far('a1') - far('b2')) < 1e-9)
})

const trees: fc.Arbitrary<Branch[]> = fc
  .array(fc.array(fc.nat(60), { maxLength: 6 }), { maxLength: 6 })
  .map((roots) =>
    roots.map((branches, root) => ({
      key: `r${root}`,
      children: branches.map((count, branch) => ({
        key: `r${root}b${branch}`,
        children: Array.from({ length: count }, (_, at) => leaf(`r${root}b${branch}l${at}`)),
      })),
    })),
  )
const keysOf = (branch: Branch): string[] => [branch.key, ...branch.children.flatMap(keysOf)]

test('every node of any tree has a place, and no two leaves the same', () => {
  fc.assert(
    fc.property(trees, (roots) => {
      const places = radial(roots)
      const keys = roots.flatMap(keysOf)
      assert.equal(places.size, keys.length)
      const seen = new Set(
        keys.filter((key) => key.includes('l')).map((key) => JSON.stringify(places.get(key))),
      )
      assert.equal(seen.size, keys.filter((key) => key.includes('l')).length)
    }),
  )
})

test('upstream stands to the left of the firm, downstream to the right, farther hops farther out', () => {
  const places = around([
    { key: 'me', hop: 0 },
    { key: 'up', hop: -1 },
    { key: 'up2', hop: -2 },
    { key: 'down', hop: 1 },
  ])
  const x = (key: string) => places.get(key)?.x as number
  assert.ok(x('up2') < x('up') && x('up') < x('me') && x('me') < x('down'))
})

test('any surroundings have a place for each firm, none on another, upstream never to the right', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }).filter(Boolean), { maxLength: 500 }), (hops) => {
      const filled = hops.filter((hop) => Math.abs(hop) === 1 || hops.includes(hop - Math.sign(hop)))
      const standing = [{ key: 'me', hop: 0 }, ...filled.map((hop, at) => ({ key: `f${at}`, hop }))]
      const reached = standing.filter(({ hop }) => Math.abs(hop) < 3 || filled.includes(Math.sign(hop)))
      const places = around(reached)
      assert.equal(places.size, reached.length)
      assert.equal(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size, reached.length)
      for (const { key, hop } of reached)
        assert.equal(Math.sign(places.get(key)?.x as number), Math.sign(hop))
    }),
  )
})
