import assert from 'node:assert/strict'
import { test } from 'node:test'
import { betweenness, sharedMemory, supplyGraph } from '#engines/graph'
import { betweennessInWorkers } from './betweenness.ts'

test('two workers give what one thread gives, and tell how far they are', async () => {
  const nodes = 1_500
  const from = Uint32Array.from({ length: nodes * 3 }, (_, row) => (row * 7919) % nodes)
  const to = from.map((v, row) => (v * 31 + row * 17 + 1) % nodes)
  const { downstream } = supplyGraph({ nodes, from, to }, sharedMemory)
  const shares: number[] = []
  const found = await betweennessInWorkers(
    downstream,
    Uint32Array.from({ length: nodes }, (_, v) => v),
    2,
    (share) => shares.push(share),
  )
  const exact = betweenness(downstream)
  for (let v = 0; v < nodes; v++) assert.ok(Math.abs((found[v] as number) - (exact[v] as number)) < 1e-6)
  assert.equal(shares.at(-1), 1)
})

test('a turn that ends its worker every time is an error, not a wait without end', async () => {
  const { downstream } = supplyGraph({ nodes: 2, from: [0], to: [1] })
  const broken = { ...downstream, neighbours: undefined as unknown as Uint32Array }
  await assert.rejects(betweennessInWorkers(broken, Uint32Array.from([0]), 1))
})
