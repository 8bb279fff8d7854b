import assert from 'node:assert/strict'
import { test } from 'node:test'
import { neighboursOn, placeNeighbours, type Relation, sideOf } from './relation-picture.ts'

let next = 0
function relation(of: Partial<Relation>): Relation {
  next += 1
  return { id: String(next), kind: 'supplies', direction: 'in', source: 'manual', ...of }
}

test('who supplies the firm is upstream, whom it supplies downstream, owners and branches beside', () => {
  assert.equal(sideOf({ kind: 'supplies', direction: 'in' }), 'upstream')
  assert.equal(sideOf({ kind: 'supplies', direction: 'out' }), 'downstream')
  assert.equal(sideOf({ kind: 'owns', direction: 'in' }), 'ownership')
})

test('several supplies of one firm are one neighbour with the sum of the known amounts', () => {
  const found = neighboursOn('upstream', [
    relation({ otherId: 'a', otherName: '甲', amount: 100 }),
    relation({ otherId: 'a', otherName: '甲', amount: 50 }),
    relation({ otherId: 'b', otherName: '乙', amount: 400 }),
    relation({ otherId: 'c', otherName: '丙' }),
  ])
  assert.deepEqual(
    found.map(({ name, amount }) => [name, amount]),
    [
      ['乙', 400],
      ['甲', 150],
      ['丙', null],
    ],
  )
})

test('the picture draws the largest on each side and counts the rest', () => {
  const many = Array.from({ length: 15 }, (_, at) =>
    relation({ otherId: `s${at}`, otherName: `供应商${at}`, amount: at }),
  )
  const { nodes, left, top, bottom } = placeNeighbours({ id: 'me', name: '本企业' }, many, 10)
  assert.ok(nodes.every(({ y }) => y >= top && y <= bottom))
  assert.equal(nodes.length, 11)
  assert.equal(left, 5)
  assert.ok(nodes.slice(1).every(({ x }) => x < 0))
  assert.equal(new Set(nodes.map(({ id }) => id)).size, 11)
})

test('nobody is drawn on top of another', () => {
  const all = Array.from({ length: 9 }, (_, at) =>
    relation({
      otherId: `n${at}`,
      otherName: `${at}`,
      direction: at % 2 ? 'in' : 'out',
      kind: at > 6 ? 'owns' : 'supplies',
    }),
  )
  const { nodes } = placeNeighbours({ id: 'me', name: '本企业' }, all, 10)
  assert.equal(new Set(nodes.map(({ x, y }) => `${x},${y}`)).size, nodes.length)
})
