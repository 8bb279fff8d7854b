import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodesPerBuyer } from './input.ts'
import { LEAST_NODES, PER_BUYER, PER_NODE } from './limits.ts'
import { chosen } from './predict.ts'
import { reliabilityOf } from './reliability.ts'
import { sentence } from './sentence.ts'

const proposal = (buyer: number, node: number, supplier: number) => ({
  supplier,
  buyer,
  node,
  probability: 0.1,
  reasons: [],
})

test('a small network looks at every node, a large one at the likeliest', () => {
  assert.equal(nodesPerBuyer(400, 200), 200)
  assert.equal(nodesPerBuyer(3_000, 200), 44)
  assert.equal(nodesPerBuyer(1_000_000, 200), LEAST_NODES)
})

test('a node of a buyer and a buyer get so many proposals, the first ones; decided ones take no place', () => {
  const sameNode = Array.from({ length: 9 }, (_, at) => proposal(1, 7, at))
  const kept = chosen(sameNode, ({ supplier }) => supplier === 0)
  assert.deepEqual(
    kept.map(({ supplier }) => supplier),
    [1, 2, 3].slice(0, PER_NODE),
  )
  const manyNodes = Array.from({ length: 30 }, (_, at) => proposal(1, at, at))
  assert.equal(chosen(manyNodes, () => false).length, PER_BUYER)
})

const node = { zh: '电机', en: 'motors' }

test('a reason is a sentence in both languages that says which way it points', () => {
  const sells = { feature: 'sellsNode', value: Math.log1p(3), contribution: 0.4 } as const
  assert.deepEqual(sentence(sells, node, true), {
    zh: '供应商已向 3 家企业供应电机（支持）',
    en: 'The supplier delivers motors to 3 firms (speaks for it)',
  })
  assert.match(
    sentence({ feature: 'stage', value: null, contribution: -0.4 }, node, true).zh,
    /未知（不支持）/,
  )
})

test('whom a firm trades with is not told to who may not know', () => {
  const sells = { feature: 'sellsNode', value: Math.log1p(3), contribution: 0.4 } as const
  assert.doesNotMatch(JSON.stringify(sentence(sells, node, false)), /3/)
})

test('too little to learn from is said in words, with the count', () => {
  const nothing = {
    proposals: [],
    calibration: null,
    evaluation: null,
    warnings: [{ code: 'tooFewRelations', count: 12 }],
  } as const
  const { warnings, evaluation } = reliabilityOf(nothing, { relations: 60, proposed: 0 })
  assert.equal(evaluation, null)
  assert.match(warnings[0]?.zh ?? '', /12/)
})
