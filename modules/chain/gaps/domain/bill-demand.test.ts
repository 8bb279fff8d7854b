import assert from 'node:assert/strict'
import { test } from 'node:test'
import { billDemand } from './bill-demand.ts'

const TREE: Record<string, string[]> = { A: ['A'], A1: ['A1', 'A'], A11: ['A11', 'A1', 'A'], B1: ['B1', 'B'] }
const ancestors = (node: string) => TREE[node] ?? [node]
const line = (
  id: string,
  parentId: string | null,
  node: string | null,
  quantity: number,
  unitCost: number | null,
) => ({
  id,
  parentId,
  node,
  quantity,
  unitCost,
  volume: 10,
})

test('cells stand in the price of their battery: above their own node they are not counted again', () => {
  const demand = billDemand(
    [line('pack', null, 'A1', 1, 500), line('cell', 'pack', 'A11', 100, 3)],
    ancestors,
  )
  assert.deepEqual(Object.fromEntries(demand), { A1: 5000, A: 5000, A11: 3000 })
})

test('a part of another branch counts for its own branch', () => {
  const demand = billDemand([line('pack', null, 'A1', 1, 500), line('chip', 'pack', 'B1', 2, 7)], ancestors)
  assert.equal(demand.get('B'), 140)
})

test('what has no price or no volume is not demand of zero but unknown', () => {
  assert.equal(billDemand([line('pack', null, 'A1', 1, null)], ancestors).size, 0)
})
