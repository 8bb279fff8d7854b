import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inThreads } from './threads.ts'

const ONCE = new URL('../testing-once.worker.ts', import.meta.url)
const shared = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4))

test('a thread that dies is replaced, and its block is done again', async () => {
  const task = { seen: shared(1), out: shared(9) }
  const replies = await inThreads<typeof task, { block: number }>(ONCE, task, 9, { threads: 2 })
  assert.deepEqual([...task.out], [1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.deepEqual([...replies.keys()].sort(), [0, 2, 4, 6, 8])
  assert.equal(task.seen[0], 2)
})

test('a worker that cannot even begin ends the work with its reason', async () => {
  await assert.rejects(inThreads(new URL('./no-such.worker.ts', import.meta.url), {}, 4, { threads: 2 }), {
    code: 'chain.risk.threadDied',
  })
})

test('an abort ends the threads and tells its reason', async () => {
  const stop = new AbortController()
  const task = { seen: shared(1), out: shared(5) }
  const work = inThreads(ONCE, task, 5, { signal: stop.signal })
  stop.abort(new Error('cancelled'))
  await assert.rejects(work, /cancelled/)
})

test('nothing to do is done at once', async () => {
  assert.equal((await inThreads(ONCE, {}, 0)).size, 0)
})
