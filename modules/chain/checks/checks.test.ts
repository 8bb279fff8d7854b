import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libraryFirms } from '#modules/registry'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { bring, factsNow } from '../imports/testing.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { decide, undo } from './service/decide.ts'
import { findChecks } from './service/queue.ts'

const OLD = { sourceKind: 'news', observedOn: '2023-11-23' } as const
const ALL = { page: 1, size: 100 }
const params = ({ kind, id }: { kind: 'supply' | 'model' | 'bill'; id: string }) => ({ kind, id })
const first = async (chain: TestChain) => {
  const [fact] = (await findChecks(chain.system, ALL)).rows
  assert.ok(fact)
  return fact
}

eachDatabase('facts to be checked', (open) => {
  test('the queue is ordered by confidence lost times weight, an unknown amount weighs the median', async () => {
    const chain = await openChain(open)
    await bring(chain, 'supply', '供应商,客户,金额（万元）\n甲,乙,10\n丙,乙,30\n丁,乙,\n戊,乙,20', OLD)
    await bring(chain, 'supply', '供应商,客户,金额（万元）\n新,乙,900')
    const queue = await findChecks(chain.system, ALL)
    assert.deepEqual(
      queue.rows.map(({ supplier, weight, weightKnown }) => [supplier?.name, weight, weightKnown]),
      // The median of 10, 20, 30 and 900 is 25.
      [
        ['丙', 30_000_000, true],
        ['丁', 25_000_000, false],
        ['戊', 20_000_000, true],
        ['甲', 10_000_000, true],
      ],
    )
    // News are worth .6, half of it every 365 days: three years and a leap day later an eighth.
    const [gravest] = queue.rows
    assert.ok(Math.abs((gravest?.trust ?? 0) - 0.6 * 2 ** (-1096 / 365)) < 1e-12)
    assert.deepEqual([queue.ages, queue.total, queue.facts], [[0, 0, 0, 4], 4, 5])
    assert.equal((await findChecks(chain.system, { ...ALL, age: 1 })).total, 0)
  })

  test('still true: observed today, surer, out of the queue; undo puts it back as it was', async () => {
    const chain = await openChain(open)
    await bring(chain, 'supply', '供应商,客户,金额\n甲,乙,10', OLD)
    const before = await factsNow(chain)
    const fact = await first(chain)
    const body = { outcome: 'confirmed', version: fact.version, days: 30 } as const
    const { checkId } = await decide(chain.system, params(fact), body)
    assert.equal((await findChecks(chain.system, ALL)).total, 0)
    const { rows } = await chain.database.query(
      `select source_kind, observed_on, confidence, version from chain.supply`,
    )
    assert.deepEqual(rows, [
      { source_kind: 'checked', observed_on: '2026-11-23', confidence: 0.9, version: 2 },
    ])
    // Seen before somebody else decided.
    await assert.rejects(decide(chain.system, params(fact), body), {
      code: 'chain.checks.stale',
      status: 409,
    })
    await undo(chain.system, checkId)
    assert.deepEqual(await factsNow(chain), before)
    await assert.rejects(undo(chain.system, checkId), { code: 'chain.checks.undone' })
  })

  test('another value, no longer, unsure; each can be taken back, none over a later edit', async () => {
    const chain = await openChain(open)
    await bring(chain, 'model', '车型编码,车型名称,主机厂,年产量\nM,测试,乙,100', OLD)
    await bring(chain, 'bill', '车型编码,零部件名称,单价\nM,座椅,12', OLD)
    const before = await factsNow(chain)
    const { rows } = await findChecks(chain.system, ALL)
    assert.deepEqual(rows.map(({ kind, part, weight }) => [kind, part, weight]).sort(), [
      ['bill', '座椅', 120_000],
      ['model', null, 120_000],
    ])
    const [bill, model] = ['bill', 'model'].map((kind) => rows.find((row) => row.kind === kind))
    assert.ok(bill && model)
    const edited = await decide(chain.system, params(bill), {
      outcome: 'edited',
      version: 1,
      values: { unitCost: 1_500 },
      days: 30,
    })
    const ended = await decide(chain.system, params(model), { outcome: 'ended', version: 1, days: 30 })
    assert.equal((await findChecks(chain.system, ALL)).total, 0)
    await assert.rejects(
      decide(chain.system, params(bill), { outcome: 'edited', version: 2, values: { amount: 1 }, days: 30 }),
      { code: 'chain.checks.values' },
    )
    await undo(chain.system, ended.checkId)
    await undo(chain.system, edited.checkId)
    assert.deepEqual(await factsNow(chain), before)

    const unsure = await decide(chain.system, params(bill), { outcome: 'unsure', version: 3, days: 30 })
    assert.equal((await findChecks(chain.system, { ...ALL, kind: 'bill' })).total, 0)
    await undo(chain.system, unsure.checkId)
    const again = await findChecks(chain.system, { ...ALL, kind: 'bill' })
    assert.equal(again.total, 1)
    const late = await decide(chain.system, params(bill), { outcome: 'confirmed', version: 3, days: 30 })
    await chain.database.query(`update chain.bill_line set version = version + 1`)
    await assert.rejects(undo(chain.system, late.checkId), { code: 'chain.checks.stale' })
  })

  test('an officer sees the facts with an end in the district, a firm its own; others decide nothing', async () => {
    const chain = await openCityChain(open)
    await chain.database.query(`update chain.supply set observed_on = '2020-01-01'`)
    await chain.database.query(`update chain.revision set value = value + 1`)
    const all = await findChecks(chain.system, { page: 1, size: 500 })
    assert.ok(all.total > 50 && all.rows.every(({ mirrored }) => mirrored))
    const firms = []
    for await (const chunk of libraryFirms(chain.system)) firms.push(...chunk)
    const district = all.rows[0]?.supplier?.district as string
    const officer = chain.as('district', { districts: [district] })
    const seen = await findChecks(officer, { page: 1, size: 500 })
    assert.ok(seen.total > 0 && seen.total < all.total)
    for (const { supplier, buyer } of seen.rows)
      assert.ok(supplier?.district === district || buyer?.district === district)
    const narrowed = await findChecks(chain.system, { page: 1, size: 500, district })
    assert.equal(narrowed.total, seen.total)
    const own = firms.find(({ id }) => id === all.rows[0]?.supplier?.id)
    const mine = await findChecks(chain.as('enterprise', { enterpriseId: own?.id as string }), ALL)
    assert.ok(mine.total > 0)
    for (const { supplier, buyer } of mine.rows) assert.ok(supplier?.id === own?.id || buyer?.id === own?.id)
    const [fact] = seen.rows
    assert.ok(fact)
    const body = { version: fact.version, days: 30, values: { amount: 5 } }
    await assert.rejects(decide(officer, params(fact), { ...body, outcome: 'confirmed' }), { status: 403 })
    // What the library tells is put right there.
    await assert.rejects(decide(chain.system, params(fact), { ...body, outcome: 'edited' }), {
      code: 'chain.checks.mirrored',
    })
    const node = all.rows.find((row) => row.node !== null)?.node as string
    const onNode = await findChecks(chain.system, { page: 1, size: 500, node: node.slice(0, 2) })
    assert.ok(onNode.total > 0 && onNode.rows.every((row) => row.node?.startsWith(node.slice(0, 2))))
  })
})
