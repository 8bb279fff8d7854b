import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#kernel/db'
import { runTold } from '#kernel/jobs'
import { eachDatabase, type OpenForTest } from '../../../kernel/db/testing.ts'
import { loadChainDemo } from '../demo/index.ts'
import { LOCAL_DEFINITIONS } from '../domain/settings.ts'
import { executeRun, requestRun, selectNewestDone } from '../runs/index.ts'
import { networkOf } from '../service/network.ts'
import { bumpRevision } from '../store/revision.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { computeRates } from './service/compute.ts'
import { firmContent } from './service/firm.ts'
import { chooseLevers, findLevers } from './service/levers.ts'
import { evidenceOf, exportLines, findLines } from './service/lines.ts'
import { modelOf } from './service/model.ts'
import { overview } from './service/overview.ts'
import { findRates } from './service/rate-list.ts'

const PAGE = { page: 1, size: 500 }
const near = (a: number | null, b: number | null) =>
  assert.ok(Math.abs((a as number) - (b as number)) < 1e-9, `${a} is not ${b}`)

async function openDemo(open: OpenForTest): Promise<TestChain> {
  const chain = await openCityChain(open)
  await loadChainDemo(chain.system, { seed: '1', asOf: '2026-11-23' })
  return chain
}

/** Works the rates out as a person would: puts them in the queue and waits for the end. */
async function compute(chain: TestChain): Promise<void> {
  await requestRun(chain.system, { kind: 'local', input: {} })
  for (const result of await chain.settle()) if (result instanceof Error) throw result
}

const rival = (chain: TestChain) =>
  chain.as('enterprise', { enterpriseId: '00000000-0000-7000-8000-0000000000ff' })

eachDatabase('local sourcing', (open) => {
  let opened: Promise<TestChain> | undefined
  /** A computed city that several tests look at; those that change something open their own, after these. */
  const computed = () => {
    opened ??= openDemo(open).then(async (chain) => {
      await compute(chain)
      return chain
    })
    return opened
  }

  test('before the first run, and without any bill, nothing is claimed', async () => {
    const chain = await openChain(open)
    assert.equal((await overview(chain.system)).rates, null)
    await compute(chain)
    const seen = await overview(chain.system)
    assert.equal(seen.run?.state, 'done')
    assert.equal(seen.rates, null)
    assert.deepEqual((await findRates(chain.system, { ...PAGE, scope: 'node' })).rows, [])
  })

  test('five definitions, each between its bounds; their lines sum to the figures of every scope', async () => {
    const chain = await computed()
    const { system } = chain
    const seen = await overview(system)
    assert.ok(seen.synthetic && seen.rates && seen.trend.length === 1)
    for (const definition of LOCAL_DEFINITIONS) {
      const { value, lower, upper, coverage } = seen.rates[definition]
      assert.ok((lower as number) <= (value as number) && (value as number) <= (upper as number))
      assert.ok((value as number) > 0.1 && (value as number) < 0.9 && (coverage as number) < 1)
    }
    const values = LOCAL_DEFINITIONS.map((definition) => seen.rates?.[definition].value)
    assert.equal(new Set(values).size, 5)
    near(
      seen.waterfall.reduce((sum, tier) => sum + tier.local + tier.outside + tier.unknown, 0),
      1,
    )
    near(
      seen.waterfall.reduce((sum, tier) => sum + tier.local, 0),
      seen.rates.traced_value_added.lower,
    )
    const run = await selectNewestDone(system.db, 'local')
    const network = await networkOf(system)
    for (const scope of ['oem', 'model', 'node', 'district'] as const) {
      const { rows } = await findRates(system, { ...PAGE, scope })
      assert.ok(rows.length > 2, scope)
      for (const row of rows.slice(0, 4))
        for (const definition of LOCAL_DEFINITIONS) {
          const { figure, sum } = await evidenceOf(system, network, run, { scope, id: row.id, definition })
          if (figure !== null) near(figure, sum)
          if (figure !== null) near(figure, row.rates?.[definition].value ?? null)
        }
    }
    const city = await findLines(system, { ...PAGE, scope: 'city', definition: 'traced_value_added' })
    near(city.figure, city.sum)
    near(
      city.rows.reduce((sum, row) => sum + row.contribution, 0),
      city.rows.length === city.total ? city.figure : city.sum,
    )
    for (const { source, observedOn, trust } of city.rows)
      assert.ok(source === 'synthetic' && observedOn < '2026-11-23' && trust > 0.15)
  })

  test('a firm: its own value and its relations sum to its content', async () => {
    const chain = await computed()
    const { system } = chain
    const network = await networkOf(system)
    const buyer = network.relations.buyer.find(
      (firm, row) =>
        network.firms.place[network.relations.supplier[row] as number] === 0 &&
        network.firms.inLibrary[firm] === 1,
    ) as number
    const seen = await firmContent(system, network.firms.id[buyer] as string)
    near(
      seen.relations.reduce((sum, row) => sum + row.contribution, seen.ownContribution),
      seen.content,
    )
    assert.ok(seen.own > 0 && seen.own < 1 && seen.relations.length > 0)
    await assert.rejects(
      firmContent(rival(chain), network.firms.id[buyer] as string),
      (error: { code?: string }) => error.code === 'chain.local.firm.notFound',
    )
  })

  test('levers gain what they say: within a kind, all of them make everything known local', async () => {
    const chain = await computed()
    const { system } = chain
    const rate = (await overview(system)).rates?.tier1_spend
    const { rows } = await findLevers(system, { ...PAGE, kind: 'recruit', definition: 'tier1_spend' })
    assert.ok(rows.length > 5 && rows.every(({ gain }, at) => gain <= (rows[at - 1]?.gain ?? 1)))
    const best = await chooseLevers(system, {
      kind: 'recruit',
      count: 3,
      definition: 'tier1_spend',
      costs: [],
    })
    near(
      best.gain,
      rows.slice(0, 3).reduce((sum, { gain }) => sum + gain, 0),
    )
    assert.ok(best.proven && best.gap === 0 && best.cost === null)
    near(best.to, (rate?.value ?? 0) + best.gain)
    const costs = rows.slice(0, 10).map(({ id }, at) => ({ id, cost: 100 + at }))
    const within = await chooseLevers(system, {
      kind: 'recruit',
      count: 10,
      budget: 210,
      definition: 'tier1_spend',
      costs,
    })
    assert.ok((within.cost as number) <= 210 && within.chosen.length === 2 && within.withoutCost > 0)
    await assert.rejects(
      chooseLevers(system, { kind: 'node', count: 3, definition: 'roll_up', costs: [] }),
      (error: { code?: string }) => error.code === 'chain.local.notAdditive',
    )
  })

  test('rivals see the city and nodes with five firms, no maker, no model, no line of others', async () => {
    const chain = await computed()
    const ctx = rival(chain)
    assert.ok((await overview(ctx)).rates)
    for (const scope of ['oem', 'model'] as const)
      assert.deepEqual((await findRates(ctx, { ...PAGE, scope })).rows, [])
    const nodes = (await findRates(ctx, { ...PAGE, scope: 'node' })).rows
    const few = nodes.filter(({ firms }) => firms < 5)
    assert.ok(
      few.length > 0 && few.every(({ hidden, rates, spend }) => hidden && rates === null && spend === null),
    )
    assert.ok(nodes.some(({ rates }) => rates !== null))
    assert.ok((await findRates(ctx, { ...PAGE, scope: 'district' })).rows.every(({ hidden }) => hidden))
    const lines = await findLines(ctx, { ...PAGE, scope: 'city' })
    assert.ok(lines.total === 0 && lines.withheld > 100)
    const levers = await findLevers(ctx, PAGE)
    assert.ok(levers.rows.every(({ kind }) => kind === 'node'))
    const [model] = (await findRates(chain.system, { ...PAGE, scope: 'model' })).rows
    await assert.rejects(
      modelOf(ctx, model?.id as string),
      (error: { code?: string }) => error.code === 'chain.local.model.notFound',
    )
    const maker = chain.as('enterprise', { enterpriseId: model?.oemId ?? null })
    assert.ok((await modelOf(maker, model?.id as string)).lines.length > 20)
  })

  test('a model shows its whole bill; the export is a file; both are noted', async () => {
    const chain = await computed()
    const { system } = chain
    const [row] = (await findRates(system, { ...PAGE, scope: 'model' })).rows
    const model = await modelOf(system, row?.id as string, 'traced_value_added')
    near(
      model.lines.reduce((sum, line) => sum + line.contribution, 0),
      model.rates.traced_value_added.value,
    )
    assert.ok(model.lines.some(({ level }) => level === 3))
    const file = await exportLines(system, { scope: 'model', id: model.id, format: 'csv' })
    const text = Buffer.concat(
      await (file.stream as NodeJS.ReadableStream & { toArray(): Promise<Buffer[]> }).toArray(),
    ).toString()
    assert.match(text, /合成/)
    const noted = await sql<{ n: number }>`select count(*)::int as n from kernel.audit_entry
      where action in ('chain.local.readLines', 'chain.local.export')`.execute(system.db)
    assert.ok((noted.rows[0]?.n ?? 0) >= 2)
  })

  test('what became known is told apart from what changed', async () => {
    const chain = await openDemo(open)
    await compute(chain)
    const { system } = chain
    await sql`update chain.bill_line set origin = '500112' where origin is null`.execute(system.db)
    await inTransaction(system, ({ db }) => bumpRevision(db))
    await compute(chain)
    const known = (await overview(system)).changes.tier1_spend
    assert.ok(known && Math.abs(known.byCoverage) > 0.01 && known.isMisleading)
    near(known.byFacts + known.byCoverage + known.byDefinition, known.change)
    await sql`update chain.bill_line set origin = '340000' where parent_id is null and node = 'A1'`.execute(
      system.db,
    )
    await inTransaction(system, ({ db }) => bumpRevision(db))
    await compute(chain)
    const seen = await overview(system)
    assert.ok(seen.changes.tier1_spend && !seen.changes.tier1_spend.isMisleading)
    assert.ok(seen.changes.tier1_spend.byFacts < -0.05)
    assert.deepEqual(
      seen.trend.map(({ misleading }) => misleading.includes('tier1_spend')),
      [false, true, false],
    )
    const kept = await sql<{
      n: number
    }>`select count(distinct run_id)::int as n from chain.local_line`.execute(system.db)
    assert.equal(kept.rows[0]?.n, 2)
  })

  test('a worker that dies ends the run as failed, with a reason, and nothing is written', async () => {
    const chain = await openDemo(open)
    const { system } = chain
    const { id } = await requestRun(system, { kind: 'local', input: {} })
    const worker = new URL('./fixtures-dying.worker.ts', import.meta.url)
    const dies = computeRates((task, options) => runTold(worker, task, options))
    const job = {
      id,
      input: { runId: id },
      signal: new AbortController().signal,
      progress: async () => undefined,
      checkpoint: null,
      saveCheckpoint: async () => undefined,
    }
    await assert.rejects(executeRun(system, job as never, dies))
    const { rows } = await sql<{ state: string; error: { code: string } }>`
      select state, error from chain.run where id = ${id}::uuid`.execute(system.db)
    assert.equal(rows[0]?.state, 'failed')
    assert.ok(rows[0]?.error.code)
    assert.equal((await overview(system)).rates, null)
  })
})
