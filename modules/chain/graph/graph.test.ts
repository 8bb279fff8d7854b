import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { indexOf, NONE } from '../domain/network.ts'
import { networkOf } from '../service/network.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { exportElements, exportLinks, exportNodes } from './service/exports.ts'
import { nodeFirmsOf, surroundingsOf } from './service/firms.ts'
import { listElements, listLinks, listNodes } from './service/lists.ts'
import { pathBetween } from './service/paths.ts'
import { searchOf } from './service/search.ts'
import { chainTreeOf } from './service/tree.ts'

const LIST = { page: 1, size: 500, hops: 1, direction: 'both' } as const
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
    const sum = (of: (node: (typeof tree.nodes)[number]) => number | null) =>
      tree.nodes.reduce((all, node) => all + (of(node) ?? Number.NaN), 0)
    assert.equal(
      sum((node) => node.firms),
      tree.firms - tree.loose.firms,
    )
    assert.equal(
      sum((node) => node.relations),
      tree.relations - (tree.loose.relations ?? Number.NaN),
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
    assert.equal(few.gathered, (all.firms ?? 0) - 3)
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
    assert.ok((wide.firms ?? 0) >= (view.firms ?? Number.NaN))
    const small = await surroundingsOf(system, id, { ...AROUND, hops: 3, size: 20 })
    assert.equal(small.elements.filter(({ kind }) => kind === 'firm').length, Math.min(20, wide.firms ?? 0))
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
    if (node)
      assert.ok((await pathBetween(system, { from: ends.from, to: `node:${node}`, by: 'short' })).steps)
  })

  test('search finds nodes by either language and firms by name', async () => {
    const { system } = await city()
    const { firms } = await networkOf(system)
    assert.ok((await searchOf(system, '动力电池')).found.some(({ kind }) => kind === 'node'))
    assert.ok((await searchOf(system, 'battery')).found.some(({ kind }) => kind === 'node'))
    const name = firms.name[0] as string
    assert.ok((await searchOf(system, name)).found.some(({ id }) => id === firms.id[0]))
  })

  test('what is filtered away is not walked either', async () => {
    const { system } = await city()
    const { relations, firms, nodes } = await networkOf(system)
    const tierOf = (row: number) => nodes.tier[relations.node[row] as number]
    const tier = tierOf(0) as number
    // A buyer that gets parts of this tier and of another.
    const other = relations.buyer.findIndex(
      (buyer, row) =>
        tierOf(row) !== tier && relations.buyer.some((of, at) => of === buyer && tierOf(at) === tier),
    )
    const buyer = firms.id[relations.buyer[other] as number] as string
    const view = await surroundingsOf(system, buyer, { ...AROUND, hops: 3, tier })
    assert.ok(view.links.length > 0)
    const linked = new Set(view.links.flatMap(({ from, to }) => [from, to]))
    assert.ok(view.elements.every(({ key }) => linked.has(key)))
    const whole = await surroundingsOf(system, buyer, { ...AROUND, hops: 3 })
    assert.ok((view.firms ?? 0) < (whole.firms ?? 0))
    const supplier = firms.id[relations.supplier[other] as number] as string
    const ends = { from: `firm:${supplier}`, to: `firm:${buyer}`, by: 'short' } as const
    assert.equal((await pathBetween(system, ends)).steps?.length, 1)
    const path = await pathBetween(system, { ...ends, tier })
    assert.ok((path.steps ?? []).every(({ node }) => nodes.tier[nodes.code.indexOf(node as string)] === tier))
    assert.notEqual(path.steps?.length, 1)
    assert.equal((await pathBetween(system, { ...ends, trust: 1 })).steps, null)
  })

  test('the lists hold what the picture shows, sorted and searched; files say that it is synthetic', async () => {
    const { system, as } = await city()
    const nodes = await listNodes(system, { ...LIST, sort: '-firms' })
    const tree = await chainTreeOf(system, {})
    assert.equal(nodes.total, tree.nodes.length)
    const [largest] = nodes.rows
    assert.ok(largest && nodes.rows.every(({ firms }) => firms <= largest.firms))
    const opened = nodes.rows.find(({ firms }) => firms > 0 && firms < 50)?.code as string
    const elements = await listElements(system, { ...LIST, opened })
    const picture = await nodeFirmsOf(system, opened, { size: 200 })
    assert.equal(elements.total, picture.elements.length)
    const named = await listElements(system, { ...LIST, opened, q: elements.rows[0]?.nameZh as string })
    assert.ok(named.total >= 1 && named.rows.some(({ key }) => key === elements.rows[0]?.key))
    const both = await listElements(system, { ...LIST, opened: `${opened},${opened}` })
    assert.equal(both.total, elements.total, 'a firm is listed once')
    assert.equal((await listLinks(system, LIST)).total, tree.flows.length)
    const focus = picture.elements.find(({ kind }) => kind === 'firm')?.id as string
    const around = await surroundingsOf(system, focus, AROUND)
    assert.equal((await listLinks(system, { ...LIST, focus })).total, around.links.length)
    await assert.rejects(listNodes(system, { ...LIST, sort: 'nonsense' }), {
      code: 'chain.graph.sortUnknown',
    })
    const analyst = as('analyst')
    for (const make of [exportNodes, exportElements, exportLinks]) {
      const file = await make(analyst, { hops: 1, direction: 'both', focus, format: 'csv' })
      let text = ''
      for await (const chunk of file.stream as AsyncIterable<Uint8Array>)
        text += Buffer.from(chunk).toString('utf8')
      assert.match(text, /合成/)
      assert.ok(text.split('\n').length > 3)
    }
    const noted = await sql<{ n: number }>`select count(*)::int as n from kernel.audit_entry
      where action = 'chain.graph.export'`.execute(system.db)
    assert.equal(noted.rows[0]?.n, 3)
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
    // How many sources its partners have is theirs; how many partners partners have is told from five on.
    assert.ok(view.elements.every(({ id: of, soleFor }) => (soleFor === null) === (of !== id)))
    assert.ok(
      view.elements.every(({ hop, firms: count }) => Math.abs(hop) <= 1 || count === null || count >= 5),
    )
    const partner = view.elements.find(({ hop, kind }) => hop !== 0 && kind === 'firm')?.id as string
    await assert.rejects(surroundingsOf(own, partner, AROUND), { code: 'chain.graph.firmNotFound' })
    assert.deepEqual(
      (await searchOf(own, firms.name[firm] as string)).found.filter(({ kind }) => kind === 'firm').length,
      1,
    )
  })

  test('relations among its partners are not an enterprise’s to know', async () => {
    const { system, as } = await city()
    const { relations, firms } = await networkOf(system)
    const partnersOf = new Map<number, Set<number>>()
    for (const [row, supplier] of relations.supplier.entries()) {
      const buyer = relations.buyer[row] as number
      for (const [a, b] of [
        [supplier, buyer],
        [buyer, supplier],
      ] as const)
        partnersOf.set(a, (partnersOf.get(a) ?? new Set()).add(b))
    }
    // A firm in a triangle: two of its partners trade with one another.
    const firm = [...partnersOf.keys()].find(
      (of) =>
        firms.inLibrary[of] === 1 &&
        relations.supplier.some((a, row) => {
          const b = relations.buyer[row] as number
          return a !== b && a !== of && b !== of && partnersOf.get(of)?.has(a) && partnersOf.get(of)?.has(b)
        }),
    ) as number
    const id = firms.id[firm] as string
    const isOwn = ({ from, to }: { from: string; to: string }) => from === `firm:${id}` || to === `firm:${id}`
    const whole = await surroundingsOf(system, id, AROUND)
    assert.ok(
      whole.links.some((link) => !isOwn(link)),
      'the city has such a triangle',
    )
    const view = await surroundingsOf(as('enterprise', { enterpriseId: id }), id, { ...AROUND, hops: 2 })
    for (const link of view.links)
      if (!isOwn(link)) {
        assert.ok(link.from.startsWith('more:') && link.to.startsWith('more:'))
        assert.equal(link.relationId, null)
      }
    assert.ok(view.links.filter(isOwn).every(({ relations: count }) => count !== null))
  })

  test('a path through firms that one may not see tells nodes, neither names nor amounts', async () => {
    const { system, as } = await city()
    const network = await networkOf(system)
    const { relations, firms, nodes } = network
    const firm = relations.supplier.find((of) => firms.inLibrary[of] === 1) as number
    const own = as('enterprise', { enterpriseId: firms.id[firm] as string })
    const ends = { from: `firm:${firms.id[firm]}`, by: 'wide' } as const
    let hidden = 0
    for (const code of nodes.code) {
      const { steps, width } = await pathBetween(own, { ...ends, to: `node:${code}` })
      for (const step of steps ?? []) {
        const isOwn = [step.supplier?.id, step.buyer?.id].includes(firms.id[firm])
        assert.equal(step.relationId !== null, isOwn)
        if (isOwn) continue
        hidden++
        assert.deepEqual([step.supplier, step.buyer, step.amount, step.trust, width], Array(5).fill(null))
      }
    }
    assert.ok(hidden > 0)
  })

  test('a district sees its firms and their relations; of the rest, sums of five firms or more', async () => {
    const { system, as } = await city()
    const network = await networkOf(system)
    const { firms, relations } = network
    const district = firms.region.find((code, at) => code.startsWith('50') && relations.supplier.includes(at))
    const officer = as('district', { districts: [district as string] })
    const all = await chainTreeOf(system, {})
    const tree = await chainTreeOf(officer, {})
    assert.deepEqual(
      tree.nodes.map(({ firms: count }) => count),
      all.nodes.map(({ firms: count }) => count),
      'counts of firms are public',
    )
    const suppliersOf = (node: number, column: Uint32Array) =>
      new Set([...column].filter((_, row) => relations.node[row] === node)).size
    let withheld = 0
    for (const [at, node] of tree.nodes.entries()) {
      if (node.relations !== null) continue
      withheld++
      assert.deepEqual([node.localRelations, node.amount], [null, null])
      assert.ok(Math.min(suppliersOf(at, relations.supplier), suppliersOf(at, relations.buyer)) < 5)
    }
    assert.ok(withheld > 0)
    assert.equal(
      tree.nodes.reduce((sum, { relations: of }) => sum + (of ?? 0), tree.loose.relations ?? 0),
      tree.relations,
      'the total does not tell what is withheld',
    )
    const node = network.nodes.code[
      firms.node[firms.region.findIndex((code, at) => code === district && firms.node[at] !== NONE)] as number
    ] as string
    const view = await nodeFirmsOf(officer, node, { size: 2_000 })
    const named = view.elements.filter(({ kind }) => kind === 'firm')
    assert.ok(named.length > 0 && named.every((of) => of.district === district))
    assert.equal(view.firms, (await nodeFirmsOf(system, node, { size: 2_000 })).firms)
  })

  test('who may see no firm gets the nodes only', async () => {
    const { system, as } = await city()
    const { firms } = await networkOf(system)
    const stranger = as('enterprise', { enterpriseId: '00000000-0000-7000-8000-000000000000' })
    const tree = await chainTreeOf(stranger, {})
    assert.ok(tree.nodes.length > 100 && tree.firms > 0)
    const top = tree.nodes.find(({ parent }) => parent === null)?.code as string
    const view = await nodeFirmsOf(stranger, top, { size: 2_000 })
    assert.ok(view.elements.length > 0 && view.elements.every(({ kind }) => kind === 'more'))
    assert.ok(view.links.every(({ relationId }) => relationId === null))
    assert.deepEqual(
      (await searchOf(stranger, firms.name[0] as string)).found.filter(({ kind }) => kind === 'firm'),
      [],
    )
    await assert.rejects(surroundingsOf(stranger, firms.id[0] as string, AROUND), {
      code: 'chain.graph.firmNotFound',
    })
  })
})
