import { z } from 'zod'
import { endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'

const state = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])

export const jobView = z.object({
  id: z.string(),
  name: z.string(),
  state,
  done: z.number(),
  total: z.number().nullable(),
  note: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
  result: z.unknown(),
  error: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
  createdAt: instantText,
  startedAt: instantText.nullable(),
  endedAt: instantText.nullable(),
  createdBy: z.string().nullable(),
})

export const listJobs = endpoint({
  method: 'GET',
  path: '/api/jobs',
  summary: { zh: '后台任务', en: 'Jobs' },
  access: 'signedIn',
  query: pageQuery.extend({ state: state.optional() }),
  reply: pageOf(jobView),
})

export const cancelJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:id/cancel',
  summary: { zh: '取消任务', en: 'Cancel a job' },
  access: 'signedIn',
  params: z.object({ id: z.string() }),
  reply: z.object({ ok: z.literal(true) }),
})
