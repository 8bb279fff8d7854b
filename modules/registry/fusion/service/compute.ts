import type { LinkStage } from '#engines/enterprise-linkage'
import { runInWorker } from '#kernel/jobs'
import type { LinkOutcome, LinkProgress, LinkTask } from '../domain/link.ts'
import { STAGES } from './compute.worker.ts'

/** Groups records, somewhere where it holds nobody up. */
export type Compute = (task: LinkTask, signal: AbortSignal, onProgress: LinkProgress) => Promise<LinkOutcome>

const WORKER = new URL('./compute.worker.ts', import.meta.url)
const LOOK_EVERY_MS = 300
/** Of the share done, in the memory shared with the worker. */
const SCALE = 10_000

/** Groups records in a worker thread; aborting ends the thread at once. */
export const computeInWorker: Compute = async (task, signal, onProgress) => {
  const shared = new Int32Array(new SharedArrayBuffer(8))
  const timer = setInterval(() => {
    onProgress(Atomics.load(shared, 0) / SCALE, STAGES[Atomics.load(shared, 1)] as LinkStage)
  }, LOOK_EVERY_MS)
  try {
    return await runInWorker<LinkOutcome>(WORKER, { task, shared, scale: SCALE }, { signal })
  } finally {
    clearInterval(timer)
  }
}
