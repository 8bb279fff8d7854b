import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { contributions } from './contributions.ts'
import { levers } from './levers.ts'
import { localRates } from './rates.ts'
import { contentSystem } from './system.ts'
import { exactRates, type OracleBill } from './testing-oracle.ts'
import { type ContentNetwork, DEFINITIONS, NonProductiveError } from './types.ts'

const T = 0.7

function networkOf({ valueAdded, local, arcs }: OracleBill): ContentNetwork {
  return {
    nodes: valueAdded.length,
    supplier: arcs.map(([s]) => s),
    buyer: arcs.map(([, b]) => b),
    quantity: arcs.map(([, , q]) => q / 100),
    valueAdded,
    local: local.map(Number),
  }
}
const first = (nodes: number) => Array.from({ length: nodes }, (_, node) => Number(node === 0))

/** Bills with cycles and self supply that stay productive: no node takes more than 80 % of a unit of others. */
const bills = fc
  .integer({ min: 2, max: 7 })
  .chain((nodes) =>
    fc.record({
      valueAdded: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: nodes, maxLength: nodes }),
      local: fc.array(fc.boolean(), { minLength: nodes, maxLength: nodes }),
      arcs: fc.uniqueArray(
        fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: Math.floor(80 / nodes) })),
        { maxLength: nodes * nodes, selector: ([s, b]) => `${s} ${b}` },
      ),
    }),
  )
  .filter(({ arcs }) => arcs.some(([, buyer]) => buyer === 0))

const near = (a: number, b: number, what: string) =>
  assert.ok(Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b)), `${what}: ${a} instead of ${b}`)

test('the five rates are those of exact fractions, cycles and self supply included', () => {
  fc.assert(
    fc.property(bills, (bill) => {
      const network = networkOf(bill)
      const exact = exactRates(bill)
      const { price, rates } = localRates(contentSystem(network), first(network.nodes))
      near(price[0] as number, exact.price as number, 'price')
      for (const name of DEFINITIONS) near(rates[name].value, exact[name] as number, name)
    }),
    { numRuns: 300 },
  )
})

test('contributions add up to the rate under every definition', () => {
  fc.assert(
    fc.property(bills, (bill) => {
      const network = networkOf(bill)
      const system = contentSystem(network)
      const demand = first(network.nodes)
      const { rates } = localRates(system, demand)
      for (const name of DEFINITIONS) {
        const { byNode, byRow } = contributions(system, demand, name, T)
        near(
          [...byNode, ...byRow].reduce((sum, value) => sum + value, 0),
          rates[name].lower,
          name,
        )
      }
    }),
  )
})

test('what a lever promises is what comes of it: a node made local adds its gain', () => {
  fc.assert(
    fc.property(bills, fc.nat(6), (bill, chosen) => {
      const network = networkOf(bill)
      const node = chosen % network.nodes
      const demand = first(network.nodes)
      const rate = (of: ContentNetwork) =>
        localRates(contentSystem(of), demand).rates.traced_value_added.value
      const { byNode } = levers(contentSystem(network), demand, 'traced_value_added', T)
      const local = [...(network.local as number[])]
      local[node] = 1
      near(rate({ ...network, local }) - rate(network), byNode[node] as number, 'gain')
    }),
  )
})

test('a purchase moved to a maker here adds the gain of its relation', () => {
  fc.assert(
    fc.property(bills, fc.nat(48), (bill, chosen) => {
      const network = networkOf(bill)
      const row = chosen % bill.arcs.length
      const demand = first(network.nodes)
      const system = contentSystem(network)
      const { price, rates } = localRates(system, demand)
      const { byRow } = levers(system, demand, 'traced_value_added', T)
      // A new node of the same price, wholly local, takes the supplier's place in this one relation.
      const [supplier, ,] = bill.arcs[row] as [number, number, number]
      const moved: ContentNetwork = {
        ...network,
        nodes: network.nodes + 1,
        supplier: (network.supplier as number[]).map((of, at) => (at === row ? network.nodes : of)),
        valueAdded: [...(network.valueAdded as number[]), price[supplier] as number],
        local: [...(network.local as number[]), 1],
      }
      const after = localRates(contentSystem(moved), [...demand, 0]).rates.traced_value_added.value
      const before = rates.traced_value_added.value
      const isInCycle = system.blockOf[supplier] === system.blockOf[bill.arcs[row]?.[1] as number]
      // Inside a cycle the move changes how often the cycle goes round as well: the gain is then the first step.
      if (!isInCycle) near(after - before, byRow[row] as number, 'gain')
      else assert.ok(after >= before - 1e-12)
    }),
  )
})

test('a share of exactly the threshold counts in full although doubles fall short of it', () => {
  // 0.1 + 0.2 + 0.4 of 1 is seven tenths, but not in binary.
  const bill: OracleBill = {
    valueAdded: [1, 1, 1, 2, 4, 3],
    local: [true, true, true, true, true, false],
    arcs: [
      [1, 0, 100],
      [2, 1, 10],
      [3, 1, 10],
      [4, 1, 10],
      [5, 1, 10],
    ],
  }
  const { rates } = localRates(contentSystem(networkOf(bill)), first(6))
  assert.ok(Math.abs(rates.roll_up.value - (exactRates(bill).roll_up as number)) < 1e-12)
})

test('what is unknown makes bounds and is not guessed', () => {
  const network = {
    nodes: 3,
    supplier: [1, 2],
    buyer: [0, 0],
    quantity: [1, 1],
    valueAdded: [0, 30, 70],
    local: [1, 1, Number.NaN],
  }
  const { rates } = localRates(contentSystem(network), [1, 0, 0])
  assert.deepEqual(rates.tier1_spend, { value: 1, lower: 0.3, upper: 1, coverage: 0.3 })
  assert.deepEqual(rates.part_count, { value: 1, lower: 0.5, upper: 1, coverage: 0.5 })
  assert.deepEqual([rates.traced_value_added.lower, rates.traced_value_added.upper], [0.3, 1])
})

test('a cycle that consumes more than it makes is refused, and its nodes are named', () => {
  const network = {
    nodes: 3,
    supplier: [1, 2, 1],
    buyer: [0, 1, 2],
    quantity: [1, 1, 1.2],
    valueAdded: [1, 1, 1],
    local: [1, 1, 1],
  }
  assert.throws(
    () => localRates(contentSystem(network), [1, 0, 0]),
    (error: NonProductiveError) => error instanceof NonProductiveError && [...error.nodes].join() === '1,2',
  )
  assert.throws(
    () => localRates(contentSystem({ ...network, quantity: [1, 1, -1] }), [1, 0, 0]),
    /quantity 2 is -1/,
  )
})

test('a large cycle is solved by sweeps as exactly as by factors', () => {
  const nodes = 400
  const ring = {
    nodes,
    supplier: Array.from({ length: nodes }, (_, v) => (v + 1) % nodes),
    buyer: Array.from({ length: nodes }, (_, v) => v),
    quantity: new Array(nodes).fill(0.5),
    valueAdded: new Array(nodes).fill(1),
    local: Array.from({ length: nodes }, (_, v) => Number(v % 2 === 0)),
  }
  const { price, rates } = localRates(contentSystem(ring), first(nodes))
  near(price[0] as number, 2, 'price')
  near(rates.traced_value_added.value, 2 / 3, 'rate')
})

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'industry', 'local_content')
const missing = existsSync(folder) ? false : 'the bills of the shared data are not on this machine'

test('the rates of two given bills are met to 1e-12', { skip: missing }, () => {
  for (const bill of ['bom12', 'bom120']) {
    const rows = (name: string) =>
      readFileSync(join(folder, `${bill}_${name}.csv`), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
    const nodes = rows('nodes')
    const arcs = rows('edges')
    const network: ContentNetwork = {
      nodes: nodes.length,
      supplier: arcs.map(([s]) => Number(s)),
      buyer: arcs.map(([, b]) => Number(b)),
      quantity: arcs.map(([, , q]) => Number(q)),
      valueAdded: nodes.map(([, , v]) => Number(v)),
      local: nodes.map(([, region]) => Number(region === 'CQ')),
    }
    const expected = JSON.parse(readFileSync(join(folder, `${bill}_expected.json`), 'utf8'))
    const { price, rates } = localRates(contentSystem(network), first(network.nodes))
    near(price[0] as number, expected.unit_cost, 'unit cost')
    near(rates.part_count.value, expected.tier1_count_rate, 'part count')
    near(rates.tier1_spend.value, expected.tier1_spend_rate, 'tier-1 spend')
    near(rates.traced_value_added.value, expected.traced_value_added_rate, 'traced')
    near(rates.roll_up.value, expected.rollup70_rate, 'roll-up')
    near(rates.originating.value, expected.originating70_rate, 'originating')
  }
})
