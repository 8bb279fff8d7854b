import { type JobView, jobView } from '../../jobs/contract.ts'

export type { JobView }

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
    return jobView.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}
