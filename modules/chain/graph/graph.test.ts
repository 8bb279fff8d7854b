import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { indexOf } from '../domain/network.ts'
import { networkOf } from '../service/network.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { nodeFirmsOf, surroundingsOf } from './service/firms.ts'
import { pathBetween } from './service/paths.ts'
import { searchOf } from './service/search.ts'
import { chainTreeOf } from './service/tree.ts'

const AROUND = { hops: 1, direction: 'both', size: 600 } as const

eachDatabase('the chain graph', (open) => {
  let opened: Promise<TestChain> | undefined
  const city = () => {
    opened ??= openCityChain(open)
    return opened
  }

  test('an empty library is a tree without firms', async () => {
    const { system } = await openChain(open)
    const tree = await chainTreeOf(system, {})
    assert.deepEqual([tree.firms, tree.relations, tree.flows], [0, 0, []])
    assert.ok(tree.nodes.length > 100)
  })

  test('the tree counts every firm and relation once', async () => {
    const { system } = await city()
    const tree = await chainTreeOf(system, {})
    const sum = (of: (node: (typeof tree.nodes)[number]) => number) =>
      tree.nodes.reduce((all, node) => all + of(node), 0)
    assert.equal(
      sum((node) => node.firms),
      tree.firms - tree.loose.firms,
    )
    assert.equal(
      sum((node) => node.relations),
      tree.relations - tree.loose.relations,
    )
    assert.ok(tree.firms > 900 && tree.relations > 0 && tree.synthetic)
  })

  test('a district, a tier, a day and a trust narrow it', async () => {
    const { system } = await city()
    const whole = await chainTreeOf(system, {})
    const network = await networkOf(system)
    const district = network.firms.region.find((code) => code.startsWith('50')) as string
    const narrow = await chainTreeOf(system, { district })
    assert.ok(narrow.firms > 0 && narrow.firms < whole.firms && narrow.relations < whole.relations)
    const tier = await chainTreeOf(system, { tier: 3 })
    assert.ok(tier.nodes.every((node) => node.tier === 3 || node.relations === 0))
    const later = await chainTreeOf(system, { date: '2060-01-01' })
    assert.ok(later.relations < whole.relations, 'by then facts have decayed')
    assert.equal(later.asOf, '2060-01-01')
    assert.equal((await chainTreeOf(system, { trust: 1 })).relations, 0)
  })

  test('the firms of a node stand by themselves up to a number, the others are put together', async () => {
    const { system } = await city()
    const tree = await chainTreeOf(system, {})
    const node = tree.nodes.toSorted((a, b) => b.firms - a.firms)[0]
    const all = await nodeFirmsOf(system, node?.code as string, { size: 2_000 })
    assert.equal(all.gathered, 0)
    const few = await nodeFirmsOf(system, node?.code as string, { size: 3 })
    assert.equal(few.elements.filter(({ kind }) => kind === 'firm').length, 3)
    assert.equal(few.firms, all.firms)
    assert.equal(few.gathered, all.firms - 3)
    await assert.rejects(nodeFirmsOf(system, 'nothing', { size: 3 }), { code: 'chain.graph.nodeNotFound' })
  })

  test('upstream and downstream of a firm are its relations, hop by hop', async () => {
    const { system } = await city()
    const { relations, firms } = await networkOf(system)
    const firm = relations.buyer.find((buyer) => relations.supplier.includes(buyer)) as number
    const id = firms.id[firm] as string
    const view = await surroundingsOf(system, id, AROUND)
    const partners = new Set<string>()
    for (let row = 0; row < relations.supplier.length; row++) {
      const [a, b] = [relations.supplier[row] as number, relations.buyer[row] as number]
      if (a === firm && b !== firm) partners.add(firms.id[b] as string)
      if (b === firm && a !== firm) partners.add(firms.id[a] as string)
    }
    assert.deepEqual(
      new Set(view.elements.filter(({ hop }) => hop !== 0).map((element) => element.id)),
      partners,
    )
    assert.equal(view.focus.id, id)
    const wide = await surroundingsOf(system, id, { ...AROUND, hops: 3 })
    assert.ok(wide.firms >= view.firms)
    const small = await surroundingsOf(system, id, { ...AROUND, hops: 3, size: 20 })
    assert.equal(small.elements.filter(({ kind }) => kind === 'firm').length, Math.min(20, wide.firms))
    assert.equal(small.firms, wide.firms)
    const keys = new Set(small.elements.map(({ key }) => key))
    assert.ok(small.links.every(({ from, to }) => keys.has(from) && keys.has(to)))
  })

  test('a path hangs together from one end to the other; the widest is at least as wide', async () => {
    const { system } = await city()
    const network = await networkOf(system)
    const { relations, firms } = network
    const middle = relations.buyer.find((buyer) => relations.supplier.includes(buyer)) as number
    const from = firms.id[relations.supplier[relations.buyer.indexOf(middle)] as number] as string
    const to = firms.id[relations.buyer[relations.supplier.indexOf(middle)] as number] as string
    const ends = { from: `firm:${from}`, to: `firm:${to}` }
    const short = await pathBetween(system, { ...ends, by: 'short' })
    assert.ok(short.forward && short.steps)
    assert.equal(short.steps[0]?.supplier?.id, from)
    assert.equal(short.steps.at(-1)?.buyer?.id, to)
    for (const [at, step] of short.steps.entries())
      if (at > 0) assert.equal(step.supplier?.id, short.steps[at - 1]?.buyer?.id)
    const wide = await pathBetween(system, { ...ends, by: 'wide' })
    const least = Math.min(...short.steps.map(({ amount }) => amount ?? 0))
    assert.ok((wide.width ?? 0) >= least)
    const node = network.nodes.code[firms.node[indexOf(network).firmById.get(to) as number] as number]
    if (node) assert.ok((await pathBetween(system, { from: ends.from, to: `node:${node}`, by: 'short' })).steps)
  })

  test('search finds nodes by either language and firms by name', async () => {
    const { system } = await city()
    const { firms } = await networkOf(system)
    assert.ok((await searchOf(system, '动力电池')).found.some(({ kind }) => kind === 'node'))
    assert.ok((await searchOf(system, 'battery')).found.some(({ kind }) => kind === 'node'))
    const name = firms.name[0] as string
    assert.ok((await searchOf(system, name)).found.some(({ id }) => id === firms.id[0]))
  })

  test('an enterprise sees itself and its partners; what is beyond has no names', async () => {
    const { system, as } = await city()
    const { relations, firms } = await networkOf(system)
    const firm = [...relations.buyer].find(
      (buyer) => firms.inLibrary[buyer] === 1 && relations.supplier.includes(buyer),
    ) as number
    const id = firms.id[firm] as string
    const own = as('enterprise', { enterpriseId: id })
    const view = await surroundingsOf(own, id, { ...AROUND, hops: 2 })
    assert.ok(view.elements.some(({ hop, kind }) => Math.abs(hop) === 1 && kind === 'firm'))
    assert.ok(view.elements.every(({ hop, kind }) => Math.abs(hop) <= 1 || kind === 'more'))
    assert.ok(view.links.every((link) => link.relationId === null || link.relations === 1))
    const partner = view.elements.find(({ hop, kind }) => hop !== 0 && kind === 'firm')?.id as string
    await assert.rejects(surroundingsOf(own, partner, AROUND), { code: 'chain.graph.firmNotFound' })
    assert.deepEqual(
      (await searchOf(own, firms.name[firm] as string)).found.filter(({ kind }) => kind === 'firm').length,
      1,
    )
    const tree = await chainTreeOf(own, {})
    assert.ok(tree.nodes.some(({ amount, relations: count }) => amount === null && count > 0))
  })
})
