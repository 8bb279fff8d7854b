import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { loadChainDemo } from '../demo/index.ts'
import { requestRun } from '../runs/index.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { localSourcingRate } from './indicator.ts'
import { overview } from './service/overview.ts'

const TODAY = '2026-11-23'
const { measure, evidence, history } = localSourcingRate

async function settled(chain: TestChain): Promise<void> {
  await requestRun(chain.system, { kind: 'local', input: {} })
  for (const result of await chain.settle()) if (result instanceof Error) throw result
}

eachDatabase('the local sourcing rate as an indicator', (open) => {
  test('without bills it says nothing, rather than 0', async () => {
    const { system } = await openChain(open)
    assert.deepEqual(await measure(system, TODAY), [])
    assert.deepEqual(await history?.(system, '2025-01-01', '2026-10-31'), [])
    assert.equal((await evidence(system, { asOf: TODAY, page: 1, size: 10 })).total, 0)
  })

  test('it is the figure of the page; its lines sum to it; its history follows the models on sale', async () => {
    const chain = await openCityChain(open)
    const { system } = chain
    await loadChainDemo(system, { seed: '1', asOf: TODAY })
    const before = await measure(system, TODAY)
    await settled(chain)
    const [city, ...districts] = await measure(system, TODAY)
    const seen = (await overview(system)).rates?.tier1_spend.value as number
    assert.ok(Math.abs((city?.value as number) - seen) < 1e-12)
    assert.ok(Math.abs((before[0]?.value as number) - seen) < 1e-12)
    // One or two makers assemble in a district: their figure is theirs.
    assert.ok(districts.length > 0 && districts.every(({ hidden, value }) => hidden && value === null))

    const { rows, total } = await evidence(system, { asOf: TODAY, page: 1, size: 1_000 })
    assert.equal(rows.length, total)
    const sum = rows.reduce((all, { contribution }) => all + (contribution as number), 0)
    assert.ok(Math.abs(sum - seen) < 1e-9)

    const points = (await history?.(system, '2023-12-31', '2026-10-31')) ?? []
    assert.equal(points.length, 35)
    assert.ok(new Set(points.map(({ value }) => value)).size > 3)
    const past = points[5]?.period as string
    const then = await evidence(system, { asOf: past, page: 1, size: 1_000 })
    assert.ok(
      Math.abs(
        then.rows.reduce((all, { contribution }) => all + (contribution as number), 0) -
          (points[5]?.value as number),
      ) < 1e-9,
    )
    await assert.rejects(
      evidence(chain.as('enterprise'), { asOf: TODAY, page: 1, size: 10 }),
      (error: { code?: string }) => error.code === 'chain.local.bills.forbidden',
    )
  })

  test('by a definition that looks through all tiers only runs know the past', async () => {
    const chain = await openCityChain(open)
    const { system } = chain
    await loadChainDemo(system, { seed: '1', asOf: TODAY })
    await settled(chain)
    await sql`insert into chain.setting (value, updated_by)
      values ('{"localDefinition":"traced_value_added"}'::jsonb, 'test')`.execute(system.db)
    const [city] = await measure(system, TODAY)
    assert.ok(
      Math.abs((city?.value as number) - ((await overview(system)).rates?.traced_value_added.value ?? 0)) <
        1e-12,
    )
    assert.deepEqual(await measure(system, '2026-06-30'), [])
  })
})
