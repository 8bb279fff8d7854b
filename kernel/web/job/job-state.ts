import type { JobWord } from '../parts/state-tag.tsx'

/** A background job as the server describes it. */
export interface JobView {
  readonly id: string
  readonly name: string
  readonly state: JobWord
  readonly done: number
  readonly total: number | null
  /** Text key of what it is doing. */
  readonly note: string | null
  readonly params: Readonly<Record<string, unknown>>
  readonly result: unknown
  readonly error: { readonly code: string; readonly params: Readonly<Record<string, unknown>> } | null
  readonly startedAt: string | null
  readonly endedAt: string | null
}

/** Whether a job will not change any more. */
export function hasEnded(job: Pick<JobView, 'state'>): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
}

/** Whole percent done, or undefined while the total is not known. A running job never shows 100. */
export function percentOf(job: Pick<JobView, 'state' | 'done' | 'total'>): number | undefined {
  if (job.state === 'done') return 100
  if (job.total === null || job.total <= 0) return undefined
  return Math.max(0, Math.min(99, Math.floor((job.done / job.total) * 100)))
}

/** One server-sent event's data as a job, or undefined when it is not one. */
export function parseJob(data: string): JobView | undefined {
  try {
    const value = JSON.parse(data) as Partial<JobView> | null
    const whole =
      typeof value?.id === 'string' && typeof value.state === 'string' && typeof value.done === 'number'
    return whole ? (value as JobView) : undefined
  } catch {
    return undefined
  }
}
