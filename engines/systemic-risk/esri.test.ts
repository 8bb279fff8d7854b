import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { sharedMemory } from '#engines/graph'
import { esriOfShock, esriRange, type RiskInput, RiskInputError, riskNetwork } from './index.ts'
import { type NaiveResult, naiveEsri } from './testing-naive.ts'
import { syntheticNetwork } from './testing-synthetic.ts'

const published = resolve(import.meta.dirname, '../../../shared/data/industry/esri')
const rowsOf = (file: string, header = true) =>
  readFileSync(join(published, file), 'utf8')
    .replaceAll('"', '')
    .trim()
    .split('\n')
    .slice(header ? 1 : 0)
    .map((line) => line.split(','))

function networkOf(name: string): Omit<RiskInput, 'essentiality'> {
  const nodes = rowsOf(`${name}_nodes.csv`)
  const edges = rowsOf(`${name}_edges.csv`)
  const index = new Map(nodes.map(([id], at) => [id, at]))
  return {
    firms: nodes.length,
    sectors: 40,
    sector: nodes.map((row) => Number(row[1])),
    supplier: edges.map((row) => index.get(row[0])!),
    buyer: edges.map((row) => index.get(row[1])!),
    amount: edges.map((row) => Number(row[2])),
  }
}

const close = (found: number, expected: number, what: string, most = 1e-12) =>
  assert.ok(Math.abs(found - expected) <= most, `${what}: ${found}, expected ${expected}`)

/** Raw material 0 (sector 0) → part 1 (sector 1) → car 2 (sector 2) → dealer 3 (sector 3), 10 each. */
const CHAIN: RiskInput = {
  firms: 4,
  sectors: 4,
  sector: [0, 1, 2, 3],
  supplier: [0, 1, 2],
  buyer: [1, 2, 3],
  amount: [10, 10, 10],
  essentiality: 'leontief',
}

test('in a chain everything downstream lacks inputs and everything upstream lacks demand', () => {
  const table = esriRange(riskNetwork(CHAIN), 0, 4)
  assert.deepEqual([...table.esri], [1, 1, 1, 1])
  assert.deepEqual([...table.down], [1, 2 / 3, 1 / 3, 0])
  assert.deepEqual([...table.up], [1 / 3, 2 / 3, 1, 1])
})

test('a supplier with a large share of its sector is replaced less than one with a small share', () => {
  const input: RiskInput = {
    firms: 4,
    sectors: 2,
    sector: [0, 0, 1, 1],
    supplier: [0, 1],
    buyer: [2, 3],
    amount: [90, 10],
    essentiality: 'leontief',
  }
  const network = riskNetwork(input)
  // Of firm 1's 10, its rival's 90 can stand in for all but 10 / 90.
  close(esriOfShock(network, { firm: [1] }).lossDown[1]!, 10 / 90, 'loss of the buyer')
  assert.equal(esriOfShock(network, { firm: [1] }, { substitution: false }).lossDown[1], 1)
  assert.equal(esriOfShock(network, { firm: [0] }).lossDown[1], 1)
})

for (const name of ['sr2022', 'pnasnexus2024'])
  test(`published network ${name}: every result and every count of steps`, (t) => {
    if (!existsSync(published)) return t.skip('the development data is not beside the repository')
    const network = networkOf(name)
    const ids = rowsOf(`${name}_nodes.csv`).map(([id]) => id!)
    const expected = rowsOf(`${name}_expected.csv`)
    assert.equal(expected.length, 88)
    for (const [inputs, substitution, eps, firm, esri, down, up, steps] of expected) {
      const at = ids.indexOf(firm!)
      const options = { eps: Number(eps), substitution: substitution === 'TRUE' }
      const essentiality = inputs as 'linear' | 'leontief'
      const found = esriRange(riskNetwork({ ...network, essentiality }), at, at + 1, options)
      const what = `${inputs} ${substitution} ${eps} ${firm}`
      close(found.esri[0]!, Number(esri), what)
      close(found.down[0]!, Number(down), what)
      close(found.up[0]!, Number(up), what)
      assert.equal(found.steps[0], Number(steps), what)
    }
  })

test('300 firms with a matrix of essentiality: results of every firm, steps, and the step before', (t) => {
  if (!existsSync(published)) return t.skip('the development data is not beside the repository')
  const essentiality = Uint8Array.from(rowsOf('s300_ess.csv', false).flat(), Number)
  const found = esriRange(riskNetwork({ ...networkOf('s300'), essentiality }), 0, 300)
  for (const [at, row] of rowsOf('s300_expected_eps0.01_substitution.csv').entries()) {
    const [esri, down, up, previous, last, steps] = row.map(Number)
    close(found.esri[at]!, esri!, `ESRI of ${at}`)
    close(found.esri[at]!, last!, `ESRI of ${at}`)
    close(found.down[at]!, down!, `ESRI_d of ${at}`)
    close(found.up[at]!, up!, `ESRI_u of ${at}`)
    close(found.previous[at]!, previous!, `ESRI_T-1 of ${at}`)
    assert.equal(found.steps[at], steps, `steps of ${at}`)
  }
})

const asNaive = (input: RiskInput & { essentiality: Uint8Array }) => ({
  ...input,
  essential: (from: number, to: number) => input.essentiality[from * input.sectors + to]!,
})

test('shocks that spread go through the lanes and come out as the formulas say', () => {
  const input = syntheticNetwork(400, 2_400, 30, 5)
  const network = riskNetwork(input, sharedMemory)
  for (const options of [
    { eps: 0.01, substitution: true },
    { eps: 1e-5, substitution: true },
    { eps: 1e-3, substitution: false },
  ]) {
    const table = esriRange(network, 100, 131, options)
    const naive = naiveEsri(asNaive(input), options)
    for (let at = 0; at < 31; at++) {
      const expected = naive(new Map([[100 + at, 1]]))
      close(table.esri[at]!, expected.esri, 'esri')
      close(table.down[at]!, expected.down, 'down')
      close(table.up[at]!, expected.up, 'up')
      close(table.previous[at]!, expected.previous, 'previous')
      assert.equal(table.steps[at], expected.steps)
    }
  }
})

/** Small networks with cycles, self supply, repeated relations, firms without relations, sectors of one firm. */
const networks = fc
  .record({
    firms: fc.integer({ min: 1, max: 12 }),
    sectors: fc.integer({ min: 1, max: 5 }),
    seed: fc.integer(),
    relations: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1000 })), { maxLength: 40 }),
  })
  .map(({ firms, sectors, seed, relations }) => {
    const drawn = (at: number) => Math.imul(seed ^ (at * 0x9e3779b1), 0x85ebca6b) >>> 4
    return {
      firms,
      sectors,
      sector: Array.from({ length: firms }, (_, i) => drawn(i) % sectors),
      supplier: relations.map(([i]) => i % firms),
      buyer: relations.map(([, j]) => j % firms),
      amount: relations.map(([, , amount]) => amount),
      essentiality: Uint8Array.from({ length: sectors * sectors }, (_, at) => drawn(at + 99) % 3),
    }
  })

const shocks = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.double({ min: 0, max: 1, noNaN: true })), {
  maxLength: 4,
})

const shockOn = (drawn: readonly (readonly [number, number])[], firms: number) =>
  new Map(drawn.map(([firm, share]) => [firm % firms, share]))

test('any network, any shock: the formulas, to 1e-12 and with the same steps', () => {
  fc.assert(
    fc.property(networks, shocks, fc.boolean(), (input, drawn, substitution) => {
      const shock = shockOn(drawn, input.firms)
      // An uneven eps: a drop that equals it to the last bit would count by rounding.
      const options = { eps: 0.0123456789, substitution }
      const expected: NaiveResult = naiveEsri(asNaive(input), options)(shock)
      const found = esriOfShock(
        riskNetwork(input),
        { firm: [...shock.keys()], share: [...shock.values()] },
        options,
      )
      close(found.esri, expected.esri, 'esri')
      close(found.down, expected.down, 'down')
      close(found.up, expected.up, 'up')
      assert.equal(found.steps, expected.steps)
      for (const [at, firm] of found.firm.entries()) {
        close(found.lossDown[at]!, expected.lossDown[firm]!, 'loss down')
        close(found.lossUp[at]!, expected.lossUp[firm]!, 'loss up')
      }
    }),
    { numRuns: 300 },
  )
})

test('both orders end at the same fixed point', () => {
  fc.assert(
    fc.property(networks, shocks, fc.boolean(), (input, drawn, substitution) => {
      const shock = shockOn(drawn, input.firms)
      const network = riskNetwork(input)
      const vector = { firm: [...shock.keys()], share: [...shock.values()] }
      const eps = 1e-13
      const steps = esriOfShock(network, vector, { eps, substitution })
      const queue = esriOfShock(network, vector, { eps, substitution, order: 'queue' })
      close(queue.esri, steps.esri, 'esri', 1e-9)
      close(queue.down, steps.down, 'down', 1e-9)
      close(queue.up, steps.up, 'up', 1e-9)
      assert.ok(queue.residual <= eps)
    }),
    { numRuns: 200 },
  )
})

test('one shock after another leaves nothing behind', () => {
  const network = riskNetwork(syntheticNetwork(200, 900, 12, 3))
  const all = esriRange(network, 0, 200)
  for (const firm of [0, 57, 199]) assert.equal(esriRange(network, firm, firm + 1).steps[0], all.steps[firm])
  for (const order of ['published', 'queue'] as const) {
    const alone = esriRange(network, 150, 151, { order }).esri[0]!
    close(esriRange(network, 100, 200, { order }).esri[50]!, alone, order)
  }
})

test('a firm that supplies several sectors is replaced in each by that sector', () => {
  const network = riskNetwork({
    firms: 4,
    sectors: 3,
    sector: [0, 1, 2, 2],
    supplier: [0, 0, 1],
    buyer: [2, 3, 3],
    amount: [60, 30, 30],
    arcSector: [0, 1, 1],
    essentiality: 'leontief',
  })
  assert.equal(network.positions, 5)
  const { firm, lossDown } = esriOfShock(network, { firm: [0] })
  const lossOf = (i: number) => lossDown[firm.indexOf(i)] ?? 0
  assert.equal(lossOf(2), 1)
  // Firm 0 has half of sector 1, which has 30 left; firm 3 lacks half of that input.
  assert.equal(lossOf(3), 0.5)
})

test('rows that cannot be taken are named', () => {
  const refused = (change: Partial<RiskInput>, row: number, column: string) =>
    assert.throws(
      () => riskNetwork({ ...CHAIN, ...change }),
      (error) => error instanceof RiskInputError && error.row === row && error.column === column,
    )
  refused({ amount: [10, 0, 10] }, 1, 'amount')
  refused({ amount: [10, 10, -1] }, 2, 'amount')
  refused({ amount: [Number.NaN, 10, 10] }, 0, 'amount')
  refused({ buyer: [1, 2, 4] }, 2, 'buyer')
  refused({ sector: [0, 1, 2, 4] }, 3, 'sector')
  refused({ essentiality: Uint8Array.from({ length: 16 }, (_, at) => (at === 5 ? 3 : 1)) }, 5, 'essentiality')
  refused({ essentiality: new Uint8Array(9) }, 9, 'essentiality')
  assert.throws(() => esriRange(riskNetwork(CHAIN), 0, 5), RangeError)
  assert.throws(() => esriRange(riskNetwork(CHAIN), 0, 4, { eps: 0 }), RangeError)
  assert.throws(() => esriOfShock(riskNetwork(CHAIN), { firm: [1, 1] }), RangeError)
  assert.throws(() => esriOfShock(riskNetwork(CHAIN), { firm: [1], share: [1.5] }), RangeError)
})
