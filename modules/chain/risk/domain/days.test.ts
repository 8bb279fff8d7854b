import assert from 'node:assert/strict'
import { test } from 'node:test'
import { riskNetwork } from '#engines/systemic-risk'
import { alternativesFor } from './alternatives.ts'
import { horizonOf, riskRules } from './assumptions.ts'
import { engineInput, riskColumns } from './columns.ts'
import { inventoryOf, spareOf } from './days.ts'
import { secondSources } from './second-sources.ts'
import { smallNetwork } from './testing-network.ts'

const RULES = riskRules.parse({})

test('inventories are those assumed for the node or above it, else for the kind of node', () => {
  const network = smallNetwork([0, 1, 2, 3, null], [], { parts: 3 })
  network.nodes.parent[1] = 0
  network.nodes.electronics[2] = 1
  const rules = { ...RULES, nodeDays: { n0: 3 } }
  assert.deepEqual([...inventoryOf(network, rules)], [3, 3, 20, 5, 5])
})

test('the horizon reaches beyond recovery and both ends of the inventories, a year at most', () => {
  assert.equal(horizonOf(RULES), 90)
  assert.equal(horizonOf({ ...RULES, recoveryDays: 365 }), 365)
  assert.equal(horizonOf({ ...RULES, recoveryDays: 0, electronicDays: 0, partDays: 0, otherDays: 0 }), 60)
})

const capable = (stage: number, utilisation: number, capacity = 100) => ({
  ...smallNetwork([0, 0, 1], [[1, 2, 0, 60]]),
  capabilities: {
    firm: Uint32Array.of(1),
    node: Uint16Array.of(0),
    capacity: Float64Array.of(capacity),
    utilisation: Float64Array.of(utilisation),
    stage: Uint8Array.of(stage),
  },
})

test('spare capacity follows from utilisation and sales; of unknown utilisation nothing is claimed', () => {
  const spare = (network: ReturnType<typeof capable>) =>
    spareOf(network, riskColumns(network, RULES).columns).map(({ amount }) => amount)
  assert.deepEqual(spare(capable(4, 0.75)), [20])
  assert.deepEqual(spare(capable(4, Number.NaN)), [])
  assert.deepEqual(spare(capable(2, 0.75)), [])
  assert.deepEqual(spare(capable(4, 1)), [])
})

test('an alternative of unknown capacity has an unknown spare capacity, not none', () => {
  const without = new Set([0])
  const [known] = alternativesFor(capable(4, 0.75), new Set([0]), without)
  assert.equal(known?.spare, 25)
  const [unknown] = alternativesFor(capable(4, 0.75, Number.NaN), new Set([0]), without)
  assert.ok(Number.isNaN(unknown?.spare))
  assert.deepEqual(alternativesFor(capable(4, 0.75), new Set([0]), new Set([1])), [])
})

test('a second source halves what a buyer with one source loses; one with two sources is not counted', () => {
  // f0 alone supplies n0 to f2; f0 and f1 both supply n0 to f3. Without a rival's capacity nothing else replaces f0.
  const network = smallNetwork(
    [0, 1, 2, 3],
    [
      [0, 2, 0, 10],
      [0, 3, 0, 10],
      [1, 3, 0, 10],
      [2, 3, 2, 10],
    ],
    { revenue: [20, 1e9, 100, 200] },
  )
  const engine = riskNetwork(engineInput(riskColumns(network, RULES).columns))
  const found = secondSources(engine, 0, 1e-6)
  assert.equal(found.slots.length, 1)
  const [slot] = found.slots
  assert.deepEqual([slot?.buyer, slot?.sector, slot?.amount, slot?.dependence], [2, 0, 10, 1])
  assert.ok((slot?.esri as number) < found.esri)
  assert.equal(slot?.esri, found.withAll)
  assert.equal(found.more, 0)
})
