import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { boost, scoreOf, stepOf } from './boost.ts'
import { candidateFinder } from './candidates.ts'
import { hide } from './hide.ts'
import { predictLinks } from './predict.ts'
import { randomFrom } from './random.ts'
import { plantedNetwork } from './testing-network.ts'
import { FEATURES, type SupplyNetwork } from './types.ts'
import { capabilitiesOf, visibleOf } from './visible.ts'

const FIRMS = 700
const planted = plantedNetwork(FIRMS, 3)
const found = predictLinks(planted.network, planted.firms, { top: 300 }, 11)

/** Known pairs as supplier × firms + buyer. */
const pairsOf = ({ supplier, buyer, firms }: SupplyNetwork) =>
  new Set(Array.from(supplier, (s, row) => s * firms + buyer[row]!))

describe('on a network whose rules are known', () => {
  test('the model ranks hidden relations above both baselines', () => {
    const { model, preferentialAttachment, commonNeighbours, positives } = found.evaluation!
    assert.ok(positives > 50)
    assert.ok(model.auc > 0.8, `AUC ${model.auc}`)
    assert.ok(model.auc > preferentialAttachment.auc + 0.1)
    assert.ok(model.auc > commonNeighbours.auc + 0.1)
    assert.ok(model.averagePrecision > 2 * preferentialAttachment.averagePrecision)
    assert.ok(model.averagePrecision > 2 * commonNeighbours.averagePrecision)
  })

  test('what it promises comes about, on relations that it was never shown', () => {
    const promised = found.proposals.reduce((sum, { probability }) => sum + probability, 0)
    const hits = found.proposals.filter(({ supplier, buyer }) =>
      planted.unknown.has(supplier * FIRMS + buyer),
    ).length
    assert.ok(hits > promised / 2 && hits < promised * 2, `${hits} true of ${promised.toFixed(1)} promised`)
    assert.ok(found.evaluation!.reliability.ece < 0.01)
  })

  test('every proposal is new, between two firms that fit, once for a pair, likeliest first, and has its reasons', () => {
    const known = pairsOf(planted.network)
    const { firm, node } = planted.firms.capability
    const able = new Set(Array.from(firm, (f, row) => `${f} ${node[row]}`))
    const seen = new Set<number>()
    assert.equal(found.proposals.length, 300)
    for (const [at, { supplier, buyer, node: wanted, probability, reasons }] of found.proposals.entries()) {
      const key = supplier * FIRMS + buyer
      assert.ok(supplier !== buyer && !known.has(key) && !seen.has(key))
      assert.ok(able.has(`${supplier} ${wanted}`))
      assert.ok(at === 0 || probability <= found.proposals[at - 1]!.probability)
      assert.ok(reasons.length > 0)
      seen.add(key)
    }
  })

  test('the same seed gives the same answer', () => {
    assert.deepEqual(predictLinks(planted.network, planted.firms, { top: 300 }, 11), found)
  })

  test('fewer relations believed missing, lower probabilities in the same order', () => {
    const fewer = predictLinks(planted.network, planted.firms, { top: 300, assumedMissing: 0.05 }, 11)
    const [p, q] = [found.proposals[0]!.probability, fewer.proposals[0]!.probability]
    assert.ok(Math.abs(q / (1 - q) / (p / (1 - p)) - 0.05 / 0.95 / (0.2 / 0.8)) < 1e-9)
    assert.deepEqual(
      fewer.proposals.map(({ supplier }) => supplier),
      found.proposals.map(({ supplier }) => supplier),
    )
  })

  test('only for the buyers asked for', () => {
    const { proposals } = predictLinks(planted.network, planted.firms, { buyers: [5, 9] }, 11)
    assert.ok(proposals.length > 0 && proposals.every(({ buyer }) => buyer === 5 || buyer === 9))
  })
})

describe('what it does not do', () => {
  test('no all-pairs: candidates of a buyer keep to the limits', () => {
    const view = visibleOf(planted.network, planted.firms, capabilitiesOf(planted.network, planted.firms))
    const find = candidateFinder(view, { nodesPerBuyer: 4, suppliersPerNode: 5 })
    for (let b = 0; b < FIRMS; b += 50) {
      const { supplier, node, features } = find(b)
      assert.ok(features.every((values) => values.length === FEATURES.length))
      assert.ok(supplier.length <= 20 && new Set(node).size <= 4)
    }
  })

  test('with too few relations it learns nothing and proposes nothing', () => {
    const network = { firms: 4, nodes: 2, supplier: [0, 1], buyer: [2, 3], node: [0, 1] }
    const capability = { firm: [0, 1, 2], node: [0, 1, 1] }
    const none = predictLinks(network, { capability }, {}, 1)
    assert.deepEqual(none.proposals, [])
    assert.equal(none.evaluation, null)
    assert.equal(none.warnings[0]!.code, 'tooFewRelations')
  })

  test('a network that is all loops and repeats does not break it', () => {
    const rows = fc.array(fc.tuple(fc.nat(19), fc.nat(19), fc.nat(4)), { maxLength: 300 })
    const able = fc.array(fc.tuple(fc.nat(19), fc.nat(4)), { maxLength: 60 })
    let proposed = 0
    fc.assert(
      fc.property(rows, able, fc.nat(), (relations, capabilities, seed) => {
        const column = (rows: readonly (readonly number[])[], at: number) => rows.map((row) => row[at]!)
        const network = {
          firms: 20,
          nodes: 5,
          supplier: column(relations, 0),
          buyer: column(relations, 1),
          node: column(relations, 2),
        }
        const capability = { firm: column(capabilities, 0), node: column(capabilities, 1) }
        const known = pairsOf(network)
        const { proposals } = predictLinks(network, { capability }, { hidden: 0.5 }, seed)
        proposed += proposals.length
        for (const { supplier, buyer, probability } of proposals) {
          assert.ok(probability >= 0 && probability <= 1)
          assert.ok(supplier !== buyer && !known.has(supplier * 20 + buyer))
        }
      }),
      { numRuns: 100, seed: 2, examples: [[dense(), everyone(), 1]] },
    )
    assert.ok(proposed > 0)
  })

  test('rows that leave the firms are refused, and time needs its column', () => {
    const network = { firms: 2, nodes: 1, supplier: [0, 2], buyer: [1, 0], node: [0, 0] }
    const capability = { firm: [0], node: [0] }
    assert.throws(() => predictLinks(network, { capability }, {}, 1), /row 1: supplier 2/)
    const valid = { ...network, supplier: [0, 1] }
    assert.throws(() => predictLinks(valid, { capability }, { holdout: 'time' }, 1), /since/)
    assert.throws(
      () => predictLinks(valid, { capability: { firm: [7], node: [0] } }, {}, 1),
      /capability row 0/,
    )
  })
})

/** Most pairs of 20 firms related, so that there is enough to learn from. */
function dense(): [number, number, number][] {
  const random = randomFrom(5)
  return Array.from({ length: 290 }, () => [
    Math.floor(random() * 20),
    Math.floor(random() * 20),
    Math.floor(random() * 5),
  ])
}

function everyone(): [number, number][] {
  return Array.from({ length: 100 }, (_, at) => [at % 20, Math.floor(at / 20)])
}

describe('hiding', () => {
  test('a pair is hidden with all its rows; by time the latest go', () => {
    const network = {
      firms: 4,
      nodes: 2,
      supplier: [0, 0, 1, 2, 3],
      buyer: [1, 1, 2, 3, 3],
      node: [0, 1, 0, 0, 0],
      since: [9, 2, 5, 7, 99],
    }
    const away = hide(network, 1 / 3, 'time', 1)
    assert.deepEqual([...away.rows], [0, 0, 0, 1, 0])
    const all = hide(network, 0.999, 'random', 1)
    assert.deepEqual([...all.rows], [1, 1, 1, 1, 0])
    assert.deepEqual([...all.nodesOf.get(1)!], [0, 1])
  })

  test('hold-out by time works through', () => {
    const { evaluation } = predictLinks(planted.network, planted.firms, { holdout: 'time', top: 5 }, 1)
    assert.ok(evaluation!.model.auc > 0.75)
  })
})

test('boosted stumps find a threshold and what unknown means; contributions sum to the score', () => {
  const random = randomFrom(1)
  const rows: number[][] = []
  const labels: number[] = []
  for (let i = 0; i < 4000; i++) {
    const x = random() < 0.2 ? Number.NaN : random()
    const p = Number.isNaN(x) ? 0.5 : x > 0.6 ? 0.9 : 0.1
    rows.push([x, random()])
    labels.push(Number(random() < p))
  }
  const model = boost(rows, labels, new Float64Array(4000).fill(1))
  const probability = (x: number) => 1 / (1 + Math.exp(-scoreOf(model, [x, 0.5])))
  assert.ok(Math.abs(probability(0.9) - 0.9) < 0.05)
  assert.ok(Math.abs(probability(0.2) - 0.1) < 0.05)
  assert.ok(Math.abs(probability(Number.NaN) - 0.5) < 0.07)
  const sum = model.bias + stepOf(model, 0, 0.9) + stepOf(model, 1, 0.5)
  assert.ok(Math.abs(sum - scoreOf(model, [0.9, 0.5])) < 1e-12)
})
