import { z } from 'zod'
import { endpoint } from '#kernel/contract'

/** Asks for the end of a background job, as the API of jobs has it; what the job had done so far is taken back. */
export const cancelJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:id/cancel',
  summary: { zh: '取消后台任务', en: 'Cancel a background job' },
  access: 'jobs.job.cancel',
  params: z.object({ id: z.uuid() }),
  reply: z.unknown(),
})
