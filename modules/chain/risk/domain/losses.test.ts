import assert from 'node:assert/strict'
import { test } from 'node:test'
import { riskNetwork } from '#engines/systemic-risk'
import { riskRules } from './assumptions.ts'
import { engineInput, riskColumns } from './columns.ts'
import { prepare, type ShockReply } from './tasks.ts'
import { smallNetwork } from './testing-network.ts'

const network = riskNetwork(
  engineInput(
    riskColumns(
      smallNetwork(
        [0, 1, 2],
        [
          [0, 1, 0, 10],
          [1, 2, 1, 20],
        ],
      ),
      riskRules.parse({}),
    ).columns,
  ),
)
const after = (firm: number[], share: number[]) => {
  const work = prepare({
    kind: 'shock',
    network,
    eps: 0.01,
    firm: Uint32Array.from(firm),
    share: Float64Array.from(share),
    paths: 0,
  })
  return (work(0) as ShockReply).losses
}

test('a failing firm is not among those that it reaches', () => {
  assert.deepEqual([...after([0], [1]).firm].sort(), [1, 2])
})

test('a firm that was hit counts as reached when the chain takes more from it than the hit did', () => {
  assert.deepEqual([...after([0, 1], [1, 0.2]).firm].sort(), [1, 2])
  assert.deepEqual([...after([0, 1], [1, 1]).firm], [2])
})
