import type { CompiledPlan } from '#engines/plan-compiler'
import { AppError } from '#kernel/core'
import { runInWorker } from '#kernel/jobs'
import type { ReadPlanInput, ReadPlanOutput } from './read-plan.worker.ts'

/** What reading one plan may cost. */
export interface ReadLimits {
  readonly maxCharacters: number
  /** From the request to the answer, the wait for a free thread included. */
  readonly timeMs: number
  /** How far the process may grow meanwhile: buffers outside a thread's heap are bounded by nothing else. */
  readonly growthMb: number
}

export const READ_LIMITS: ReadLimits = { maxCharacters: 1_000_000, timeMs: 30_000, growthMb: 1_536 }

const WATCH_MS = 100
const WORKER = new URL('./read-plan.worker.ts', import.meta.url)

/**
 * Text of a plan file or a text at hand, and what it compiles to, read in a worker thread: nobody else waits for a
 * hostile file, and a thread over its time or memory is ended.
 * @throws AppError plan.file.* for what cannot be read
 */
export async function readPlan(
  input: Omit<ReadPlanInput, 'maxCharacters'>,
  limits: ReadLimits = READ_LIMITS,
): Promise<{ text: string; compiled: CompiledPlan | undefined }> {
  const stop = new AbortController()
  const refuse = (code: string, params: Record<string, unknown>) =>
    stop.abort(new AppError(code, params, { status: 422, field: 'file' }))
  const begun = process.memoryUsage.rss()
  const clock = setTimeout(
    () => refuse('plan.file.tooSlow', { seconds: Math.round(limits.timeMs / 1000) }),
    limits.timeMs,
  )
  const watch = setInterval(() => {
    const grown = (process.memoryUsage.rss() - begun) / 2 ** 20
    if (grown > limits.growthMb) refuse('plan.file.tooBig', { limitMb: limits.growthMb })
  }, WATCH_MS)
  try {
    const read = await runInWorker<ReadPlanOutput>(
      WORKER,
      { ...input, maxCharacters: limits.maxCharacters },
      { signal: stop.signal },
    )
    if ('fault' in read) throw new AppError(read.fault, read.params, { field: 'file' })
    if ('length' in read)
      throw new AppError('plan.file.tooLong', { length: read.length, limit: limits.maxCharacters })
    return read
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason
    if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new AppError('plan.file.tooHeavy', {}, { status: 422, field: 'file', cause: error })
    throw error
  } finally {
    clearTimeout(clock)
    clearInterval(watch)
  }
}
