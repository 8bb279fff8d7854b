import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NONE } from '../../domain/network.ts'
import { riskRules } from './assumptions.ts'
import { engineInput, fillAmounts, riskColumns } from './columns.ts'
import { smallNetwork } from './testing-network.ts'

const RULES = riskRules.parse({})

test('an unknown amount is the median of its supplier, else of its node, else of all; each is counted', () => {
  const network = smallNetwork(
    [0, 1, 2, 3, 3],
    [
      [0, 4, 0, 10],
      [0, 3, 0, 30],
      [0, 2, 0],
      [1, 4, 0],
      [1, 4, 1],
    ],
  )
  assert.deepEqual([...fillAmounts(network).amount], [10, 30, 20, 20, 20])
  assert.deepEqual([...fillAmounts(network).how], [0, 0, 1, 2, 3])
  const { coverage } = riskColumns(network, RULES)
  const { known, bySupplier, byNode, byAll, equal } = coverage
  assert.deepEqual(
    { known, bySupplier, byNode, byAll, equal },
    { known: 2, bySupplier: 1, byNode: 1, byAll: 1, equal: 0 },
  )
})

test('where no amount is known at all, all relations weigh the same, and the coverage says so', () => {
  const { columns, coverage } = riskColumns(smallNetwork([0, 1], [[0, 1, 0]]), RULES)
  assert.deepEqual([...columns.amount], [1])
  assert.equal(coverage.equal, 1)
})

test('a firm that supplies itself and amounts of zero or less are left out and counted', () => {
  const network = smallNetwork(
    [0, 1],
    [
      [0, 0, 0, 5],
      [0, 1, 0, 0],
      [0, 1, 1, -3],
      [0, 1, 2, 7],
    ],
  )
  const { columns, coverage } = riskColumns(network, RULES)
  assert.deepEqual([...columns.amount], [7])
  assert.deepEqual([...columns.row], [3])
  assert.deepEqual([coverage.self, coverage.unusable, coverage.known, coverage.relations], [1, 2, 1, 4])
})

test('a firm without a node stands in a sector of its own; so does what it supplies without a node', () => {
  const network = smallNetwork(
    [null, 1, null],
    [
      [0, 1, NONE, 5],
      [1, 2, NONE, 5],
    ],
  )
  const { columns, coverage } = riskColumns(network, RULES)
  assert.deepEqual([...columns.sector], [4, 1, 5])
  assert.deepEqual([...columns.arcSector], [4, 1])
  assert.equal(columns.sectors, 6)
  assert.equal(coverage.firmsWithoutNode, 2)
})

test('size is revenue but never less than what is sold; or what is sold, as published', () => {
  const network = smallNetwork([0, 1, 2], [[0, 1, 0, 50]], { revenue: [20, 90] })
  assert.deepEqual([...riskColumns(network, RULES).columns.output], [50, 90, 0])
  assert.deepEqual([...riskColumns(network, { ...RULES, size: 'sales' }).columns.output], [50, 0, 0])
  assert.equal(riskColumns(network, RULES).coverage.firmsWithoutSize, 1)
})

test('trust weighs amounts only when it is asked to', () => {
  const network = smallNetwork([0, 1], [[0, 1, 0, 50]])
  assert.equal(riskColumns(network, { ...RULES, byTrust: true }).columns.amount[0], 25)
})

test('parts are essential, other inputs count in proportion; or none, or all', () => {
  const network = smallNetwork([0, 1], [[0, 1, 0, 50]], { nodes: 2, parts: 1 })
  const rule = (essentiality: 'parts' | 'tree' | 'linear' | 'all') => {
    const of = engineInput(riskColumns(network, { ...RULES, essentiality }).columns).essentiality
    return typeof of === 'function' ? [of(0, 1), of(1, 0)] : []
  }
  assert.deepEqual(rule('parts'), [2, 1])
  assert.deepEqual(rule('linear'), [1, 1])
  assert.deepEqual(rule('all'), [2, 2])
  assert.deepEqual(rule('tree'), [2, 1])
})
