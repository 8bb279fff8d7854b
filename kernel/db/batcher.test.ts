import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { batchedRead } from './batcher.ts'
import type { Db } from './types.ts'

const outside = { isTransaction: false } as Db

test('callers at the same time share a load, and only one that began after they asked', async () => {
  let stored = 1
  const loads: string[][] = []
  const read = batchedRead<number>(async (_, keys) => {
    loads.push([...keys])
    const seen = stored
    await sleep(5)
    return new Map(keys.map((key) => [key, seen]))
  })
  const first = read(outside, 'a')
  stored = 2
  const later = [read(outside, 'a'), read(outside, 'b'), read(outside, 'a')]
  assert.equal(await first, 1)
  assert.deepEqual(await Promise.all(later), [2, 2, 2], 'what was written before they asked')
  assert.deepEqual(loads, [['a'], ['a', 'b']])
})

test('a load that fails fails for those who shared it; the next one is tried', async () => {
  let broken = true
  const read = batchedRead<string>(async (_, keys) => {
    if (broken) throw new Error('gone')
    return new Map(keys.map((key) => [key, key]))
  })
  await assert.rejects(read(outside, 'x'), /gone/)
  broken = false
  assert.equal(await read(outside, 'x'), 'x')
})

test('what is not found is undefined; a transaction reads for itself', async () => {
  let loads = 0
  const read = batchedRead<number>(async () => {
    loads++
    return new Map()
  })
  const inside = { isTransaction: true } as Db
  assert.deepEqual(await Promise.all([read(inside, 'k'), read(inside, 'k')]), [undefined, undefined])
  assert.equal(loads, 2)
})
