import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { merge, split } from './service/decide.ts'
import { undo } from './service/undo.ts'
import { entityOf, findEntities, summaryOf } from './service/views.ts'
import { fuse, groupsOf, loadFile, openFusion } from './testing.ts'

const FILE = `record_id,source,name\n${['a', 'b', 'c', 'd']
  .flatMap((firm) => [1, 2, 3].map((n) => `${firm}${n},oem_${n === 1 ? 'a' : 'b'},${firm.repeat(3)}厂`))
  .join('\n')}`

/** A merge or split, made of whatever entities there are when its turn comes. */
const steps = fc.array(fc.record({ merge: fc.boolean(), one: fc.nat(20), two: fc.nat(20) }), {
  minLength: 1,
  maxLength: 5,
})

eachDatabase('undo', (open) => {
  test('whatever was merged and split: undone in any order, no decision is left and a run finds what it found', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, FILE)
    await fuse(library, ctx)
    const before = await groupsOf(library)
    assert.equal(before, 'a1 a2 a3 | b1 b2 b3 | c1 c2 c3 | d1 d2 d3')
    const property = fc.asyncProperty(steps, fc.nat(), async (wanted, seed) => {
      const done: string[] = []
      for (const step of wanted) {
        const { rows } = await findEntities(ctx, { page: 1, size: 50, sort: 'name' })
        const one = rows[step.one % rows.length]!
        const two = rows[step.two % rows.length]!
        if (step.merge && one.id !== two.id)
          done.push((await merge(ctx, { into: one.id, others: [two.id] })).id)
        if (!step.merge && one.records > 1) {
          const { members } = await entityOf(ctx, one.id)
          const leaving = members.filter((_, at) => (at + step.two) % 2 === 0).map(({ id }) => id)
          if (leaving.length > 0 && leaving.length < members.length)
            done.push((await split(ctx, one.id, { records: leaving })).id)
        }
      }
      await fuse(library, ctx)
      const order = done.map((id, at) => ({ id, key: ((at + 1) * (seed + 7919)) % 101 }))
      for (const { id } of order.sort((a, b) => a.key - b.key)) await undo(ctx, id)
      assert.equal((await summaryOf(ctx)).constraints, 0)
      await fuse(library, ctx)
      assert.equal(await groupsOf(library), before)
    })
    await fc.assert(property, { numRuns: 12 })
  })
})
