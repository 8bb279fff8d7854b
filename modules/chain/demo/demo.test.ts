import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Ctx } from '#kernel/module'
import { loadCity, registry } from '#modules/registry'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { LOCAL, OUTSIDE, UNKNOWN_PLACE } from '../domain/network.ts'
import { networkOf } from '../service/network.ts'
import { openChain, openCityChain } from '../testing.ts'
import { clearChainDemo, demoJobs, demoSubscriptions, loadChainDemo } from './index.ts'

const REQUEST = { seed: '1', asOf: '2026-11-23' }
const count = async ({ db }: Ctx, what: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(db)
  return rows[0]?.n
}

eachDatabase('the synthetic chain', (open) => {
  test('models, bills and purchases from outside stand beside a synthetic city, and say what they are', async () => {
    const { system } = await openCityChain(open)
    const loaded = await loadChainDemo(system, REQUEST)
    assert.ok(loaded.models >= 5 && loaded.lines > 300 && loaded.supplies > 1_000 && loaded.parties > 100)
    assert.equal(await count(system, 'chain.vehicle_model'), loaded.models)
    assert.equal(await count(system, 'chain.bill_line'), loaded.lines)
    for (const table of ['chain.vehicle_model', 'chain.bill_line', 'chain.party'])
      assert.equal(await count(system, `${table} where not synthetic`), 0)
    assert.equal(
      await count(system, `chain.bill_line where observed_on >= '2026-11-23' or source <> 'synthetic'`),
      0,
    )
    const { firms, relations } = await networkOf(system)
    const places = new Set(relations.supplier.map((firm) => firms.place[firm] as number))
    assert.deepEqual([...places].sort(), [OUTSIDE, LOCAL, UNKNOWN_PLACE].sort())
  })

  test('loaded again it is the same; without the city nothing of it is left', async () => {
    const { system } = await openCityChain(open)
    const loaded = await loadChainDemo(system, REQUEST)
    assert.deepEqual(await loadChainDemo(system, REQUEST), loaded)
    assert.equal(await count(system, 'chain.bill_line'), loaded.lines)
    assert.deepEqual(await clearChainDemo(system), { removed: 0 })
    const removal = registry.jobs.find(({ name }) => name === 'registry.demo.remove')
    await removal?.run(system, {} as never)
    const { removed } = await clearChainDemo(system)
    assert.equal(removed, loaded.models + loaded.supplies)
    for (const table of ['chain.vehicle_model', 'chain.bill_line', 'chain.party'])
      assert.equal(await count(system, table), 0)
  })

  test('beside real firms nothing is written', async () => {
    const { system } = await openChain(open)
    await sql`insert into registry.enterprise (id, uscc, name, name_key, synthetic, source, search_text, grams)
      values (gen_random_uuid(), '91500000MA5TEST01X', '测试企业', '测试企业', false, 'test', '', '')`.execute(
      system.db,
    )
    assert.equal((await loadChainDemo(system, REQUEST)).models, 0)
    assert.equal(await count(system, 'chain.party'), 0)
  })

  test('it comes and goes by the events of the city', async () => {
    const { system } = await openChain(open)
    const enqueued: unknown[] = []
    const jobs = {
      ...system.kernel.jobs,
      enqueue: async (_: Ctx, name: string, input: unknown) => {
        enqueued.push({ name, input })
        return ''
      },
    }
    const ctx = { ...system, kernel: { ...system.kernel, jobs } }
    const tell = async (type: string, payload: unknown) => {
      for (const { type: own, handle } of demoSubscriptions)
        if (own === type) await handle(ctx, { type, payload } as never)
    }
    await tell('registry.batch.committed', { batch: 'another' })
    await tell('registry.batch.undone', { batch: 'another' })
    assert.deepEqual(enqueued, [])
    await tell('registry.batch.committed', { demo: { ...REQUEST, enterprises: 1_000 } })
    await tell('registry.batch.undone', { demo: null, enterprises: 1_000 })
    assert.deepEqual(enqueued, [
      { name: 'chain.demo', input: { city: REQUEST } },
      { name: 'chain.demo', input: { city: null } },
    ])
  })

  test('the job asks for the local rates afterwards, once', async () => {
    const { system } = await openChain(open)
    await loadCity(system, { enterprises: 1_000, ...REQUEST })
    const [job] = demoJobs
    for (let round = 0; round < 2; round++) await job?.run(system, { input: { city: REQUEST } } as never)
    assert.equal(await count(system, `chain.run where kind = 'local' and state = 'queued'`), 1)
  })
})
