import assert from 'node:assert/strict'
import { test } from 'node:test'
import { essentialityFromTree, riskNetwork } from './index.ts'

/** vehicle 0 { powertrain 1 { battery 2 { cell 3, casing 4 } }, body 5 { door 6 { lock 7 } } }, repair service 8. */
const TREE = {
  parent: [-1, 0, 1, 2, 2, 0, 5, 6, 0],
  tier: [0, 1, 2, 3, 3, 1, 2, 3, 1],
  service: [0, 0, 0, 0, 0, 0, 0, 0, 1],
}
const [VEHICLE, , BATTERY, CELL, CASING, , , LOCK, REPAIR] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
const NODES = 9

test('what is built in or fitted together is essential, sibling systems are not, services are negligible', () => {
  const matrix = essentialityFromTree(TREE)
  const of = (input: number, buyer: number) => matrix[input * NODES + buyer]
  assert.equal(of(CELL, BATTERY), 2)
  assert.equal(of(LOCK, VEHICLE), 2)
  assert.equal(of(CELL, CASING), 2)
  assert.equal(of(BATTERY, CELL), 1)
  assert.equal(of(CELL, CELL), 1)
  assert.equal(of(LOCK, CELL), 1)
  assert.equal(of(REPAIR, VEHICLE), 0)
})

test('an override has the last word, and the matrix is what a network takes', () => {
  const matrix = essentialityFromTree(TREE, [{ input: LOCK, buyer: VEHICLE, value: 1 }])
  assert.equal(matrix[LOCK * NODES + VEHICLE], 1)
  const network = riskNetwork({
    firms: 2,
    sectors: NODES,
    sector: [CELL, BATTERY],
    supplier: [0],
    buyer: [1],
    amount: [1],
    essentiality: matrix,
  })
  assert.deepEqual([...network.slotSector], [CELL])
})

test('a tree that is none is refused', () => {
  assert.throws(() => essentialityFromTree({ parent: [1, 0], tier: [0, 1] }), RangeError)
  assert.throws(() => essentialityFromTree({ parent: [5], tier: [0] }), RangeError)
  assert.throws(() => essentialityFromTree(TREE, [{ input: 9, buyer: 0, value: 1 }]), RangeError)
})
