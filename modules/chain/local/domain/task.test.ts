import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LOCAL, type Network, NONE, OUTSIDE, UNKNOWN_PLACE } from '../../domain/network.ts'
import { LOCAL_DEFINITIONS } from '../../domain/settings.ts'
import { bestSet } from './best-set.ts'
import { contentsOf, systemOf } from './content.ts'
import { type Product, productGraph } from './product-graph.ts'
import { rateOf, ratesOf } from './rates.ts'
import { computeLocal, type LocalTask, rateLines } from './task.ts'
import { ruleOf, solveBoosted } from './threshold-solve.ts'

interface TestFirm {
  readonly place: number
  readonly revenue: number
}
type TestRelation = readonly [supplier: number, buyer: number, amount: number]

function networkOf(firms: readonly TestFirm[], relations: readonly TestRelation[]): Network {
  return {
    revision: '1',
    asOf: '2026-01-01',
    synthetic: true,
    nodes: {
      code: ['N0', 'N1', 'N2'],
      nameZh: ['零', '一', '二'],
      nameEn: ['0', '1', '2'],
      parent: Int32Array.of(-1, 0, 0),
      tier: Uint8Array.of(1, 2, 2),
      parts: Uint8Array.of(1, 1, 1),
      electronics: new Uint8Array(3),
      key: new Uint8Array(3),
    },
    firms: {
      id: firms.map((_, at) => `f${at}`),
      name: firms.map((_, at) => `firm ${at}`),
      region: firms.map(() => ''),
      place: Uint8Array.from(firms, ({ place }) => place),
      node: new Uint16Array(firms.length),
      revenue: Float64Array.from(firms, ({ revenue }) => revenue),
      staff: new Float64Array(firms.length),
      inLibrary: new Uint8Array(firms.length),
    },
    relations: {
      id: relations.map((_, at) => `r${at}`),
      supplier: Uint32Array.from(relations, ([supplier]) => supplier),
      buyer: Uint32Array.from(relations, ([, buyer]) => buyer),
      node: Uint16Array.from(relations, () => 2),
      amount: Float64Array.from(relations, ([, , amount]) => amount),
      trust: new Float64Array(relations.length).fill(1),
    },
    capabilities: {
      firm: new Uint32Array(0),
      node: new Uint16Array(0),
      capacity: new Float64Array(0),
      utilisation: new Float64Array(0),
      stage: new Uint8Array(0),
    },
  }
}

const line = (more: Partial<Product['bill']['lines'][number]>) => ({
  id: '',
  parent: -1,
  node: 1,
  supplier: -1,
  place: OUTSIDE,
  quantity: 1,
  unitCost: 100,
  costShare: null,
  localShare: null,
  ...more,
})
const product = (lines: ReturnType<typeof line>[], assemblyValue = 100): Product => ({
  id: 'm',
  oem: -1,
  volume: 1,
  place: LOCAL,
  bill: { assemblyValue, lines },
})

function taskFor(network: Network, products: readonly Product[]): LocalTask {
  const graph = productGraph(network, products)
  const lines = products.flatMap(({ bill }) => bill.lines)
  return {
    graph,
    threshold: 0.7,
    withLevers: true,
    weight: new Float64Array(products.length + lines.length).fill(1),
    cost: Float64Array.from([...graph.bills.map(({ assemblyValue }) => assemblyValue), ...graph.lineCost]),
    node: Uint16Array.from([...products.map(() => NONE), ...lines.map(({ node }) => node)]),
    supplier: Int32Array.from([...products.map(() => -1), ...lines.map(({ supplier }) => supplier)]),
    isTop: Uint8Array.from([...products.map(() => 0), ...lines.map(({ parent }) => Number(parent < 0))]),
  }
}
const ratesFor = (network: Network, products: readonly Product[]) => {
  const task = taskFor(network, products)
  const outcome = computeLocal(task)
  const top = rateLines(task, outcome).filter((_, at) => at < products.length || task.isTop[at] === 1)
  return { rates: ratesOf(top), outcome, task, top }
}

test('four vehicles in one: by count a half, by spend a quarter, by value what the local maker itself adds', () => {
  // The local maker buys 40 of its 100 from outside.
  const network = networkOf(
    [
      { place: LOCAL, revenue: 1_000 },
      { place: OUTSIDE, revenue: Number.NaN },
    ],
    [[1, 0, 400]],
  )
  const { rates, outcome } = ratesFor(network, [
    product([line({ supplier: 0, place: LOCAL }), line({ supplier: 1, unitCost: 300 })]),
  ])
  assert.equal(rates.part_count.value, 0.5)
  assert.equal(rates.tier1_spend.value, 0.25)
  assert.ok(Math.abs((rates.traced_value_added.value as number) - 160 / 500) < 1e-12)
  assert.ok(Math.abs((rates.originating.value as number) - 100 / 500) < 1e-12)
  assert.deepEqual(
    outcome.tiers.map(({ tier, local, outside }) => [tier, local, outside]),
    [
      [0, 0.2, 0],
      [1, 0.12, 0.6],
      [2, 0, 0.08],
    ],
  )
})

test('roll-up: a part of 70 % counts in full; a declared share counts as it is declared', () => {
  const network = networkOf([{ place: OUTSIDE, revenue: Number.NaN }], [])
  const { rates } = ratesFor(network, [
    product([line({ supplier: 0, localShare: 0.7 }), line({ supplier: 0, localShare: 0.6 })], 0),
  ])
  assert.equal(rates.tier1_spend.value, 0)
  assert.ok(Math.abs((rates.traced_value_added.value as number) - 0.65) < 1e-12)
  assert.ok(Math.abs((rates.roll_up.value as number) - 0.8) < 1e-12)
  assert.ok(Math.abs((rates.originating.value as number) - 0.5) < 1e-12)
})

test('firms that supply each other and themselves; inputs beyond the revenue; an unknown maker', () => {
  const network = networkOf(
    [
      { place: LOCAL, revenue: 100 },
      { place: OUTSIDE, revenue: 100 },
    ],
    [
      [0, 1, 50],
      [1, 0, 500],
      [0, 0, 20],
    ],
  )
  const { rates } = ratesFor(network, [
    product([line({ supplier: 0, place: LOCAL }), line({ place: UNKNOWN_PLACE })], 0),
  ])
  // x = 0.05 + 0.95 y, y = 0.5 x: the local maker adds 5 % and buys back half of what it buys outside.
  const content = 0.05 / (1 - 0.95 * 0.5)
  assert.ok(Math.abs((rates.traced_value_added.value as number) - content) < 1e-12)
  assert.ok(Math.abs((rates.traced_value_added.coverage as number) - 0.5) < 1e-12)
  assert.ok(Math.abs((rates.traced_value_added.upper as number) - (content + 1) / 2) < 1e-12)
})

test('a maker of the city whose plant is outside adds its value there', () => {
  const network = networkOf([{ place: LOCAL, revenue: 100 }], [])
  const { rates } = ratesFor(network, [product([line({ supplier: 0, place: OUTSIDE })], 0)])
  assert.equal(rates.traced_value_added.value, 0)
})

const firm = fc.record({
  place: fc.constantFrom(LOCAL, OUTSIDE, UNKNOWN_PLACE),
  revenue: fc.integer({ min: 50, max: 1_000 }),
})
const world = fc.record({
  firms: fc.array(firm, { minLength: 2, maxLength: 6 }),
  relations: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 200 })), { maxLength: 12 }),
  lines: fc.array(
    fc.record({
      supplier: fc.integer({ min: -1, max: 5 }),
      place: fc.constantFrom(LOCAL, OUTSIDE, UNKNOWN_PLACE),
      unitCost: fc.integer({ min: 1, max: 500 }),
      isPart: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  ),
})
const built = world.map(({ firms, relations, lines }) => {
  const network = networkOf(
    firms,
    relations.filter(([a, b]) => a < firms.length && b < firms.length),
  )
  const bill = lines.map(({ supplier, isPart, ...more }, at) =>
    line({
      ...more,
      supplier: supplier < firms.length ? supplier : -1,
      // Parts go into the first line, so that bills have two levels.
      parent: isPart && at > 0 ? 0 : -1,
    }),
  )
  return { network, products: [product(bill)] }
})

test('every rate lies between its bounds, contributions sum to it, and it is a share', () => {
  fc.assert(
    fc.property(built, ({ network, products }) => {
      const { rates, top } = ratesFor(network, products)
      for (const definition of LOCAL_DEFINITIONS) {
        const { value, lower, upper, coverage } = rates[definition]
        if (value === null) continue
        assert.ok((lower as number) <= value + 1e-9 && value <= (upper as number) + 1e-9, definition)
        assert.ok(value >= 0 && value <= 1 + 1e-9 && (coverage as number) <= 1 + 1e-9)
        const { contributions } = rateOf(definition, top)
        assert.ok(Math.abs(contributions.reduce((sum, one) => sum + one, 0) - value) < 1e-9)
      }
    }),
    { numRuns: 200 },
  )
})

test('the what-if of levers begins where the engine ends', () => {
  fc.assert(
    fc.property(built, ({ network, products }) => {
      const system = systemOf(productGraph(network, products))
      const own = system.graph.valueAdded.map((value, node) =>
        system.graph.place[node] === LOCAL ? value : 0,
      )
      for (const definition of ['roll_up', 'originating'] as const) {
        const rule = ruleOf(definition, 0.7)
        const { lower } = contentsOf(system, definition, 0.7)
        const x = solveBoosted(system, own, rule, new Float64Array(system.suppliers.length))
        for (let node = products.length; node < x.length; node++)
          assert.ok(Math.abs(rule(x[node] as number) - (lower[node] as number)) < 1e-8)
      }
    }),
    { numRuns: 100 },
  )
})

test('a supplier made local gains what the rate rises by', () => {
  fc.assert(
    fc.property(built, ({ network, products }) => {
      const { rates, outcome, task } = ratesFor(network, products)
      for (const lever of outcome.levers.filter(({ kind }) => kind === 'supplier')) {
        const place = task.graph.place.slice()
        const node = task.graph.firmNode[lever.at] as number
        if (node >= 0 && place[node] === OUTSIDE) place[node] = LOCAL
        for (const [at, supplier] of task.supplier.entries())
          if (supplier === lever.at && place[at] === OUTSIDE) place[at] = LOCAL
        const moved = { ...task, graph: { ...task.graph, place }, withLevers: false }
        const after = ratesOf(
          rateLines(moved, computeLocal(moved)).filter(
            (_, at) => at < products.length || task.isTop[at] === 1,
          ),
        )
        for (const definition of ['part_count', 'tier1_spend', 'traced_value_added'] as const) {
          const rise = (after[definition].value as number) - (rates[definition].value as number)
          assert.ok(Math.abs(rise - (lever.gain[definition] as number)) < 1e-9, definition)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('the best set within a budget is that of trying them all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ gain: fc.integer({ min: 1, max: 50 }), cost: fc.integer({ min: 1, max: 30 }) }), {
        maxLength: 9,
      }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 80 }),
      (choices, count, budget) => {
        let most = 0
        for (let mask = 0; mask < 1 << choices.length; mask++) {
          const set = choices.filter((_, at) => mask & (1 << at))
          const cost = set.reduce((sum, one) => sum + one.cost, 0)
          if (set.length <= count && cost <= budget)
            most = Math.max(
              most,
              set.reduce((sum, one) => sum + one.gain, 0),
            )
        }
        const best = bestSet(choices, count, budget)
        assert.equal(best.gain, most)
        assert.ok(best.proven && best.cost <= budget && best.chosen.length <= count)
      },
    ),
    { numRuns: 200 },
  )
})
