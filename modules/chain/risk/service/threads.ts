import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { AppError } from '#kernel/core'
import { type BlockReply, type Blocks, DONE, FREE } from './blocks.ts'

/** Heap of one thread; one that needs more ends, the server goes on. */
const HEAP_MB = 1_024
const LOOK_EVERY_MS = 250
/** A block whose thread died is tried once more by another. */
const MOST_TRIES = 2

export interface ThreadsOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (share: number) => void
  /** By default one for each core, so that a run uses all of them. */
  readonly threads?: number
}

/**
 * Works off the blocks of a task in threads; `url` names a worker that calls `takeBlocks`. A thread that dies is replaced
 * and its block done again, once. Returns the answers of the blocks that gave one.
 *
 * @throws AppError chain.risk.threadDied when a block ends its thread a second time
 */
export async function inThreads<T, R>(
  url: URL,
  task: T,
  blocks: number,
  { signal, onProgress, threads = availableParallelism() }: ThreadsOptions = {},
): Promise<Map<number, R>> {
  signal?.throwIfAborted()
  const state = new Int32Array(new SharedArrayBuffer(Math.max(4, blocks * 4))).subarray(0, blocks)
  const replies = new Map<number, R>()
  const tries = new Uint8Array(blocks)
  const workers = new Set<Worker>()
  const finished = Promise.withResolvers<void>()
  let started = 0
  /** Threads that died without a block: their worker cannot even begin. */
  let idle = 0
  const begin = () => {
    const thread = ++started
    const worker = new Worker(url, {
      workerData: { task, thread, state } satisfies Blocks<T>,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    workers.add(worker)
    let reason = ''
    worker.on('message', ({ block, reply }: BlockReply) => replies.set(block, reply as R))
    worker.on('error', (error: Error) => {
      reason = error.message
    })
    worker.on('exit', (code) => {
      workers.delete(worker)
      ended(thread, code === 0 ? undefined : reason || `exit ${code}`)
    })
  }
  const ended = (thread: number, died: string | undefined) => {
    const left = state.indexOf(thread)
    if (left >= 0) {
      tries[left] = (tries[left] as number) + 1
      Atomics.store(state, left, FREE)
    } else if (died !== undefined) idle++
    if (died !== undefined && (left >= 0 ? (tries[left] as number) : idle) >= MOST_TRIES)
      finished.reject(new AppError('chain.risk.threadDied', { reason: died }, { status: 500 }))
    else if (state.every((of) => of === DONE)) finished.resolve()
    else if (state.includes(FREE)) begin()
  }
  const look = setInterval(
    () => onProgress?.(state.reduce((sum, of) => sum + Number(of === DONE), 0) / blocks),
    LOOK_EVERY_MS,
  )
  const abort = () => finished.reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    if (blocks === 0) return replies
    for (let thread = 0; thread < Math.min(threads, blocks); thread++) begin()
    await finished.promise
    return replies
  } finally {
    clearInterval(look)
    signal?.removeEventListener('abort', abort)
    await Promise.all([...workers].map((worker) => worker.terminate()))
  }
}
