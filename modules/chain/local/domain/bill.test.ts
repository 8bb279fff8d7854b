import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BillLine, resolveBill } from './bill.ts'

const line = (more: Partial<BillLine>): BillLine => ({
  id: '',
  parent: -1,
  node: 0,
  supplier: -1,
  place: 2,
  quantity: 1,
  unitCost: null,
  costShare: null,
  localShare: null,
  ...more,
})
const codes = (bill: Parameters<typeof resolveBill>[0]) => resolveBill(bill).faults.map(({ code }) => code)

test('prices of pieces, times the pieces in the vehicle', () => {
  const { cost, vehicleCost } = resolveBill({
    assemblyValue: 100,
    lines: [
      line({ quantity: 4, unitCost: 50 }),
      line({ parent: 0, quantity: 2, unitCost: 10 }),
      line({ unitCost: 300 }),
    ],
  })
  assert.deepEqual([...cost], [200, 80, 300])
  assert.equal(vehicleCost, 600)
})

test('shares of the vehicle leave room beside what is priced; shares of a part are of that part', () => {
  const { cost, vehicleCost, faults } = resolveBill({
    assemblyValue: 100,
    lines: [line({ unitCost: 300 }), line({ costShare: 0.5 }), line({ parent: 1, costShare: 0.25 })],
  })
  assert.equal(vehicleCost, 800)
  assert.deepEqual([...cost], [300, 400, 100])
  assert.deepEqual(faults, [])
})

test('a part without a cost costs what its parts cost; without those it stays unknown', () => {
  const { cost, faults } = resolveBill({
    assemblyValue: 10,
    lines: [line({}), line({ parent: 0, unitCost: 30 }), line({ parent: 0, unitCost: 20 }), line({})],
  })
  assert.equal(cost[0], 50)
  assert.ok(Number.isNaN(cost[3]))
  assert.deepEqual(faults, [
    { code: 'costFromParts', line: 0 },
    { code: 'costUnknown', line: 3 },
  ])
})

test('shares of 130 % are scaled down and noted', () => {
  const { cost, faults } = resolveBill({
    assemblyValue: 0,
    lines: [
      line({ unitCost: 100 }),
      line({ parent: 0, costShare: 0.8 }),
      line({ parent: 0, costShare: 0.5 }),
      line({ parent: 2, costShare: 0.5 }),
    ],
  })
  assert.ok(Math.abs((cost[1] as number) + (cost[2] as number) - 100) < 1e-9)
  assert.ok(Math.abs((cost[3] as number) - (cost[2] as number) / 2) < 1e-9)
  assert.equal(faults[0]?.code, 'partsExceed')
  assert.equal(faults[0]?.line, 0)
})

test('only shares are told: the rates can be computed, the cost is not known', () => {
  const bill = { assemblyValue: null, lines: [line({ costShare: 0.6 }), line({ costShare: 0.4 })] }
  assert.deepEqual(codes(bill), ['assemblyUnknown', 'relative'])
  assert.deepEqual([...resolveBill(bill).cost], [0.6, 0.4])
})

test('shares of the vehicle that fill it up leave no room for what is priced', () => {
  assert.ok(
    codes({ assemblyValue: 100, lines: [line({ costShare: 0.7 }), line({ costShare: 0.6 })] }).includes(
      'sharesExceed',
    ),
  )
})

test('a negative price is none', () => {
  assert.deepEqual(codes({ assemblyValue: 100, lines: [line({ unitCost: -5 })] }), ['costUnknown'])
})
