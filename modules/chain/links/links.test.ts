import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Ctx } from '#kernel/module'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { executeRun, requestRun } from '../runs/index.ts'
import { networkOf, networkRevision } from '../service/network.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { FLOOR, PER_BUYER } from './domain/limits.ts'
import { linksBy } from './service/compute.ts'
import { confirm, refuse, undo } from './service/decide.ts'
import { exportProposalList, findProposals, linkReliabilityOf, proposalOf } from './service/views.ts'

const ALL = { page: 1, size: 500 }
const SOURCE = { source: '电话核实', observedOn: '2026-11-20' }

/** Predicts as a person would: puts it in the queue and waits for its end. */
async function run(chain: TestChain): Promise<void> {
  await requestRun(chain.system, { kind: 'links', input: {} })
  for (const result of await chain.settle()) if (result instanceof Error) throw result
}

async function textOf(ctx: Ctx): Promise<string> {
  const file = await exportProposalList(ctx, { format: 'csv' })
  let text = ''
  for await (const chunk of file.stream as AsyncIterable<Uint8Array>)
    text += Buffer.from(chunk).toString('utf8')
  return text
}

eachDatabase('predicted relations', (open) => {
  test('an empty library predicts nothing and says why', async () => {
    const chain = await openChain(open)
    assert.equal((await findProposals(chain.system, ALL)).run, null)
    await run(chain)
    assert.equal((await findProposals(chain.system, ALL)).total, 0)
    const { reliability } = await linkReliabilityOf(chain.system)
    assert.equal(reliability?.evaluation, null)
    assert.equal(reliability?.warnings[0]?.code, 'tooFewRelations')
  })

  test('from prediction to fact and back, in a synthetic city', async (t) => {
    const chain = await openCityChain(open)
    const { system, as } = chain
    const revision = await networkRevision(system)
    const before = await networkOf(system)
    await run(chain)
    const analyst = as('analyst')
    const list = await findProposals(analyst, ALL)

    await t.test('a run changes nothing that figures are made of', async () => {
      assert.equal(await networkRevision(system), revision)
      const after = await networkOf(system)
      assert.equal(after, before)
      const { rows } = await sql<{ facts: number }>`
        select count(*)::int as facts from chain.supply where source_kind = 'confirmed_proposal'`.execute(
        system.db,
      )
      assert.equal(rows[0]?.facts, 0)
    })

    await t.test('proposals are new pairs above the floor, few for a buyer, the likeliest first', () => {
      assert.ok(list.total > 20 && list.synthetic && list.run?.state === 'done')
      const { relations, firms } = before
      const known = new Set(
        [...relations.supplier.keys()].map(
          (row) =>
            `${firms.id[relations.supplier[row] as number]} ${firms.id[relations.buyer[row] as number]}`,
        ),
      )
      for (const { supplier, buyer, probability, reason } of list.rows) {
        assert.ok(!known.has(`${supplier.id} ${buyer.id}`) && probability >= FLOOR && probability <= 1)
        assert.ok(reason.zh.length > 5 && reason.en.length > 5)
      }
      const most = Math.max(
        ...[...Map.groupBy(list.rows, ({ buyer }) => buyer.id).values()].map((of) => of.length),
      )
      assert.ok(most <= PER_BUYER)
      const given = list.rows.map(({ probability }) => probability)
      assert.deepEqual(
        given,
        given.toSorted((a, b) => b - a),
      )
    })

    await t.test('reasons are sentences, with the facts they stand on', async () => {
      const all = await Promise.all(list.rows.slice(0, 20).map(({ id }) => proposalOf(analyst, id)))
      const reasons = all.flatMap((of) => of.reasons)
      for (const { zh, en } of reasons) assert.match(`${zh} ${en}`, /支持.*speaks (for|against) it/s)
      const sells = reasons.find(({ feature, facts }) => feature === 'sellsNode' && facts.length > 0)
      const behind = reasons.find(({ facts }) => facts.length > 0)
      assert.ok(behind && (behind.factCount ?? 0) >= behind.facts.length)
      if (sells) assert.ok(sells.facts.every(({ kind, relationId }) => kind === 'relation' && relationId))
    })

    await t.test('the run tells how far it can be relied on', async () => {
      const { reliability } = await linkReliabilityOf(as('enterprise'))
      const found = reliability?.evaluation
      assert.ok(found && found.heldOut > 40 && (found.model.auc ?? 0) > 0.6)
      assert.equal(found.model.precisionAt.length, found.at.length)
      for (const { found: share } of found.bins)
        assert.ok(share.low <= share.value && share.value <= share.high)
    })

    await t.test('filters narrow, unknown sorting is refused, the export says what it is', async () => {
      const first = list.rows[0] as (typeof list.rows)[number]
      const district = first.supplier.district as string
      const here = await findProposals(analyst, { ...ALL, district })
      assert.ok(here.total > 0 && here.total < list.total)
      for (const { supplier, buyer } of here.rows)
        assert.ok(supplier.district === district || buyer.district === district)
      const named = await findProposals(analyst, { ...ALL, q: first.buyer.name as string, atLeast: 0.06 })
      assert.ok(
        named.rows.every(({ buyer, supplier }) => [buyer.name, supplier.name].includes(first.buyer.name)),
      )
      assert.equal((await findProposals(analyst, { ...ALL, gaps: 'true' })).total, 0)
      await assert.rejects(findProposals(analyst, { ...ALL, sort: 'nonsense' }), {
        code: 'chain.links.sortUnknown',
      })
      assert.match(await textOf(analyst), /推测，不是事实 \/ predicted, not a fact[\s\S]*合成数据/)
    })

    await t.test(
      'a firm sees its own, a district those that end in it, and only offices decide',
      async () => {
        const { buyer, supplier } = list.rows[0] as (typeof list.rows)[number]
        const own = await findProposals(as('enterprise', { enterpriseId: buyer.id }), ALL)
        assert.ok(own.total > 0 && own.total < list.total)
        for (const row of own.rows) assert.ok([row.buyer.id, row.supplier.id].includes(buyer.id))
        const hidden = list.rows.find((row) => row.buyer.id !== buyer.id && row.supplier.id !== buyer.id)
        const firm = as('enterprise', { enterpriseId: buyer.id })
        await assert.rejects(proposalOf(firm, hidden?.id as string), { code: 'chain.links.notFound' })
        const mine = await proposalOf(firm, own.rows[0]?.id as string)
        for (const { facts, factCount } of mine.reasons) {
          assert.equal(factCount, null)
          for (const { from, to } of facts) assert.ok(from.id === buyer.id || to?.id === buyer.id)
        }
        await assert.rejects(confirm(firm, own.rows[0]?.id as string, SOURCE), { status: 403 })
        const office = as('district', { districts: [supplier.district as string] })
        const near = await findProposals(office, ALL)
        assert.ok(near.total > 0 && near.total < list.total)
        for (const row of near.rows)
          assert.ok([row.buyer.district, row.supplier.district].includes(supplier.district))
        await assert.rejects(refuse(office, hidden?.id as string, '不存在'), { status: 403 })
      },
    )

    await t.test('confirmed, it is a relation with a source; taken back, it is none', async () => {
      const id = list.rows[0]?.id as string
      await assert.rejects(confirm(analyst, id, { ...SOURCE, observedOn: '2027-01-01' }), {
        code: 'chain.links.future',
      })
      const row = await confirm(analyst, id, { ...SOURCE, amount: 1_000_000_00 })
      assert.equal(row.state, 'confirmed')
      assert.notEqual(await networkRevision(system), revision)
      const network = await networkOf(system)
      assert.equal(network.relations.id.length, before.relations.id.length + 1)
      const at = network.relations.id.indexOf(row.supplyId as string)
      assert.equal(network.relations.amount[at], 1_000_000_00)
      await assert.rejects(refuse(analyst, id, '重复'), { code: 'chain.links.decided', status: 409 })
      assert.equal((await undo(analyst, id)).state, 'open')
      assert.equal((await networkOf(system)).relations.id.length, before.relations.id.length)
      await assert.rejects(undo(analyst, id), { code: 'chain.links.notDecided' })
    })

    await t.test('a relation that was touched since is not removed', async () => {
      const id = list.rows[1]?.id as string
      const { supplyId } = await confirm(analyst, id, SOURCE)
      await sql`update chain.supply set amount = 5, version = version + 1 where id = ${supplyId}::uuid`.execute(
        system.db,
      )
      await assert.rejects(undo(analyst, id), { code: 'chain.links.touched', status: 409 })
      assert.equal((await proposalOf(analyst, id)).row.state, 'confirmed')
    })

    await t.test('what is decided outlives further runs and is not proposed again', async () => {
      const refused = await refuse(analyst, list.rows[2]?.id as string, '双方均否认')
      const stale = list.rows[5]?.id as string
      await run(chain)
      const now = await findProposals(analyst, ALL)
      const key = (row: (typeof now.rows)[number]) => `${row.supplier.id} ${row.buyer.id} ${row.node}`
      assert.deepEqual([now.counts.confirmed, now.counts.refused], [1, 1])
      assert.equal(now.rows.filter((row) => key(row) === key(refused)).length, 1)
      assert.equal((await proposalOf(analyst, refused.id)).row.refusedBecause, '双方均否认')
      assert.ok(!now.rows.some(({ id }) => id === stale))
      await sql`delete from chain.run`.execute(system.db)
      assert.deepEqual((await findProposals(analyst, ALL)).counts.refused, 1)
    })

    await t.test('a worker that dies ends the run as failed, with a reason; proposals stay', async () => {
      const held = (await findProposals(analyst, ALL)).total
      const { id } = await requestRun(system, { kind: 'links', input: {} })
      const job = {
        id,
        input: { runId: id },
        signal: new AbortController().signal,
        progress: async () => undefined,
        checkpoint: null,
        saveCheckpoint: async () => undefined,
      }
      const dies = linksBy(new URL('./fixtures-dying.worker.ts', import.meta.url))
      await assert.rejects(executeRun(system, job as never, dies))
      const { rows } = await sql<{ state: string; error: { code: string } }>`
        select state, error from chain.run where id = ${id}::uuid`.execute(system.db)
      assert.equal(rows[0]?.state, 'failed')
      assert.ok(rows[0]?.error.code)
      assert.equal((await findProposals(analyst, ALL)).total, held)
    })
  })
})
