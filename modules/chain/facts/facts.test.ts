import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { bring } from '../imports/testing.ts'
import { networkOf } from '../service/network.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { exportSupplyList, findSupplies, supplyOf } from './service/views.ts'
import { create, edit, end } from './service/write.ts'

const ALL = { page: 1, size: 200 }
const VALUES = {
  node: null,
  amount: 1_000_000,
  quantity: null,
  unit: null,
  share: null,
  period: '2026',
  validFrom: null,
  validUntil: null,
  sourceKind: 'contract',
  source: '合同 2026-17',
  observedOn: '2026-10-01',
  evidence: null,
} as const
const ENDS = { supplier: { name: '甲厂' }, buyer: { name: '乙厂' }, synthetic: true }

eachDatabase('supply relations', (open) => {
  // Tests on the city come first: opening another chain empties the database.
  let opened: Promise<TestChain> | undefined
  const city = () => {
    opened ??= openCityChain(open)
    return opened
  }

  test('the list is narrowed by node, district, source and firm; sums up to the whole', async () => {
    const { system } = await city()
    const all = await findSupplies(system, ALL)
    assert.ok(all.total > 100 && all.rows.every(({ origin }) => origin === 'library'))
    const [first] = all.rows
    assert.ok(first)
    const ofFirm = await findSupplies(system, { ...ALL, firm: first.supplier.id })
    assert.ok(ofFirm.rows.every((row) => [row.supplier.id, row.buyer.id].includes(first.supplier.id)))
    const parts = await Promise.all(
      (['sure', 'fading', 'stale'] as const).map((freshness) => findSupplies(system, { ...ALL, freshness })),
    )
    assert.equal(
      parts.reduce((sum, { total }) => sum + total, 0),
      all.total,
    )
    if (first.node)
      assert.ok(
        (await findSupplies(system, { ...ALL, node: first.node })).rows.every(
          (row) => row.node === first.node,
        ),
      )
    const named = await findSupplies(system, { ...ALL, q: first.supplier.name })
    assert.ok(named.total > 0 && named.total < all.total)
    const sole = await findSupplies(system, { ...ALL, sole: true })
    assert.ok(sole.total > 0 && sole.rows.every((row) => row.sole))
    await assert.rejects(findSupplies(system, { ...ALL, sort: 'nonsense' }), {
      code: 'chain.facts.sortUnknown',
    })
  })

  test('what the library tells is changed there', async () => {
    const { system } = await city()
    const [first] = (await findSupplies(system, ALL)).rows
    assert.ok(first)
    await assert.rejects(end(system, first.id, { version: first.version, on: null }), {
      code: 'chain.facts.mirrored',
    })
  })

  test('a district sees relations with one end there, an enterprise its own, and neither writes', async () => {
    const { system, as } = await city()
    const all = await findSupplies(system, ALL)
    const row = all.rows.find(({ supplier }) => supplier.inLibrary && supplier.district)
    assert.ok(row)
    const enterprise = as('enterprise', { enterpriseId: row.supplier.id })
    const own = await findSupplies(enterprise, ALL)
    assert.ok(own.total > 0 && own.total < all.total)
    assert.ok(own.rows.every(({ supplier, buyer }) => [supplier.id, buyer.id].includes(row.supplier.id)))
    const foreign = all.rows.find(({ supplier, buyer }) => ![supplier.id, buyer.id].includes(row.supplier.id))
    await assert.rejects(supplyOf(enterprise, foreign?.id as string), { code: 'chain.facts.notFound' })
    await assert.rejects(create(enterprise, { ...VALUES, ...ENDS }))
    const officer = as('district', { districts: [row.supplier.district as string] })
    const there = await findSupplies(officer, ALL)
    assert.ok(there.total > 0 && there.total < all.total)
    assert.ok(
      there.rows.every(({ supplier, buyer }) =>
        [supplier.district, buyer.district].includes(row.supplier.district),
      ),
    )
  })

  test('the export holds every row of the list and says that the data are synthetic', async () => {
    const { system } = await city()
    const { total } = await findSupplies(system, ALL)
    const file = await exportSupplyList(system, { format: 'csv' })
    let text = ''
    for await (const chunk of file.stream as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString('utf8')
    assert.match(text, /合成数据/)
    assert.ok(text.trim().split('\n').length >= total)
  })

  test('amounts are sorted with the unknown last, whichever way round', async () => {
    const chain = await openChain(open)
    await bring(chain, 'supply', '供应商,客户,金额\n甲,乙,10\n丙,乙,\n丁,乙,30')
    for (const sort of ['amount', '-amount']) {
      const { rows } = await findSupplies(chain.system, { ...ALL, sort })
      assert.equal(rows.at(-1)?.amount, null)
    }
  })

  test('one is added, changed and ended; every step is legible, and counts in the network', async () => {
    const chain = await openChain(open)
    const { system } = chain
    const { id, warnings } = await create(system, { ...VALUES, ...ENDS })
    assert.deepEqual(warnings, [])
    assert.equal((await networkOf(system)).relations.id.includes(id), true)
    const added = await supplyOf(system, id)
    assert.deepEqual([added.row.amount, added.row.sole, added.counts], [1_000_000, true, true])
    await edit(system, id, { ...VALUES, amount: 2_000_000, version: 1, note: '补充协议' })
    await assert.rejects(edit(system, id, { ...VALUES, version: 1 }), {
      code: 'chain.facts.stale',
      status: 409,
    })
    await end(system, id, { version: 2, on: '2026-11-01' })
    const ended = await supplyOf(system, id)
    assert.deepEqual([ended.row.status, ended.row.amount, ended.counts], ['ended', 2_000_000, false])
    assert.deepEqual(
      ended.history.map(({ outcome }) => outcome),
      ['ended', 'edited'],
    )
    await end(system, id, { version: 3, on: null })
    assert.equal((await supplyOf(system, id)).row.status, 'active')
  })

  test('a firm that supplies itself is kept and told; what breaks a rule is refused with every fault', async () => {
    const { system } = await openChain(open)
    const own = await create(system, { ...VALUES, ...ENDS, buyer: { name: '甲厂' } })
    assert.equal(own.warnings.length, 1)
    const wrong = {
      quantity: 3,
      unit: null,
      validFrom: '2026-05-01',
      validUntil: '2026-04-01',
      observedOn: '2030-01-01',
    }
    await assert.rejects(
      create(system, { ...VALUES, ...ENDS, ...wrong }),
      (error: { faults: { code: string }[] }) => {
        assert.deepEqual(
          error.faults.map(({ code }) => code),
          ['unit', 'validUntil', 'observedOn'].map((field) => `chain.facts.rule.${field}`),
        )
        return true
      },
    )
    await assert.rejects(create(system, { ...VALUES, ...ENDS, node: 'nothing' }), {
      code: 'chain.facts.nodeUnknown',
    })
  })
})
