import assert from 'node:assert/strict'
import { test } from 'node:test'
import { esriRange, riskNetwork } from '#engines/systemic-risk'
import type { FileReply } from '#kernel/module'
import { eachDatabase, type OpenForTest } from '../../../kernel/db/testing.ts'
import { runOf } from '../../../kernel/jobs/testing.ts'
import { loadChainDemo } from '../demo/index.ts'
import { indexOf } from '../domain/network.ts'
import { executeRun, requestRun, selectNewestDone } from '../runs/index.ts'
import { networkOf } from '../service/network.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { riskRules } from './domain/assumptions.ts'
import { engineInput, riskColumns } from './domain/columns.ts'
import { computeRisk } from './service/compute.ts'
import { firmDaysOf } from './service/days.ts'
import { firmRiskOf } from './service/firm.ts'
import { importanceOf } from './service/importance.ts'
import { exportRiskList, findRisks, overviewOf } from './service/list.ts'
import { secondSourcesOf } from './service/second-sources.ts'
import { shockOf } from './service/shock.ts'
import { exportShockOf } from './service/shock-export.ts'

/** A file's text. */
async function textOf({ stream }: FileReply): Promise<string> {
  let text = ''
  for await (const chunk of stream as AsyncIterable<Uint8Array>) text += Buffer.from(chunk).toString('utf8')
  return text
}

const PAGE = { page: 1, size: 500 }
const OTHER = '00000000-0000-7000-8000-0000000000ff'
const DYING = new URL('./testing-dying.worker.ts', import.meta.url)

/** Works the risk out as a person would: puts it in the queue and waits for the end. */
async function compute(chain: TestChain, input: Record<string, unknown> = {}): Promise<void> {
  await requestRun(chain.system, { kind: 'risk', input })
  for (const result of await chain.settle()) if (result instanceof Error) throw result
}

async function openComputed(open: OpenForTest): Promise<TestChain> {
  const chain = await openCityChain(open)
  await loadChainDemo(chain.system, { seed: '1', asOf: '2026-11-23' })
  await chain.settle()
  await compute(chain)
  return chain
}

eachDatabase('failure risk', (open) => {
  let opened: Promise<TestChain> | undefined
  /** A computed city that the tests look at. */
  const computed = () => {
    opened ??= openComputed(open)
    return opened
  }

  test('before the first run, and without any relation, nothing is claimed', async () => {
    const chain = await openChain(open)
    const before = await overviewOf(chain.system)
    assert.deepEqual([before.run, before.summary, before.relations], [null, null, 0])
    await compute(chain)
    const after = await overviewOf(chain.system)
    assert.equal(after.run?.state, 'done')
    assert.deepEqual([after.summary?.coverage.firms, after.summary?.curve], [0, []])
    assert.deepEqual((await findRisks(chain.system, PAGE)).rows, [])
  })

  test('a thread that dies again and again fails the run with its reason, and nothing is written', async () => {
    const chain = await openCityChain(open)
    const { id } = await requestRun(chain.system, { kind: 'risk', input: {} })
    const died = (error: { code?: string }) => error.code === 'chain.risk.threadDied'
    await assert.rejects(executeRun(chain.system, runOf('1', { runId: id }), computeRisk(DYING)), died)
    assert.equal(await selectNewestDone(chain.system.db, 'risk'), undefined)
    await compute(chain)
    assert.ok((await findRisks(chain.system, PAGE)).total > 0)
  })

  test('a tolerance that is none is refused', async () => {
    const chain = await openChain(open)
    await requestRun(chain.system, { kind: 'risk', input: { eps: 5 } })
    const [result] = await chain.settle()
    assert.equal((result as { code?: string }).code, 'chain.risk.inputInvalid')
  })

  test('the ESRI of every firm is the engine’s on the same columns', async () => {
    const { system } = await computed()
    const network = await networkOf(system)
    const input = engineInput(riskColumns(network, riskRules.parse({})).columns)
    const table = esriRange(riskNetwork(input), 0, input.firms, { eps: 0.01 })
    const { firmById } = indexOf(network)
    let compared = 0
    for (let page = 1; ; page++) {
      const { rows, total } = await findRisks(system, { page, size: 500 })
      for (const row of rows) {
        const at = firmById.get(row.id) as number
        assert.ok(Math.abs(row.esri - (table.esri[at] as number)) < 1e-12, row.name)
        assert.equal(row.steps, table.steps[at])
        compared++
      }
      if (compared >= total) break
    }
    assert.equal(compared, input.firms)
  })

  test('the summary tells coverage, concentration and how far from converged', async () => {
    const { system } = await computed()
    const { summary, synthetic } = await overviewOf(system)
    assert.ok(synthetic && summary)
    const { relations, known, bySupplier, byNode, byAll, equal, self, unusable } = summary.coverage
    assert.equal(relations, known + bySupplier + byNode + byAll + equal + self + unusable)
    assert.ok(summary.topTenth > 0.1 && summary.gini > 0 && summary.gini < 1)
    assert.ok(summary.eps === 0.01 && summary.mostSteps >= summary.meanSteps)
    assert.ok(summary.convergence && summary.convergence.mostShort >= summary.convergence.meanShort)
  })

  test('the list is narrowed, sorted and exported; unknown sorting is refused', async () => {
    const { system } = await computed()
    const { rows } = await findRisks(system, PAGE)
    assert.deepEqual(
      rows.map(({ position }) => position),
      rows.map((_, at) => at + 1),
    )
    const first = rows.find(({ district, node }) => district !== null && node !== null)
    const near = await findRisks(system, {
      ...PAGE,
      district: first?.district ?? '',
      node: first?.node ?? '',
    })
    assert.ok(near.rows.some(({ id }) => id === first?.id))
    assert.ok(near.rows.every(({ district }) => district === first?.district))
    const named = await findRisks(system, { ...PAGE, q: first?.name })
    assert.ok(named.rows.some(({ id }) => id === first?.id))
    const rising = await findRisks(system, { ...PAGE, sort: 'importance' })
    assert.equal(rising.rows[0]?.importance, 1)
    const upper = await findRisks(system, { ...PAGE, tier: '1,2', sort: '-tier' })
    assert.ok(upper.total > 0 && upper.rows.every(({ tier }) => tier === 1 || tier === 2))
    assert.equal(upper.rows[0]?.tier, 2)
    await assert.rejects(findRisks(system, { ...PAGE, sort: 'nonsense' }), { code: 'chain.risk.sortUnknown' })
    const file = await exportRiskList(system, { format: 'csv' })
    const text = await textOf(file)
    assert.match(text, /合成数据/)
    assert.ok(text.includes(first?.name as string))
  })

  test('one firm: whom it stops, by which path, which models, and who could step in', async () => {
    const { system } = await computed()
    const { rows } = await findRisks(system, { ...PAGE, place: 'library' })
    const worst = rows.find(({ up, down }) => down > up) ?? rows[0]
    const network = await networkOf(system)
    const seen = await firmRiskOf(system, worst?.id as string, {})
    assert.ok(seen.paths.length > 0)
    assert.ok(Math.abs(seen.esri - (worst?.esri as number)) < 1e-12)
    assert.equal(seen.position, worst?.position)
    assert.equal(seen.reached, worst?.reached)
    assert.equal(seen.stopped, worst?.stopped)
    assert.ok((seen.converged as number) >= seen.esri - 1e-9)
    assert.equal(seen.losers.length, seen.reached)
    assert.equal(
      seen.byNode.reduce((sum, { firms }) => sum + firms, 0),
      seen.reached,
    )
    for (const path of seen.paths) {
      assert.equal(path.steps[0]?.from?.id, worst?.id)
      assert.equal(path.steps.at(-1)?.to?.id, path.to.id)
      for (const [at, { part, from, to, supply }] of path.steps.entries()) {
        assert.ok(part > 0 && part <= 1 + 1e-9)
        if (at > 0) assert.equal(from?.id, path.steps[at - 1]?.to?.id)
        const row = network.relations.id.indexOf(supply as string)
        const ends = [network.relations.supplier[row], network.relations.buyer[row]].map(
          (firm) => network.firms.id[firm as number],
        )
        assert.deepEqual(path.direction === 'down' ? ends : ends.reverse(), [from?.id, to?.id])
      }
    }
    assert.ok(seen.alternatives.every(({ id }) => id !== worst?.id))
    await assert.rejects(firmRiskOf(system, OTHER, {}), { code: 'chain.risk.firmNotFound', status: 404 })
  })

  test('day by day: nobody else loses while inventories last; longer inventories never lose more', async () => {
    const { system } = await computed()
    const { rows } = await findRisks(system, { ...PAGE, place: 'library' })
    const id = rows.find(({ down, up }) => down > up)?.id as string
    const none = await firmDaysOf(system, id, { partDays: 0, electronicDays: 0, otherDays: 0 })
    const held = await firmDaysOf(system, id, { partDays: 20, electronicDays: 20, otherDays: 20 })
    assert.equal(none.assumptions.partDays, 0)
    assert.equal(none.firms[0]?.id, id)
    assert.equal(none.firms[0]?.stopsOn, 0)
    assert.equal(none.firms[0]?.runsOn, none.assumptions.recoveryDays)
    assert.ok((none.lost as number) >= (held.lost as number))
    assert.equal(none.curve.length, none.horizon)
    const inAll = (counts: readonly (number | null)[]) =>
      counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
    assert.equal(inAll(none.begins), none.hurt)
    assert.ok(inAll(none.stops) >= none.firms.filter(({ stopsOn }) => stopsOn !== null).length)
    assert.ok(none.hurt >= held.hurt)
  })

  test('a second source never makes it worse, and all of them together save at least the best one', async () => {
    const { system } = await computed()
    const { rows } = await findRisks(system, { ...PAGE, place: 'library' })
    let found = 0
    let helped = 0
    for (const { id, esri } of rows.slice(0, 20)) {
      const seen = await secondSourcesOf(system, id)
      assert.ok(Math.abs(seen.esri - esri) < 1e-12)
      for (const slot of seen.slots) {
        found++
        assert.ok(slot.saved >= -1e-9 && slot.dependence > 0.99)
        if (slot.saved > 1e-9) helped++
        assert.ok(seen.withAll <= slot.esri + 1e-9)
      }
    }
    assert.ok(found > 0 && helped > 0)
  })

  test('a shock of a node and a district hits what stands there, and what is not there is refused', async () => {
    const { system } = await computed()
    const network = await networkOf(system)
    const district = network.firms.region.find((code) => code.startsWith('5001')) as string
    const seen = await shockOf(system, { hits: [{ kind: 'district', code: district, share: 0.3 }] })
    assert.equal(seen.hit, network.firms.region.filter((code) => code === district).length)
    assert.ok(seen.esri >= seen.direct - 1e-12 && seen.curve.length === seen.horizon)
    const harder = await shockOf(system, { hits: [{ kind: 'district', code: district, share: 0.6 }] })
    assert.ok(harder.esri > seen.esri)
    const text = await textOf(
      await exportShockOf(system, {
        hits: [{ kind: 'district', code: district, share: 0.3 }],
        format: 'csv',
      }),
    )
    assert.match(text, /合成数据/)
    assert.ok(text.includes(seen.losers[0]?.name as string))
    await assert.rejects(shockOf(system, { hits: [{ kind: 'node', code: 'nowhere', share: 1 }] }), {
      code: 'chain.risk.hitUnknown',
    })
  })

  test('district officers and enterprises see their own firms, and nobody else by name', async () => {
    const { system, as } = await computed()
    const { rows } = await findRisks(system, { ...PAGE, place: 'library' })
    const worst = rows.find(({ district, reached }) => district !== null && (reached ?? 0) > 5)
    const officer = as('district', { districts: [worst?.district as string] })
    const own = await findRisks(officer, PAGE)
    assert.ok(own.total > 0 && own.withheld > 0)
    assert.ok(own.rows.every(({ district }) => district === worst?.district))
    const seen = await firmRiskOf(officer, worst?.id as string, {})
    assert.ok(seen.losers.every(({ district }) => district === worst?.district))
    assert.equal(seen.losers.length + seen.hiddenLosers, seen.reached)
    for (const group of [...seen.byNode, ...seen.byDistrict])
      if (group.firms < 5) assert.equal(group.lost, null)
    const elsewhere = rows.find(({ district }) => district !== null && district !== worst?.district)
    await assert.rejects(firmRiskOf(officer, elsewhere?.id as string, {}), {
      code: 'chain.risk.firmNotFound',
    })
    const code = elsewhere?.district as string
    await assert.rejects(shockOf(officer, { hits: [{ kind: 'district', code, share: 1 }] }), {
      code: 'chain.risk.hitUnknown',
    })
    const rival = as('enterprise', { enterpriseId: OTHER })
    assert.equal((await findRisks(rival, PAGE)).total, 0)
    await assert.rejects(firmRiskOf(rival, worst?.id as string, {}), { code: 'chain.risk.firmNotFound' })
    const itself = as('enterprise', { enterpriseId: worst?.id as string })
    const days = await firmDaysOf(itself, worst?.id as string, {})
    assert.deepEqual(
      days.firms.map(({ id }) => id),
      [worst?.id],
    )
    assert.equal((await overviewOf(rival)).summary?.eps, 0.01)
  })

  test('importance follows an edited relation, and is what would be computed anew', async () => {
    const { system } = await computed()
    const network = await networkOf(system)
    const before = await importanceOf(system, network)
    const amount = network.relations.amount.map((value, row) => (row === 7 ? 12_345_678_900 : value))
    const edited = { ...network, relations: { ...network.relations, amount } }
    const after = await importanceOf(system, edited)
    assert.ok(after.edits !== null && after.edits >= 2)
    assert.notDeepEqual(after.rank, before.rank)
    const anew = await importanceOf({ ...system, kernel: { ...system.kernel } }, edited)
    assert.equal(anew.edits, null)
    for (let firm = 0; firm < anew.rank.length; firm++)
      assert.ok(Math.abs((anew.rank[firm] as number) - (after.rank[firm] as number)) < 1e-9)
    await importanceOf(system, network)
  })
})
