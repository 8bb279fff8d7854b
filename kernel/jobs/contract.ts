import { z } from 'zod'
import { commaList, endpoint, pageOf, pageQuery } from '../contract/index.ts'

const stateName = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])

/** A job as a person sees it. */
export const jobView = z.object({
  id: z.string(),
  name: z.string(),
  titles: z.object({ zh: z.string(), en: z.string() }),
  state: stateName,
  done: z.number(),
  total: z.number().nullable(),
  note: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
  result: z.unknown(),
  error: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  createdBy: z.string().nullable(),
})
export type JobView = z.output<typeof jobView>

const jobId = z.object({ id: z.uuid() })

const filterFields = {
  /** Comma separated states. */
  state: commaList.pipe(z.array(stateName)).optional(),
  name: z.string().trim().max(200).optional(),
  createdBy: z.string().trim().max(200).optional(),
}

/** What narrows a list of jobs. */
export const jobFilter = z.object({ ...filterFields, q: z.string().trim().max(200).optional() })
export type JobFilter = z.output<typeof jobFilter>

export const listJobs = endpoint({
  method: 'GET',
  path: '/api/jobs',
  summary: { zh: '后台任务列表', en: 'Background jobs' },
  access: 'jobs.job.read',
  query: pageQuery.extend(filterFields),
  reply: pageOf(jobView),
})

export const getJob = endpoint({
  method: 'GET',
  path: '/api/jobs/:id',
  summary: { zh: '后台任务', en: 'A background job' },
  access: 'jobs.job.read',
  params: jobId,
  reply: jobView,
})

export const cancelJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:id/cancel',
  summary: { zh: '取消后台任务', en: 'Cancel a background job' },
  access: 'jobs.job.cancel',
  params: jobId,
  reply: jobView,
})

export const watchJob = endpoint({
  method: 'GET',
  path: '/api/jobs/:id/events',
  summary: { zh: '后台任务进度（服务器推送）', en: 'Progress of a background job (server-sent events)' },
  access: 'jobs.job.read',
  params: jobId,
  reply: jobView,
  kind: 'events',
})
