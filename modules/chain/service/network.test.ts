import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { LOCAL, NONE } from '../domain/network.ts'
import { openChain, openCityChain } from '../testing.ts'
import { networkOf } from './network.ts'
import { syncLibrary } from './sync.ts'

eachDatabase('the network', (open) => {
  test('an empty library is an empty network', async () => {
    const { system } = await openChain(open)
    const network = await networkOf(system)
    assert.equal(network.firms.id.length, 0)
    assert.equal(network.relations.id.length, 0)
    assert.ok(network.nodes.code.includes('A1'))
  })

  test('a synthetic city: its firms are local, its relations join them', async () => {
    const { system } = await openCityChain(open)
    const { firms, relations, capabilities, synthetic } = await networkOf(system)
    assert.ok(synthetic)
    assert.ok(firms.id.length > 80 && relations.id.length > 80 && capabilities.firm.length > 80)
    assert.ok(firms.place.every((place) => place === LOCAL))
    assert.ok(
      relations.supplier.every((firm, row) => firms.id[firm] && firms.id[relations.buyer[row] as number]),
    )
    assert.ok(relations.node.some((node) => node !== NONE))
    assert.ok(relations.trust.every((trust) => trust > 0 && trust <= 1))
  })

  test('the network is kept until something changes', async () => {
    const { system } = await openCityChain(open)
    assert.equal(await networkOf(system), await networkOf(system))
  })

  test('taking over again writes nothing; what left the library leaves the chain', async () => {
    const { system } = await openCityChain(open)
    const before = await networkOf(system)
    assert.deepEqual(await syncLibrary(system), { relations: 0, removed: 0 })
    const gone = await sql<{ id: string }>`
      delete from registry.relation where id = (select min(id::text)::uuid from registry.relation where kind = 'supplies')
      returning id`.execute(system.db)
    assert.equal(gone.rows.length, 1)
    await sql`update registry.revision set value = value + 1`.execute(system.db)
    assert.equal((await syncLibrary(system)).removed, 1)
    assert.equal((await networkOf(system)).relations.id.length, before.relations.id.length - 1)
  })
})
