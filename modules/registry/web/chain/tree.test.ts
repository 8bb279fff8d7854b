import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChainNode } from '../../contract.ts'
import { childrenByParent, matchesOf, pathOf, withAncestors } from './tree.ts'

function node(code: string, parent: string | null, more: Partial<ChainNode> = {}): ChainNode {
  return {
    code,
    parent,
    tier: 1,
    nameZh: code,
    nameEn: code,
    synonymsZh: [],
    synonymsEn: [],
    electronics: false,
    parts: true,
    keyLink: false,
    stage: null,
    enterprises: 1,
    ...more,
  }
}

const nodes = [
  node('ROOT', null),
  node('A', 'ROOT'),
  node('A1', 'A', { nameZh: '动力电池', synonymsZh: ['电芯'], keyLink: true }),
  node('B', 'ROOT', { synonymsEn: ['Lidar'], enterprises: 0 }),
]
const byCode = new Map(nodes.map((of) => [of.code, of]))

test('a node is found by a synonym in either language, and keeps what is above it', () => {
  const hit = matchesOf(nodes, { q: '电芯', onlyKey: false, onlyMissing: false })
  assert.deepEqual([...hit], ['A1'])
  assert.deepEqual([...withAncestors(byCode, hit)], ['ROOT', 'A', 'A1'])
  assert.deepEqual([...matchesOf(nodes, { q: 'LIDAR', onlyKey: false, onlyMissing: false })], ['B'])
})

test('key links and missing nodes can be shown alone', () => {
  assert.deepEqual([...matchesOf(nodes, { q: '', onlyKey: true, onlyMissing: false })], ['A1'])
  assert.deepEqual([...matchesOf(nodes, { q: '', onlyKey: false, onlyMissing: true })], ['B'])
})

test('a circle of parents ends', () => {
  const circle = new Map([
    ['X', node('X', 'Y')],
    ['Y', node('Y', 'X')],
  ])
  assert.deepEqual(pathOf(circle, 'X'), ['Y', 'X'])
})

test('a node whose parent is unknown stands at the top', () => {
  assert.deepEqual(
    childrenByParent([node('Z', 'GONE')])
      .get(null)
      ?.map(({ code }) => code),
    ['Z'],
  )
})
