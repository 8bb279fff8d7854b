import { parentPort, workerData } from 'node:worker_threads'

/** Work cut into blocks that threads take one after the other; in shared memory. */
export interface Blocks<T> {
  readonly task: T
  /** Number of the thread, from 1 on. */
  readonly thread: number
  /** For each block FREE, DONE, or the thread that works on it. */
  readonly state: Int32Array
}

export const FREE = 0
export const DONE = -1

/** A block's answer, where it has one. */
export interface BlockReply {
  readonly block: number
  readonly reply: unknown
}

/**
 * The whole of a worker: takes free blocks until none is left. `prepare` makes what all blocks need; results go into
 * shared memory of the task, or are returned and sent.
 */
export function takeBlocks<T>(prepare: (task: T) => (block: number) => unknown): void {
  const { task, thread, state } = workerData as Blocks<T>
  const work = prepare(task)
  for (let block = 0; block < state.length; block++) {
    if (Atomics.compareExchange(state, block, FREE, thread) !== FREE) continue
    const reply = work(block)
    if (reply !== undefined) parentPort?.postMessage({ block, reply } satisfies BlockReply)
    Atomics.store(state, block, DONE)
  }
}
