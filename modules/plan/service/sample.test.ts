import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { newId } from '#kernel/core'
import type { Db } from '#kernel/db'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { sampleMeasure, sampleValues } from '../domain/sample.ts'
import { PLAN_GROUPS, planTest } from '../testing.ts'
import { cockpit } from './cockpit.ts'
import { loadPackPlan } from './load-pack.ts'
import { addProgress, findMeasures } from './measures.ts'
import { refreshAll } from './refresh.ts'

const TODAY = '2026-11-23'
const period = { start: '2025-01-01', end: '2027-12-31', asOf: TODAY }
const ALL = { page: 1, size: 500 } as never

async function firm(db: Db, synthetic: boolean): Promise<void> {
  await sql`insert into registry.enterprise (id, name, name_key, source, synthetic)
    values (${newId()}, '重庆示例有限公司', ${`示例${synthetic}`}, 'test', ${synthetic})`.execute(db)
  await sql`update registry.revision set value = value + 1`.execute(db)
}

const invented = async (db: Db) =>
  (
    await sql<{
      n: number
    }>`select count(*) as n from plan.observation where source = 'synthetic' and indicator is null`.execute(
      db,
    )
  ).rows[0]!.n

test('invented values never fall, end before today, and are the same each time', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 1, max: 1e13, noNaN: true }), (position, value) => {
      const target = { position, value, unit: 'count', basis: 'level' }
      const values = sampleValues(target, period)
      assert.deepEqual(values, sampleValues(target, period))
      assert.ok(values.every((point, at) => at === 0 || point.value >= values[at - 1]!.value))
      assert.ok(values.length > 12 && values.at(-1)!.period < TODAY)
      const { dueOn, progress } = sampleMeasure(position, period)
      assert.ok(dueOn > period.start && dueOn <= period.end && progress >= 0 && progress <= 1)
    }),
  )
  assert.deepEqual(sampleValues({ position: 1, value: 0.2, unit: 'ratio', basis: 'change' }, period), [])
})

eachDatabase('invented values of the plan', (open) => {
  test('they come with a synthetic city, say what they are, and go with it; what people entered stays', async () => {
    const { db } = await open(PLAN_GROUPS)
    const { ctx } = await planTest(db)
    await loadPackPlan(ctx)
    await refreshAll(ctx, TODAY)
    assert.equal(await invented(db), 0)
    await firm(db, true)
    await refreshAll(ctx, TODAY)
    const first = await invented(db)
    assert.ok(first > 100)
    await refreshAll(ctx, TODAY)
    assert.equal(await invented(db), first)
    const unknown = (await cockpit(ctx)).targets.filter(({ state }) => state === 'unknown')
    assert.deepEqual(
      unknown.map(({ code }) => code),
      ['T04'],
    )
    const { rows } = await findMeasures(ctx, ALL)
    assert.ok(rows.every(({ dueOn }) => dueOn !== null))
    assert.ok(new Set(rows.map(({ state }) => state)).size >= 3)
    const touched = rows.find(({ state }) => state === 'doing')!
    await addProgress(ctx, touched.id, { text: '实际进展', progress: 0.9 })
    await sql`delete from registry.enterprise`.execute(db)
    await sql`update registry.revision set value = value + 1`.execute(db)
    await refreshAll(ctx, TODAY)
    assert.equal(await invented(db), 0)
    const left = (await findMeasures(ctx, ALL)).rows.filter(({ progress }) => progress > 0)
    assert.deepEqual(
      left.map(({ id }) => id),
      [touched.id],
    )
  })
})
