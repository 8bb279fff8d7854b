import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { explainShock, type RiskInput, riskNetwork, secondSource } from './index.ts'
import { syntheticNetwork } from './testing-synthetic.ts'

/** Two foundries (sector 0) and a wiring maker (sector 1) supply a gearbox maker (2), which supplies the car maker (3). */
const FOUNDRY = 0
const SMALL_FOUNDRY = 1
const WIRING = 2
const GEARBOX = 3
const CARS = 4
const INPUT: RiskInput = {
  firms: 5,
  sectors: 4,
  sector: [0, 0, 1, 2, 3],
  supplier: [FOUNDRY, SMALL_FOUNDRY, WIRING, GEARBOX],
  buyer: [GEARBOX, GEARBOX, GEARBOX, CARS],
  amount: [80, 20, 5, 200],
  essentiality: 'leontief',
}
const ALONE = { substitution: false }

test('the chain of firms from the shock to the stop, with what each link carries', () => {
  const { explain } = explainShock(riskNetwork(INPUT), { firm: [FOUNDRY] }, ALONE)
  assert.deepEqual(explain(CARS), {
    firm: CARS,
    direction: 'down',
    loss: 0.8,
    links: [
      { from: FOUNDRY, to: GEARBOX, sector: 0, lossFrom: 1, lossTo: 0.8, part: 1 },
      { from: GEARBOX, to: CARS, sector: 2, lossFrom: 0.8, lossTo: 0.8, part: 1 },
    ],
  })
  assert.deepEqual(explain(FOUNDRY), { firm: FOUNDRY, direction: 'shock', loss: 1, links: [] })
  assert.equal(explain(WIRING), undefined)
})

test('the scarcest input explains the stop, not the largest', () => {
  const shock = { firm: [FOUNDRY, WIRING], share: [0.5, 0.9] }
  const path = explainShock(riskNetwork(INPUT), shock, ALONE).explain(GEARBOX)
  assert.equal(path?.links[0]?.from, WIRING)
  assert.equal(path.loss, 0.9)
})

test('a supplier whose customer stops is explained by the customer', () => {
  const path = explainShock(riskNetwork(INPUT), { firm: [CARS] }).explain(SMALL_FOUNDRY)
  assert.equal(path?.direction, 'up')
  assert.deepEqual(
    path.links.map(({ from, to }) => [from, to]),
    [
      [CARS, GEARBOX],
      [GEARBOX, SMALL_FOUNDRY],
    ],
  )
})

test('every loss in a network full of cycles has a path that starts at the shock, hangs together and never runs in a circle', () => {
  const network = riskNetwork(syntheticNetwork(120, 700, 10, 9))
  fc.assert(
    fc.property(fc.nat({ max: 119 }), fc.nat({ max: 119 }), (a, b) => {
      const shock = { firm: [...new Set([a, b])] }
      const { outcome, explain } = explainShock(network, shock, { eps: 1e-4 })
      for (const firm of outcome.firm) {
        const path = explain(firm)
        assert.ok(path)
        if (path.direction === 'shock') continue
        assert.ok(shock.firm.includes(path.links[0]!.from))
        assert.equal(path.links.at(-1)!.to, firm)
        for (const [at, link] of path.links.entries()) {
          if (at > 0) assert.equal(link.from, path.links[at - 1]!.to)
          assert.ok(link.part > 0 && link.part <= 1 + 1e-12 && link.lossTo > 0)
        }
        assert.equal(new Set(path.links.map(({ to }) => to)).size, path.links.length)
      }
    }),
    { numRuns: 20 },
  )
})

test('a second source saves what the first no longer carries', () => {
  const half = secondSource(INPUT, { buyer: GEARBOX, sector: 0, supplier: SMALL_FOUNDRY }, ALONE)
  // Gearboxes (200 of 305) fall by the foundry's share of their castings: 80 of 100, then 40 of 100.
  assert.ok(Math.abs(half.before - (80 + 0.8 * 200) / 305) < 1e-12)
  assert.ok(Math.abs(half.after - (40 + 0.4 * 200) / 305) < 1e-12)
  assert.equal(half.saved, half.before - half.after)
  assert.throws(() => secondSource(INPUT, { buyer: CARS, sector: 0, supplier: 1 }), RangeError)
  assert.throws(() => secondSource(INPUT, { buyer: GEARBOX, sector: 0, supplier: 1, share: 0 }), RangeError)
})
