import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { followDays, NEVER, type RiskInput, riskNetwork } from './index.ts'
import { syntheticNetwork } from './testing-synthetic.ts'

/** Iron 0 (sector 0) → part 1 (sector 1) → car 2 (sector 2). */
const CHAIN: RiskInput = {
  firms: 3,
  sectors: 3,
  sector: [0, 1, 2],
  supplier: [0, 1],
  buyer: [1, 2],
  amount: [10, 10],
  essentiality: 'leontief',
}

test('each firm survives on its inventory; the next one stops when that firm no longer delivers', () => {
  const found = followDays(riskNetwork(CHAIN), { firm: [0] }, { days: 40, inventory: 5, recovery: [20] })
  // Day 0 is the shock. The part maker uses what came the day before and five days of stock: days 0 … 5.
  assert.deepEqual([...found.timeToSurvive], [0, 6, 12])
  assert.deepEqual([...found.stopDay], [0, 6, 12])
  // Iron is back on day 20, its iron is used on day 21, the part on day 22.
  assert.deepEqual([...found.timeToRecover], [20, 15, 10])
  assert.deepEqual([...found.lostDays], [20, 15, 10])
  assert.equal(found.lost[0], 0.5)
  assert.equal(found.lost[39], 0)
})

test('a customer that was shocked lowers demand day by day up the chain', () => {
  const found = followDays(riskNetwork(CHAIN), { firm: [2] }, { days: 5, inventory: 0, recovery: [1] })
  assert.deepEqual([...found.timeToSurvive], [2, 1, 0])
  assert.deepEqual([...found.timeToRecover], [1, 1, 1])
})

test('a firm that never recovers is said to: never', () => {
  const found = followDays(riskNetwork(CHAIN), { firm: [0] }, { days: 30, inventory: 2 })
  assert.deepEqual([...found.timeToRecover], [NEVER, NEVER, NEVER])
  assert.deepEqual([...found.timeToSurvive], [0, 3, 6])
})

/** Two buyers of sector 0 lose their suppliers; firm 4 could make 6 of the 20 that are missing. */
const RIVALS: RiskInput = {
  firms: 5,
  sectors: 2,
  sector: [0, 0, 1, 1, 0],
  supplier: [0, 1],
  buyer: [2, 3],
  amount: [10, 10],
  essentiality: 'leontief',
}

test('buyers take on a supplier with spare capacity after a time, and share it when it is too small', () => {
  const found = followDays(
    riskNetwork({ ...RIVALS, output: [10, 10, 10, 10, 6] }),
    { firm: [0, 1] },
    { days: 30, inventory: 0, spare: [{ firm: 4, sector: 0, amount: 6 }], onboarding: 10 },
  )
  assert.equal(found.switched[9], 0)
  assert.equal(found.switched[10], 6)
  assert.deepEqual([...found.drawn], [6])
  // Both stand still on days 1 … 10; from then on each makes three tenths.
  assert.ok(Math.abs(found.lostDays[2]! - (10 + 19 * 0.7)) < 1e-9)
  assert.equal(found.lostDays[2], found.lostDays[3])
})

const networks = fc.integer({ min: 1, max: 50 }).map((seed) => riskNetwork(syntheticNetwork(30, 90, 6, seed)))
const shocks = fc.record({ firm: fc.nat({ max: 29 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })

test('without a shock nothing changes', () => {
  fc.assert(
    fc.property(networks, fc.integer({ min: 0, max: 9 }), (network, inventory) => {
      const found = followDays(network, { firm: [] }, { days: 20, inventory })
      assert.ok(found.lost.every((share) => share === 0))
      assert.ok(found.timeToSurvive.every((day) => day === NEVER))
    }),
    { numRuns: 30 },
  )
})

test('more inventory never stops a firm earlier; a faster recovery never loses more', () => {
  const never = (day: number) => (day === NEVER ? Number.POSITIVE_INFINITY : day)
  fc.assert(
    fc.property(networks, shocks, fc.integer({ min: 0, max: 9 }), (network, { firm, share }, inventory) => {
      const shock = { firm: [firm], share: [share] }
      const small = followDays(network, shock, { days: 60, inventory, recovery: [30] })
      const large = followDays(network, shock, { days: 60, inventory: inventory + 3, recovery: [30] })
      const quick = followDays(network, shock, { days: 60, inventory, recovery: [15] })
      for (let i = 0; i < 30; i++) {
        assert.ok(never(large.timeToSurvive[i]!) >= never(small.timeToSurvive[i]!))
        assert.ok(never(large.stopDay[i]!) >= never(small.stopDay[i]!))
      }
      const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
      assert.ok(total(quick.lost) <= total(small.lost) + 1e-9)
    }),
    { numRuns: 100 },
  )
})

test('no more is switched than is spare, whatever the shock', () => {
  fc.assert(
    fc.property(
      networks,
      shocks,
      fc.double({ min: 0, max: 50, noNaN: true }),
      (network, { firm }, amount) => {
        const spare = [0, 1, 2].map((at) => ({ firm: (firm + 1 + at) % 30, sector: at, amount }))
        const found = followDays(network, { firm: [firm] }, { days: 40, inventory: 1, spare, onboarding: 3 })
        assert.ok(found.switched.every((drawn) => drawn <= 3 * amount + 1e-9))
        assert.ok(found.drawn.every((drawn) => drawn <= amount + 1e-9))
        const without = followDays(network, { firm: [firm] }, { days: 40, inventory: 1 })
        const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
        assert.ok(total(found.lost) <= total(without.lost) + 1e-9)
      },
    ),
    { numRuns: 60 },
  )
})

test('options that cannot be are refused', () => {
  const network = riskNetwork(CHAIN)
  const options = { days: 3, inventory: 1 }
  assert.throws(() => followDays(network, { firm: [3] }, options), RangeError)
  assert.throws(() => followDays(network, { firm: [0], share: [2] }, options), RangeError)
  assert.throws(() => followDays(network, { firm: [0] }, { ...options, days: 0 }), RangeError)
  assert.throws(() => followDays(network, { firm: [0] }, { ...options, inventory: -1 }), RangeError)
  assert.throws(() => followDays(network, { firm: [0] }, { ...options, recovery: [-1] }), RangeError)
  assert.throws(
    () => followDays(network, { firm: [0] }, { ...options, spare: [{ firm: 0, sector: 9, amount: 1 }] }),
    RangeError,
  )
})
