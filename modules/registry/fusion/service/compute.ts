import type { LinkStage } from '#engines/enterprise-linkage'
import { runTold } from '#kernel/jobs'
import type { LinkOutcome, LinkProgress, LinkTask } from '../domain/link.ts'
import { STAGES } from './compute.worker.ts'

/** Groups records, somewhere where it holds nobody up. */
export type Compute = (task: LinkTask, signal: AbortSignal, onProgress: LinkProgress) => Promise<LinkOutcome>

const WORKER = new URL('./compute.worker.ts', import.meta.url)

/** Groups records in a worker thread; aborting ends the thread at once. */
export const computeInWorker: Compute = (task, signal, onProgress) =>
  runTold<LinkTask, LinkOutcome>(WORKER, task, {
    signal,
    onProgress: (share, stage) => onProgress(share, STAGES[stage] as LinkStage),
  })
