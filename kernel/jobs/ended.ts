import { AppError } from '../core/index.ts'
import type { JobRun } from '../module/index.ts'

/** Whether a job ends only here and goes on elsewhere (shutdown, another server): what it works on stays as it is. */
export function goesOn(run: Pick<JobRun<unknown>, 'signal'>): boolean {
  const stopped = run.signal.aborted ? (run.signal.reason as { code?: string } | undefined)?.code : undefined
  return stopped === 'jobs.job.handedBack' || stopped === 'jobs.job.lost'
}

/** An error as it is kept: a refusal with its code, anything else as `fallback` (its details are in the log). */
export function storedError(
  error: unknown,
  fallback: string,
): { code: string; params: Record<string, unknown> } {
  return error instanceof AppError
    ? { code: error.code, params: error.params }
    : { code: fallback, params: {} }
}
